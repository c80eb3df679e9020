"""Groups of ten in the small demo: the first prison officer leads them, a session is over."""

import json
from datetime import date, datetime, timedelta

from django.utils import timezone

from tilts.casework.people.actions import Identity, register_person
from tilts.doors.web.signin.demo import _account_with
from tilts.platform.access.scoped import seen_by
from tilts.platform.gatherings.actions import NewTemplate, add_place, add_template, enrol
from tilts.platform.gatherings.actions import open_series as open_
from tilts.platform.gatherings.models import Leading, Place, Series, Session
from tilts.platform.organisation.models import RoleAssignment, Staff
from tilts.platform.parties.actors import SERVICE
from tilts.platform.record.acts import act

NAMES = ("Aldaris", "Birznieks", "Cielava", "Dzilna", "Egle", "Feldmanis", "Grauds", "Hercogs",
         "Irbe", "Jansons")  # fmt: skip
MINUTES = 90


def group(code: str) -> str:
    """A group of ten with three sessions, one of them over; ids as JSON."""
    account = _account_with("prison_officer")
    assert account
    leader: Staff = account.staff
    post = RoleAssignment.objects.filter(staff=leader).select_related("unit__agency")[0]
    long_ago = timezone.localdate() - timedelta(days=60)
    sessions = [
        {"code": one, "names": {"en": one.title(), "lv": one.title()}, "minutes": MINUTES}
        for one in ("first", "second", "third")
    ]
    module = {"code": "whole", "names": {"en": "Whole", "lv": "Viss"}, "sessions": sessions}
    names = {"en": "Calm", "lv": "Miers"}
    of = NewTemplate(
        code=code, version="1", kind="programme", names=names, modules=[module], capacity=10,
        since=long_ago,
    )  # fmt: skip
    with seen_by(SERVICE):
        template = add_template(by=SERVICE, agency=post.unit.agency, of=of)
        room = add_place(by=SERVICE, unit=post.unit, name=f"Room {code}", seats=20, since=long_ago)
        series: Series = open_(
            by=SERVICE, template=template, unit=post.unit, name=f"Group {code}", on=long_ago,
            leaders=[leader.pk],
        )  # fmt: skip
        for name in NAMES:
            who = Identity(
                family=f"{name}{code}", given="Juris", birth_date=date(1990, 5, 7),
                category="convicted",
            )  # fmt: skip
            person = register_person(by=SERVICE, unit=post.unit, who=who)
            since = long_ago + timedelta(days=3)
            enrol(by=SERVICE, series=series, party=person.pk, kind="custody", since=since)
        session = _over(series, room, leader, timezone.now() - timedelta(hours=20))
    return json.dumps({"series": str(series.pk), "session": str(session.pk)})


def _over(series: Series, room: Place, leader: Staff, starts_at: datetime) -> Session:
    session = Session(series=series, number=1, code="first", form="group", place=room)
    session.starts_at, session.ends_at = starts_at, starts_at + timedelta(minutes=MINUTES)
    with act("tests.past", by=SERVICE):
        session.save(force_insert=True)
        Leading(session=session, party_id=leader.pk).save(force_insert=True)
    return session
