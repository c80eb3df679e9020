"""Why proceedings cannot move on yet: each guard at its boundaries, with whole reasons."""

from datetime import date, timedelta

import pytest
from django.utils.translation import override

from tilts.casework.proceedings.actions import (
    NewMeasure,
    add_offence,
    end_measure,
    enter_into_force,
    impose_measure,
    record_judgment,
)
from tilts.casework.proceedings.catalogue import appeal_ends
from tilts.casework.proceedings.guards import (
    appeal_term_over,
    measure_imposed,
    nothing_running,
    offence_recorded,
    started,
    title_of,
)
from tilts.casework.proceedings.models import Ending, Measure, Proceeding
from tilts.platform.access.reasons import Reason, Reasons, Refused
from tilts.platform.design.display import local
from tilts.platform.parties.actors import SERVICE

from .world import IN_FORCE, JUDGED, again, codes, days_ago, imprisoned, judged, opened, today

DAY = timedelta(days=1)
NO_OFFENCE = Reason("no-offence", "No offence is recorded. Add what the person is judged for.")
NO_MEASURE = Reason("no-measure", "The judgment imposes nothing yet. Add the sentence.")
NOT_STARTED = Reason("not-started", "No sentence or measure has begun. Give its first day.")


def ended(measure: Measure, on: date = IN_FORCE) -> Measure:
    return end_measure(
        by=SERVICE, measure=measure, ended_on=on, how=Ending.PARDONED, reason="amnesty"
    )


def asked(guard, proceeding: Proceeding) -> Reasons:
    reasons: Reasons = guard(again(proceeding), SERVICE)
    return reasons


def test_an_offence_is_recorded(person, prison):
    proceeding = opened(person, prison)
    assert asked(offence_recorded, proceeding) == [NO_OFFENCE]
    add_offence(by=SERVICE, proceeding=proceeding, code="175", committed_on=JUDGED)
    assert asked(offence_recorded, proceeding) == []


def test_only_what_the_judgment_imposed_enters_into_force(person, prison):
    proceeding = judged(person, prison)
    remand = NewMeasure(kind="remand", imposed_on=JUDGED - DAY)
    impose_measure(by=SERVICE, proceeding=proceeding, what=remand)
    assert asked(measure_imposed, proceeding) == [NO_MEASURE]
    sentence = imprisoned(proceeding)
    assert asked(measure_imposed, proceeding) == []
    ended(sentence)
    assert asked(measure_imposed, proceeding) == [NO_MEASURE]


def test_what_was_imposed_before_the_judgment_stays_out_of_force(person, prison):
    proceeding = judged(person, prison)
    remand = NewMeasure(kind="remand", imposed_on=JUDGED - DAY)
    before = impose_measure(by=SERVICE, proceeding=proceeding, what=remand)
    over, sentence = ended(imprisoned(proceeding)), imprisoned(proceeding)
    enter_into_force(by=SERVICE, proceeding=proceeding, in_force_on=IN_FORCE)
    assert [again(row).in_force_on for row in (before, over, sentence)] == [None, None, IN_FORCE]


def judged_on(person, prison, day: date) -> Proceeding:
    proceeding = opened(person, prison)
    add_offence(by=SERVICE, proceeding=proceeding, code="175", committed_on=date(2024, 1, 5))
    return record_judgment(by=SERVICE, proceeding=proceeding, judged_on=day)


def last_within_term() -> date:
    """The latest day whose term of appeal was over yesterday: the guard passes from it on back."""
    return max(day for n in range(60) if appeal_ends("LV", day := days_ago(n)) < today())


def test_the_term_of_appeal_is_over_the_day_after_its_last(person, prison):
    over = last_within_term()
    assert asked(appeal_term_over, judged_on(person, prison, over)) == []
    running = judged_on(person, prison, over + DAY)
    text = f"It can be appealed until {local(appeal_ends('LV', over + DAY))}."
    assert asked(appeal_term_over, running) == [Reason("appeal-term", text)]


def test_the_day_of_entry_into_force_lies_after_the_term(person, prison):
    proceeding = judged(person, prison)
    imprisoned(proceeding)
    last = appeal_ends("LV", JUDGED)
    with pytest.raises(Refused) as refused:
        enter_into_force(by=SERVICE, proceeding=proceeding, in_force_on=last)
    assert codes(refused) == ["within-term"]
    enter_into_force(by=SERVICE, proceeding=proceeding, in_force_on=last + DAY)
    assert again(proceeding).in_force_on == last + DAY


@pytest.mark.parametrize(
    ("ahead", "reasons"), [(1, [NOT_STARTED]), (0, []), (-1, []), (None, [NOT_STARTED])]
)
def test_what_has_begun(person, prison, ahead, reasons):
    start = None if ahead is None else today() + ahead * DAY
    proceeding = judged(person, prison)
    imprisoned(proceeding, start=start)
    assert asked(started, proceeding) == reasons


def test_what_began_and_ended_has_not_begun(person, prison):
    proceeding = judged(person, prison)
    ended(imprisoned(proceeding))
    assert asked(started, proceeding) == [NOT_STARTED]


def test_each_running_measure_is_a_reason_in_the_order_imposed(person, prison):
    proceeding = judged(person, prison)
    assert asked(nothing_running, proceeding) == []
    imprisoned(proceeding, imposed_on=JUDGED + DAY)
    imprisoned(proceeding, kind="probation_supervision")
    over = imprisoned(proceeding, kind="life_imprisonment", years=0)
    ended(over)
    text = "“{}” is still running. End it first, and say how."
    names = ("Probation supervision", "Imprisonment")
    expected = [Reason("measure-running", text.format(name)) for name in names]
    assert asked(nothing_running, proceeding) == expected


def test_a_measure_is_named_in_the_language_of_the_reader(person, prison):
    measure = imprisoned(judged(person, prison))
    names = {}
    for language in ("en", "lv", "lt"):
        with override(language):
            names[language] = title_of(measure)
    assert names == {
        "en": "Imprisonment",
        "lv": "Brīvības atņemšana",
        "lt": "Laisvės atėmimas",
    }


def test_what_each_guard_asks_for():
    asks = [str(g.asks) for g in (offence_recorded, measure_imposed, appeal_term_over, started)]
    assert [*asks, str(nothing_running.asks)] == [
        "an offence is recorded",
        "a sentence or measure is imposed",
        "the term of appeal is over",
        "a sentence or measure has begun",
        "no sentence or measure is running",
    ]
