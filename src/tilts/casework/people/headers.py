"""The header that prevents the wrong person: the same on every page about somebody."""

from dataclasses import dataclass, field
from typing import Any

from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from tilts.platform.design.display import language_name
from tilts.platform.parties.actors import Actor
from tilts.platform.workflow.panels import Tab, Urgent, headlines, tabs, urgent

from .models import Alert, Person
from .models.identity import Category
from .queries import alerts_now, records_of


@dataclass(frozen=True)
class Badge:
    """A short fact beside the name."""

    text: str
    tone: str = "neutral"


@dataclass(frozen=True)
class Header:
    """What the header shows."""

    name: str
    born: int | None
    file_number: str
    status: str
    badges: list[Badge]
    tabs: list[Any] = field(default_factory=list)
    photo_url: str = ""
    urgent: list[Urgent] = field(default_factory=list)


def person_header(actor: Actor, person: Person, current: str = "") -> Header:
    """The header of a page about somebody; `current` is the code of the tab that is open."""
    return Header(
        name=person.name,
        born=person.birth_year,
        file_number=person.file_number,
        status=" · ".join([*_status(person), *_headlines(actor, person)]),
        badges=[*_standing(person), *map(_alert, _alerts(person))],
        tabs=[_tab(tab, person, current) for tab in tabs(actor)],
        urgent=[] if _is_closed(person) else urgent(actor, person.pk),
    )


def _is_closed(person: Person) -> bool:
    """True for a record on which nothing begins any more."""
    return bool(person.died_on or person.entered_in_error or person.merged_into_id)


def _status(person: Person) -> list[str]:
    parts = [person.unit.name_in(get_language() or "en")]
    if person.languages:
        parts.append(
            _("speaks %(languages)s")
            % {"languages": ", ".join(map(language_name, person.languages))}
        )
    if person.interpreter:
        parts.append(
            _("interpreter: %(language)s") % {"language": language_name(person.interpreter)}
        )
    return parts


def _headlines(actor: Actor, person: Person) -> list[str]:
    """What other rooms say of the person in a few words."""
    ids = records_of(person)
    gathered = [found for _, found in headlines.gather(actor, ids)]
    return [found[record] for found in gathered for record in ids if record in found]


def _standing(person: Person) -> list[Badge]:
    badges = []
    if person.died_on:
        badges.append(Badge(_("died"), "neutral"))
    if person.entered_in_error:
        badges.append(Badge(_("entered in error"), "danger"))
    if person.merged_into_id:
        badges.append(Badge(_("merged into another record"), "warning"))
    if person.category == Category.SUSPECT:
        badges.append(Badge(_("presumed innocent"), "info"))
    return badges


def _alerts(person: Person) -> list[Alert]:
    """Alerts in force, those set on a merged record too: they warn of the same person."""
    return [alert for alerts in alerts_now(records_of(person)).values() for alert in alerts]


def _alert(alert: Alert) -> Badge:
    return Badge(str(alert.get_kind_display()), "warning")


def _tab(tab: Tab, person: Person, current: str) -> dict[str, Any]:
    url = reverse(tab.url_name, args=[person.pk])
    return {
        "label": tab.title, "url": url, "current": tab.code == current, "aside": tab.is_aside,
    }  # fmt: skip
