"""Whether a programme suits somebody, as the record knows it: what speaks for it, and against."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from tilts.casework.assessment.capabilities import SEE
from tilts.casework.assessment.levels import level_title as named_level
from tilts.casework.assessment.presenting import instrument_of
from tilts.casework.assessment.queries import latest_final
from tilts.casework.people.models import Person
from tilts.casework.plans.choices import Need
from tilts.casework.plans.needs import heights
from tilts.casework.proceedings.queries import placed_on, records
from tilts.engines.calendars.months import completed_years
from tilts.jurisdictions.schema import Programme
from tilts.platform.access.authority import why_not
from tilts.platform.access.reasons import Reason, Reasons
from tilts.platform.design.display import language_name, local
from tilts.platform.parties.actors import Actor

from ..catalogue import PLACES, SEXES, level_title, named, programme_on
from ..models import Participation


@dataclass(frozen=True)
class Line:
    """One condition: whether it is met, and in words why or why not."""

    code: str
    met: bool
    text: str


@dataclass(frozen=True)
class Facts:
    """What the record knows of somebody that decides. `needs` is None without an assessment.

    `shown` is False when the reader may not see assessments of theirs.
    """

    needs: Mapping[str, int] | None
    level: str
    level_words: str
    assessed_on: date | None
    place: str
    languages: Sequence[str]
    age: int | None
    sex: str
    country: str
    shown: bool = True


def facts_about(by: Actor, person: Person) -> Facts:
    """Read once, for any number of programmes."""
    today = timezone.localdate()
    found = latest_final([person.pk]).get(person.pk)
    of = instrument_of(found) if found else None
    return Facts(
        needs=heights(of, found.scores) if found and of else None,
        level=found.level if found else "",
        level_words=named_level(of, found.level, get_language() or "en") if found else "",
        assessed_on=found.decided_on if found else None,
        place="prison" if placed_on(records([person.pk]), today) else "community",
        languages=tuple(person.languages),
        age=_age(person, today),
        sex=person.sex,
        country=person.country,
        shown=not why_not(by, SEE, person.pk),
    )


def _age(person: Person, today: date) -> int | None:
    """In completed years; None when no more than nothing is known of the birth."""
    born = person.birth_date
    return completed_years(born, today) if born else None


def lines(programme: Programme, facts: Facts) -> list[Line]:
    """Every condition that the record answers, met or not, in the order of the catalogue's page."""
    found = [
        _needs(programme, facts),
        _level(programme, facts),
        _place(programme, facts),
        _language(programme, facts),
    ]
    if programme.age_from is not None or programme.age_to is not None:
        found.append(_of_age(programme, facts))
    if programme.sexes:
        found.append(_sex(programme, facts))
    return found


def unmet(found: Sequence[Line]) -> list[Line]:
    """Those that speak against it."""
    return [line for line in found if not line.met]


def lines_of(by: Actor, case: Participation) -> list[Line]:
    """What the record says for and against a programme to which somebody was referred."""
    programme = programme_on(case.country, case.programme, timezone.localdate())
    return lines(programme, facts_about(by, case.person)) if programme else []


def why_against(by: Actor, case: Participation, found: Mapping[str, bool]) -> Reasons:
    """What speaks against it: by the record, and of what staff judge that which does not hold."""
    programme = programme_on(case.country, case.programme, timezone.localdate())
    told = [Reason(line.code, line.text) for line in unmet(lines_of(by, case))]
    judged = programme.judged if programme else ()
    text = _("Does not hold: %(what)s.")
    return told + [
        Reason(one.code, text % {"what": named(one)}) for one in judged if not found.get(one.code)
    ]


def _needs(programme: Programme, facts: Facts) -> Line:
    if not facts.shown:
        text = _("What the assessment found is not shown to you. Ask the officer.")
        return Line("needs", False, text)
    if facts.needs is None:
        text = _("No final assessment says which needs there are. Assess risks and needs first.")
        return Line("needs", False, text)
    answered = [need for need in facts.needs if need in programme.needs]
    told = {"day": local(facts.assessed_on), "needs": _listed(answered or programme.needs)}
    if answered:
        return Line("needs", True, _("Needs found on %(day)s that it answers: %(needs)s.") % told)
    return Line("needs", False, _("The assessment of %(day)s found none of: %(needs)s.") % told)


def _listed(needs: Sequence[str]) -> str:
    return ", ".join(str(Need(need).label) for need in needs)


def _level(programme: Programme, facts: Facts) -> Line:
    if not facts.shown or not facts.level:
        return Line("level", False, _("The level of risk is not known."))
    today = timezone.localdate()
    titles = [level_title(facts.country, level, today) for level in programme.levels]
    told = {"level": facts.level_words, "levels": ", ".join(titles)}
    if facts.level in programme.levels:
        return Line("level", True, _("Level of risk: %(level)s.") % told)
    return Line("level", False, _("The level is “%(level)s”; it is for: %(levels)s.") % told)


def _place(programme: Programme, facts: Facts) -> Line:
    here = str(PLACES[facts.place])
    if facts.place in programme.settings:
        return Line("place", True, _("It is given %(place)s.") % {"place": here})
    told = {"here": here, "place": ", ".join(str(PLACES[one]) for one in programme.settings)}
    return Line("place", False, _("The person is %(here)s; it is given %(place)s.") % told)


def _language(programme: Programme, facts: Facts) -> Line:
    common = [one for one in programme.languages if one in facts.languages]
    if common:
        told = {"language": ", ".join(language_name(one) for one in common)}
        return Line("language", True, _("A language in which it is given: %(language)s.") % told)
    told = {"languages": ", ".join(language_name(one) for one in programme.languages)}
    text = _("No language in common; it is given in: %(languages)s.")
    return Line("language", False, text % told)


def _of_age(programme: Programme, facts: Facts) -> Line:
    low, high = programme.age_from, programme.age_to
    fits = facts.age is not None and (low or 0) <= facts.age <= (high or facts.age)
    if facts.age is None:
        return Line("age", False, _("The age is not known; note the day of birth."))
    told = {"age": facts.age, "low": low or "", "high": high or ""}
    text = (
        _("Age %(age)s; it is for %(low)s–%(high)s.")
        if high
        else _("Age %(age)s; it is for %(low)s and above.")
    )
    return Line("age", fits, text % told)


def _sex(programme: Programme, facts: Facts) -> Line:
    told = {"sex": ", ".join(str(SEXES[one]) for one in programme.sexes)}
    return Line("sex", facts.sex in programme.sexes, _("It is for %(sex)s.") % told)
