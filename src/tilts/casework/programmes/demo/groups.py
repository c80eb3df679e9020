"""Fictional groups: when each began, where, who leads it, and its sessions until today and on."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from uuid import UUID

from django.utils import timezone

from tilts.casework.proceedings.catalogue import pack_of
from tilts.engines.calendars.months import add_months
from tilts.engines.calendars.working_days import is_working_day
from tilts.jurisdictions.schema import Programme
from tilts.platform.gatherings.models import Leader, Leading, Place, Series, Session, Template
from tilts.platform.gatherings.outline import Outline
from tilts.platform.organisation.models import Agency, Qualification, RoleAssignment, Staff, Unit

from ..catalogue import programme_on
from ..delivery.templates_of import as_template

# Each programme with how many days ago its groups began: two years of them. What is licensed and
# stands not here was never given: one programme, the dearest, lies on the shelf.
BEGUN = {
    "community": {
        "motivation": (700, 520, 340, 60),
        "respectful-relations": (100,),
        "equip": (170,),
        "substances": (230, 30),
        "violence-prevention": (350,),
    },
    "prison": {
        "school-of-life": (690, 430, 120),
        "be-aware": (170, 40),
        "pathfinder": (290,),
    },
}
SHELVED = "vrp"
WEEK = timedelta(weeks=1)
CERTIFIED_FOR = 24  # months
ROOM = "Nodarbību telpa"
HOURS = (9, 13, 17)


@dataclass
class Made:
    """A group with its sessions; `made_good` has those held once more, by their numbers."""

    series: Series
    of: Programme
    begun: date
    sessions: list[Session]
    leaders: Sequence[Staff]
    made_good: dict[int, Session] = field(default_factory=dict)

    @property
    def held(self) -> list[Session]:
        """Those that are over."""
        return [one for one in self.sessions if one.ends_at < timezone.now()]

    def catch_up(self, missed: Session) -> Session:
        """The session held once more for whoever missed it, on the evening of the next day."""
        if missed.number not in self.made_good:
            starts_at = missed.starts_at.replace(hour=18) + timedelta(days=1)
            self.made_good[missed.number] = Session(
                series=self.series,
                number=missed.number,
                code=missed.code,
                form=missed.form,
                starts_at=starts_at,
                ends_at=starts_at + timedelta(minutes=missed.minutes),
                place=missed.place,
                catches_up=missed,
            )
        return self.made_good[missed.number]

    @property
    def is_over(self) -> bool:
        """True when every session of the programme was held."""
        return len(self.held) == self.of.sessions


def setting_of(agency: Agency) -> str:
    """Where an agency gives programmes."""
    return "prison" if agency.kind == "prison" else "community"


def leaders_of(agency: Agency, today: date) -> list[Staff]:
    """Two who lead: facilitators, else psychologists; whoever lacks the certificate gets it."""
    held = RoleAssignment.objects.on(today).filter(staff__agency=agency)
    rows = held.filter(role__in=["facilitator", "psychologist"]).select_related("staff")
    inorder = sorted(rows, key=lambda row: (row.role != "facilitator", row.pk))
    found = list({row.staff_id: row.staff for row in inorder}.values())[:2]
    code = "programme_facilitator"
    able = set(Qualification.objects.filter(code=code).values_list("staff_id", flat=True))
    since = today - timedelta(days=1000)
    middle = add_months(since, CERTIFIED_FOR)
    terms = [(since, middle), (middle, add_months(middle, CERTIFIED_FOR))]
    Qualification.objects.bulk_create(
        Qualification(staff=one, code=code, since=first, until=last)
        for one in found
        if one.pk not in able
        for first, last in terms
    )
    return found


def groups_of(
    agency: Agency, units: Sequence[Unit], today: date, until: dict[str, date]
) -> list[Made]:
    """Every group of an agency, with templates, leaders and sessions in the database."""
    leaders = leaders_of(agency, today)
    if len(leaders) < 2:
        return []
    rooms = _rooms(units, today)
    made = [
        group
        for number, (code, begun) in enumerate(_planned(agency, today))
        if code in until and (of := programme_on(agency.country, code, today))
        for place in [rooms[units[number % len(units)].pk]]
        for group in [_group(place, of, begun, number, leaders, until[code])]
    ]
    _write(made)
    return made


def _rooms(units: Sequence[Unit], today: date) -> Mapping[UUID, Place]:
    """A room in each unit, where its groups meet."""
    rooms = {
        unit.pk: Place(unit=unit, name=ROOM, seats=14, since=today - timedelta(days=1000))
        for unit in units
    }
    Place.objects.bulk_create(rooms.values())
    return rooms


def _planned(agency: Agency, today: date) -> Iterator[tuple[str, date]]:
    for code, days in BEGUN[setting_of(agency)].items():
        for ago in days:
            yield code, today - timedelta(days=ago)


def _group(
    place: Place,
    of: Programme,
    begun: date,
    number: int,
    leaders: Sequence[Staff],
    until: date,
) -> Made:
    agency = place.unit.agency
    template = Template.objects.filter(agency=agency, code=of.code).first() or _template(agency, of)
    series = Series(
        agency=agency,
        unit=place.unit,
        template=template,
        name=f"{template.name_in(agency.country.lower())} {begun:%Y}/{begun:%m}",
        capacity=of.places,
        opened_on=begun - timedelta(days=20),
    )
    sessions = list(_sessions(series, place, begun, number, until))
    if len(sessions) == of.sessions and sessions[-1].ends_at < timezone.now():
        series.closed_on = timezone.localdate(sessions[-1].ends_at) + timedelta(days=1)
        series.closed_because = "Visas nodarbības ir notikušas."
    return Made(series, of, begun, sessions, leaders)


def _template(agency: Agency, of: Programme) -> Template:
    new = as_template(of, "1")
    template = Template(
        agency=agency,
        code=new.code,
        version=new.version,
        kind=new.kind,
        names=dict(new.names),
        outline=Outline.model_validate({"modules": new.modules}).model_dump(mode="json"),
        capacity=new.capacity,
        leaders=new.leaders,
        since=new.since,
    )
    template.save(force_insert=True)
    return template


def _sessions(
    series: Series, place: Place, begun: date, number: int, until: date
) -> Iterator[Session]:
    """One a week at an hour of the group's own, on working days, while the licence holds."""
    calendar = pack_of(series.agency.country).working_days
    day = begun + timedelta(days=(number % 5 - begun.weekday()) % 7)
    hour = HOURS[number // 5 % len(HOURS)]
    for nth, outlined in enumerate(series.template.contents.sessions, start=1):
        while not is_working_day(day, calendar):
            day += WEEK
        if day > until:
            return
        starts_at = timezone.make_aware(datetime.combine(day, time(hour)))
        yield Session(
            series=series,
            number=nth,
            code=outlined.code,
            form=outlined.form,
            starts_at=starts_at,
            ends_at=starts_at + timedelta(minutes=outlined.minutes),
            place=place,
        )
        day += WEEK


def _write(made: Sequence[Made]) -> None:
    Series.objects.bulk_create([one.series for one in made])
    Leader.objects.bulk_create(
        Leader(
            series=one.series,
            party_id=staff.pk,
            since=one.series.opened_on,
            until=one.series.closed_on,
        )
        for one in made
        for staff in one.leaders
    )
    sessions = [(session, one.leaders) for one in made for session in one.sessions]
    Session.objects.bulk_create([session for session, _leaders in sessions])
    Leading.objects.bulk_create(
        Leading(session=session, party_id=staff.pk)
        for session, leaders in sessions
        for staff in leaders
    )


def write_catch_ups(made: Sequence[Made]) -> None:
    """The sessions that were held once more, with who led them."""
    sessions = [(session, one.leaders) for one in made for session in one.made_good.values()]
    Session.objects.bulk_create([session for session, _leaders in sessions])
    Leading.objects.bulk_create(
        Leading(session=session, party_id=leaders[0].pk) for session, leaders in sessions
    )
