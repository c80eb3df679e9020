"""What each room tells whoever writes about a person, and of that person alone."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from tilts.casework.people import actions as people
from tilts.casework.people.models import Address, Relation
from tilts.casework.plans.models import Goal, Plan
from tilts.casework.proceedings import actions as proceedings
from tilts.casework.programmes.models import Participation
from tilts.casework.supervision.models import ContactNote
from tilts.platform.parties.actors import SERVICE
from tilts.platform.record.acts import act
from tilts.platform.record.recorded import reference
from tilts.platform.workflow.actions import Past, Step, enter_all
from tilts.platform.workflow.pieces import pieces

SINCE = date(2026, 1, 5)


def told(desk, whom):
    return [
        (one.topic, one.text, one.source, one.day, one.is_fact)
        for one in pieces(desk.writer, [whom.pk])
        if not one.text.startswith("The person speaks")
    ]


def sentenced(desk, whom, in_force):
    """Proceedings with a theft, judged, and in force or not."""
    unit = desk.house.units["jelgava"]
    opened = proceedings.open_proceeding(
        by=SERVICE,
        person=whom,
        unit=unit,
        authority="Tiesa",
        reference="K-1",
        received_on=SINCE,
    )
    proceedings.add_offence(by=SERVICE, proceeding=opened, code="175", committed_on=SINCE)
    if in_force:
        day = SINCE + timedelta(days=1)
        proceedings.record_judgment(by=SERVICE, proceeding=opened, judged_on=day)
        what = proceedings.NewMeasure(kind="imprisonment", imposed_on=day, years=1, start=day)
        proceedings.impose_measure(by=SERVICE, proceeding=opened, what=what)
        proceedings.enter_into_force(
            by=SERVICE, proceeding=opened, in_force_on=day + timedelta(days=20)
        )
    return opened


def test_who_nothing_is_known_of(desk):
    assert told(desk, desk.anna) == []
    (only,) = pieces(desk.writer, [desk.anna.pk])
    assert (only.text, only.row) == ("The person speaks Latvian.", reference(desk.anna))


def test_people_tell_where_somebody_lives_and_who_is_close(desk):
    home = {"kind": "actual", "street": "Lielā iela 1", "locality": "Jelgava", "country": "LV"}
    address = Address(person=desk.anna, since=SINCE, **home)
    people.add_fact(by=SERVICE, fact=address)
    former = Relation(person=desk.anna, since=SINCE, kind="partner", name="Juris Liepa")
    mother = Relation(person=desk.anna, since=SINCE, kind="parent", name="Vera Ozola")
    for fact in (former, mother):
        people.add_fact(by=SERVICE, fact=fact)
    people.end_fact(by=SERVICE, fact=former, until=timezone.localdate())
    found = told(desk, desk.anna)
    assert [(topic, text.partition(": ")[2]) for topic, text, *_ in found] == [
        ("family", "Lielā iela 1, Jelgava, LV."),
        ("family", "Vera Ozola."),
    ]
    assert {(source, day, fact) for _topic, _text, source, day, fact in found} == {
        ("the record of the person", SINCE, True)
    }


@pytest.mark.parametrize(
    ("in_force", "expected"),
    [
        (False, [("offence", "Suspected of: Theft, on 5 January 2026.")]),
        (
            True,
            [
                ("history", "Convicted of: Theft, on 5 January 2026."),
                ("history", "Imprisonment, 1 year, imposed on 6 January 2026."),
            ],
        ),
    ],
)
def test_proceedings_tell_what_is_suspected_and_what_is_judged(desk, in_force, expected):
    sentenced(desk, desk.anna, in_force)
    found = told(desk, desk.anna)
    assert [(topic, text) for topic, text, *_ in found] == expected
    assert {source for _topic, _text, source, *_ in found} == {"Tiesa, K-1"}


def test_plans_tell_their_goals_where_they_belong(desk):
    plan = Plan(person=desk.anna, unit=desk.house.units["jelgava"])
    steps = (
        ("propose", "with_person"),
        ("record_answer", "answered"),
        ("countersign", "active"),
    )
    now = timezone.now()
    past = Past(now, tuple(Step(*one, now) for one in steps))
    enter_all(cases=[plan], pasts=[past], by=SERVICE)
    needs = ("attitudes", "work", "associates", "substances", "other")
    with act("test.plan", by=SERVICE):
        for need in needs:
            Goal(person=desk.anna, plan=plan, need=need, text=f"About {need}.").save()
    assert [(topic, text) for topic, text, *_ in told(desk, desk.anna)] == [
        ("behaviour", "A goal of the plan: “About attitudes.” – not begun."),
        ("livelihood", "A goal of the plan: “About work.” – not begun."),
        ("leisure", "A goal of the plan: “About associates.” – not begun."),
        ("health", "A goal of the plan: “About substances.” – not begun."),
        ("likelihood", "A goal of the plan: “About other.” – not begun."),
    ]


def test_programmes_tell_those_that_were_begun(desk):
    unit = desk.house.units["jelgava"]
    begun = Participation(
        person=desk.anna, unit=unit, programme="motivation", started_on=SINCE, ended_on=SINCE
    )
    waits = Participation(person=desk.anna, unit=unit, programme="equip")
    now = timezone.now()
    steps = (("judge", "waiting"), ("place", "scheduled"), ("start", "on_programme"))
    done = Past(now, tuple(Step(*one, now) for one in (*steps, ("complete", "completed"))))
    enter_all(cases=[begun, waits], pasts=[done, Past(now)], by=SERVICE)
    (only,) = told(desk, desk.anna)
    assert (only[0], only[2:]) == ("history", ("the register of programmes", SINCE, True))
    assert only[1].endswith("since 5 January 2026: completed.")


def test_supervision_tells_how_often_there_was_contact(desk):
    now = timezone.now()
    with act("test.contacts", by=SERVICE):
        for days, withdrawn in ((30, False), (20, True), (10, False)):
            because = "the wrong person" if withdrawn else ""
            ContactNote(
                person=desk.anna,
                staff=desk.staff,
                happened_at=now - timedelta(days=days),
                how="office",
                text="Spoke.",
                withdrawn=withdrawn,
                withdrawn_because=because,
            ).save()
    (only,) = told(desk, desk.anna)
    assert (only[0], only[2], only[4]) == ("history", "contact notes of the officers", True)
    assert only[1].startswith("2 contacts are on record, from ")
    assert only[3] == timezone.localdate(now - timedelta(days=10))


def test_one_person_is_not_told_of_another(desk):
    sentenced(desk, desk.add("Kalna"), in_force=True)
    assert told(desk, desk.anna) == []
