"""An appointment that was missed leads to a breach: offered, noted once, and answered for."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError
from django.test import Client
from django.utils import timezone

from tilts.casework.people.models import Person
from tilts.casework.people.pairs import merge_people
from tilts.casework.supervision.actions import call_off, record_outcome, take_back_outcome
from tilts.casework.supervision.actions.breaches import NewBreach, advance_breach, note_breach, warn
from tilts.casework.supervision.actions.orders import advance_supervision
from tilts.casework.supervision.breach_guards import could_be_breached
from tilts.casework.supervision.models import About, Appointment, Breach, Supervision
from tilts.casework.supervision.outcomes import Said
from tilts.casework.supervision.queries.missed import breach_of, unanswered, was_missed
from tilts.casework.supervision.tier_facts import facts_of, tiers_today
from tilts.doors.api.tests.callers import browser as caller
from tilts.platform.gatherings.tests.groups import told
from tilts.platform.parties.actors import SERVICE
from tilts.platform.record.acts import act
from tilts.platform.record.state import check_state

from .meetings import agreed, begun
from .ordered import TODAY, Orders, again, day, text
from .test_breach_pages import at
from .test_breaches import MISSED as WITHOUT

HOUR = timedelta(hours=1)


def said(orders: Orders, row: Appointment, choice: str = "unacceptable") -> Appointment:
    """What became of it, in a sentence."""
    what = Said(choice=choice, text="Did not ring.")
    return record_outcome(by=orders.by, appointment=row, said=what)


def met(orders: Orders, whom: Person, choice: str = "unacceptable", ago: int = 1) -> Appointment:
    """An appointment so many days ago, and what became of it."""
    starts_at = timezone.now().replace(second=0, microsecond=0) - timedelta(days=ago)
    return said(orders, begun(whom, orders.caseload.officer, starts_at), choice)


def of(row: Appointment, **more: Any) -> NewBreach:
    """A breach of this appointment."""
    on = timezone.localdate(row.starts_at)
    return NewBreach(**{"about": About.CONTACT, "on": on, "told": "?", "appointment": row, **more})


@pytest.fixture
def order(orders: Orders) -> Supervision:
    """An order whose duties were explained."""
    return orders.explained()


@pytest.fixture
def row(orders: Orders, order: Supervision) -> Appointment:
    """An appointment that its person missed yesterday."""
    return met(orders, order.person)


@pytest.mark.parametrize(
    ("choice", "missed"),
    [
        ("unacceptable", True),
        ("not-complied", True),
        ("sent-home", True),
        ("excused:medical", False),
        ("not-brought", False),
        ("complied", False),
        ("late", False),
    ],
)
def test_what_counts_as_missed(orders, order, choice, missed):
    row = met(orders, order.person, choice)
    found = (was_missed(row), unanswered(order), could_be_breached(row) if missed else [])
    assert found == (missed, [row] if missed else [], [order] if missed else [])


def test_a_breach_of_it_is_noted_once(orders, order, row):
    case = note_breach(by=orders.by, case=order, what=of(row))
    assert (again(case).appointment, case.happened_on, case.state) == (row, day(1), "noted")
    assert (breach_of(row), unanswered(order)) == (case, [])
    assert told(lambda: note_breach(by=orders.by, case=order, what=of(row))) == ["breach-noted"]
    assert check_state().faults == []


def test_an_error_is_no_breach_of_it(orders, order, row):
    case = note_breach(by=orders.by, case=order, what=of(row))
    advance_breach(by=SERVICE, case=case, code="mark_error", reason="the wrong day")
    assert (breach_of(row), unanswered(order)) == (None, [row])
    second = note_breach(by=orders.by, case=order, what=of(row))
    assert breach_of(row) == second


def test_no_breach_is_noted_of_another_persons_appointment_or_day(orders, order, row):
    other = met(orders, orders.caseload.add("Kalns"), ago=2)
    kept = met(orders, order.person, "complied", ago=3)

    def refused(what: NewBreach) -> list[str]:
        return told(lambda: note_breach(by=orders.by, case=order, what=what))

    assert refused(of(other)) == ["other-person"]
    assert refused(of(kept)) == ["not-missed"]
    assert refused(of(row, on=day(2))) == ["other-day"]
    assert Breach.objects.count() == 0


def test_only_a_contact_has_an_appointment(orders, order, row):
    case = note_breach(by=orders.by, case=order, what=of(row))
    with pytest.raises(IntegrityError), act("test.other", by=SERVICE):
        Breach.objects.filter(pk=case.pk).update(about="registration")


def test_what_became_of_it_stands_while_the_breach_is_answered(orders, order, row):
    case = note_breach(by=orders.by, case=order, what=of(row))

    def take_back() -> Any:
        return take_back_outcome(by=orders.by, appointment=row, because="It was her sister.")

    assert told(take_back) == ["breach-stands"]
    assert was_missed(row)
    advance_breach(by=orders.by, case=case, code="close_without", reason="It was her sister.")
    take_back()
    assert (was_missed(row), breach_of(row)) == (False, case)
    assert check_state().faults == []


def test_the_latest_come_first_and_old_ones_are_left(orders):
    order = orders.explained()
    with act("test.earlier", by=SERVICE):
        Supervision.objects.filter(pk=order.pk).update(received_on=day(400))
    order = again(order)
    rows = [met(orders, order.person, ago=ago) for ago in (300, 90, 2, 1)]
    ahead = agreed(orders.by, order.person)
    call_off(by=orders.by, appointment=ahead, side="service", because="?")
    assert unanswered(order) == [rows[3], rows[2], rows[1]]


def test_what_was_missed_before_the_order_came_is_none_of_its_breaches(orders, order):
    before = met(orders, order.person, ago=6)  # the order came five days ago
    assert (unanswered(order), could_be_breached(before)) == ([], [])


def test_an_order_that_is_over_or_not_explained_is_not_offered(orders, order, row):
    assert could_be_breached(row) == [order]
    waiting = orders.registered(orders.measure(order.person))
    assert could_be_breached(row) == [order]
    assert waiting.explained_on is None
    advance_supervision(by=SERVICE, case=order, code="mark_error", reason="another person")
    assert could_be_breached(row) == []


def test_what_was_missed_on_a_merged_record_counts(orders, order, row):
    other = orders.caseload.add("Ozoliņa")
    elsewhere = met(orders, other, ago=2)
    merge_people(by=SERVICE, kept_id=order.person_id, gone_id=other.pk, reason="same")
    assert unanswered(order) == [row, elsewhere]
    case = note_breach(by=orders.by, case=order, what=of(elsewhere))
    assert breach_of(elsewhere) == case


def test_from_the_missed_appointment_to_its_breach(
    orders: Orders, order: Any, desk: Client
) -> None:
    row = begun(order.person, orders.caseload.officer)
    page = at("appointment", order.person_id, row.pk)
    sent = {"choice": "unacceptable", "text": "Did not ring.", "next": "", "sheet": str(row.pk)}
    answer = desk.post(at("outcome", order.person_id, row.pk) + "?day", sent)
    assert (answer.status_code, answer["Location"]) == (302, page)  # not back to My day
    note = f"{at('note_breach', order.pk)}?appointment={row.pk}"
    assert "Does anything follow?" in text(desk.get(page))
    assert note in desk.get(page).content.decode()
    form = desk.get(note).context["form"]
    found = [str(form[name].value()) for name in ("about", "appointment", "on")]
    assert found == ["contact", str(row.pk), str(timezone.localdate(row.starts_at))]
    said = {
        "about": "contact",
        "appointment": str(row.pk),
        "on": str(day(3)),
        "told": "Stayed away.",
    }
    answer = desk.post(note, said)
    case = Breach.objects.get()
    assert (answer["Location"], case.appointment) == (at("breach", case.pk), row)
    assert case.happened_on == timezone.localdate(row.starts_at)  # the appointment says when
    assert page in desk.get(at("breach", case.pk)).content.decode()
    assert "A breach was noted of it: noted" in text(desk.get(page))
    assert "Does anything follow?" not in text(desk.get(page))


def test_what_has_a_reason_leads_back_to_my_day(orders: Orders, order: Any, desk: Client) -> None:
    row = begun(order.person, orders.caseload.officer)
    sent = {"choice": "excused:medical", "text": "Ill.", "next": "", "sheet": str(row.pk)}
    answer = desk.post(at("outcome", order.person_id, row.pk) + "?day", sent)
    assert (answer.status_code, answer["Location"]) == (302, "/")
    assert "Does anything follow?" not in text(desk.get(at("appointment", order.person_id, row.pk)))


def test_a_form_of_an_unknown_appointment_says_nothing(order: Any, desk: Client) -> None:
    form = desk.get(f"{at('note_breach', order.pk)}?appointment=none").context["form"]
    assert (form["about"].value(), form["on"].value()) == (None, TODAY)


def test_the_api_names_the_appointment(orders: Orders, order: Any, row: Appointment) -> None:
    client = caller(orders.caseload.officer)
    said = {"about": "contact", "appointment": str(row.pk), "on": str(day(1)), "told": "?"}
    answer = client.post(f"/supervisions/{order.pk}/breaches", said)
    assert answer.status_code == 201
    found = client.get(f"/breaches/{answer.json()['id']}").json()
    assert (found["appointment"], found["happened_on"]) == (str(row.pk), str(day(1)))
    again_ = client.post(f"/supervisions/{order.pk}/breaches", said)
    assert (again_.status_code, "appointment" in again_.content.decode()) == (422, True)
    duty = {**said, "about": "registration"}
    assert client.post(f"/supervisions/{order.pk}/breaches", duty).status_code == 422


def breached(whom: Person, ahead: int = 0) -> int | None:
    """How many days ago the tier sees a breach, so many days from today."""
    facts = facts_of([whom.pk], TODAY + timedelta(days=ahead))
    return facts[whom.pk].days.get("breached")


def test_a_warning_raises_the_tier_for_a_while(orders, order):
    case = note_breach(by=orders.by, case=order, what=replace(WITHOUT, on=day(3)))
    assert breached(order.person) is None  # nobody answered it yet
    warn(by=orders.by, case=case, on=day(2), because="He said he would stay away.")
    assert (breached(order.person), breached(order.person, 5)) == (2, 7)
    assert breached(order.person, -3) is None  # it lay ahead
    tiers = [tiers_today([order.person_id], TODAY + timedelta(days=n)) for n in (88, 89)]
    holds = [
        {step.rule: step.holds for step in found[order.person_id][1].steps}["recent_breach"]
        for found in tiers
    ]
    assert holds == [True, False]


def test_the_latest_warning_counts_and_no_error(orders, order):
    case = note_breach(by=orders.by, case=order, what=replace(WITHOUT, on=day(4)))
    warn(by=orders.by, case=case, on=day(3), because="?")
    warn(by=orders.by, case=case, on=day(1), code="warn_again", because="?")
    assert breached(order.person) == 1
    advance_breach(by=SERVICE, case=case, code="mark_error", reason="another person")
    assert breached(order.person) is None
