"""The gatherings that appointments are: a series of each person, in the unit where they are met."""

from typing import Any
from uuid import UUID

from django.utils import timezone

from tilts.casework.allocation.models import Allocation
from tilts.casework.people.models import Person
from tilts.platform.gatherings.actions import NewTemplate, add_template, enrol, open_series
from tilts.platform.gatherings.hooks import keep_apart_from_groups, records_of
from tilts.platform.gatherings.known import kind_of
from tilts.platform.gatherings.models import ONE_TO_ONE, Enrolment, Series, Template
from tilts.platform.organisation.models import Agency, Unit
from tilts.platform.parties.actors import SERVICE

KIND = keep_apart_from_groups("supervision")
CODE = "appointment"
MINUTES = 30
NAMES = {"en": "Supervision", "lv": "Uzraudzība", "lt": "Priežiūra", "ru": "Надзор"}
MEETING = {"en": "Appointment", "lv": "Tikšanās", "lt": "Susitikimas", "ru": "Встреча"}
MODULES = (
    {
        "code": "meetings",
        "names": MEETING,
        "sessions": [{"code": CODE, "names": MEETING, "form": ONE_TO_ONE, "minutes": MINUTES}],
    },
)


def unit_for(staff: UUID, person: Person) -> Unit:
    """Where a member of staff meets a person: the unit in which they are responsible, or theirs."""
    rows: Any = Allocation.plain.on(timezone.localdate()).filter(person=person, staff=staff)
    found = rows.select_related("unit__agency").first()
    return found.unit if found else person.unit


def place_of(person: Person, unit: Unit) -> Enrolment:
    """The person's place in their own series in a unit; both are made at the first appointment."""
    mine = [key for key, stands in records_of([person.pk]).items() if stands == person.pk]
    rows = Enrolment.plain.filter(
        party__in=mine,
        ended_how="",
        series__template__kind=KIND,
        series__unit=unit,
        series__closed_on=None,
    ).select_related("series__template", "series__unit__agency")
    return rows.order_by("pk").first() or _first(person, unit)


def _first(person: Person, unit: Unit) -> Enrolment:
    today = timezone.localdate()
    series = open_series(
        by=SERVICE, template=template_of(unit.agency), unit=unit, name=name_in(unit.agency),
        on=today,
    )  # fmt: skip
    kind = kind_of(person.pk, today)
    return enrol(by=SERVICE, series=series, party=person.pk, kind=kind, since=today)


def name_in(agency: Agency) -> str:
    """What others read whose time clashes: in the country's language, and about nobody."""
    return NAMES.get(agency.country.lower(), NAMES["en"])


def template_of(agency: Agency) -> Template:
    """The template of an agency's appointments; it is made with the first one."""
    list(Agency.objects.select_for_update().filter(pk=agency.pk))
    found: Template | None = Template.objects.filter(agency=agency, kind=KIND).first()
    return found or add_template(by=SERVICE, agency=agency, of=as_template())


def as_template() -> NewTemplate:
    """Half an hour for one person, unless an appointment says otherwise."""
    return NewTemplate(
        code=KIND,
        version="1",
        kind=KIND,
        names=NAMES,
        modules=MODULES,
        capacity=1,
        since=timezone.localdate(),
    )


def series_of(enrolment: Enrolment) -> Series:
    """The series with what its guards read."""
    rows = Series.objects.select_related("template", "unit__agency")
    series: Series = rows.get(pk=enrolment.series_id)
    return series
