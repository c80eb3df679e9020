"""The database too refuses orders, duties and breaches that contradict themselves."""

from typing import Any

import pytest
from django.db import IntegrityError, transaction

from tilts.casework.supervision.actions.orders import end
from tilts.casework.supervision.models import Breach, Duty, Supervision
from tilts.platform.parties.actors import SERVICE
from tilts.platform.record.acts import act
from tilts.platform.workflow.deadlines import due_date

from .ordered import TODAY, Orders, again, day
from .test_breaches import noted
from .test_duties import imposed


def refused(row: Any, **values: Any) -> bool:
    """Whether the database refuses a row with these values; it is as it was then."""
    for name, value in values.items():
        setattr(row, name, value)
    try:
        with transaction.atomic(), act("test.write", by=SERVICE):
            row.save()
    except IntegrityError:
        return True
    return False


@pytest.mark.parametrize(
    ("values", "wrong"),
    [
        ({"registered_on": TODAY}, True),
        ({"identity": "card"}, True),
        ({"registered_on": TODAY, "identity": "card"}, False),
        ({"explained_on": TODAY}, True),
        ({"explained_on": TODAY, "explained_in": "lv"}, True),
        ({"explained_in": "lv", "signed": "signed"}, True),
        ({"explained_on": TODAY, "explained_in": "lv", "signed": "declined"}, False),
        ({"interpreter": "Olga"}, False),
    ],
)
def test_registered_and_explained_are_said_in_full(
    orders: Orders, values: dict[str, Any], wrong: bool
) -> None:
    case = orders.received()
    assert refused(case, **values) is wrong
    assert (again(case).registered_on is None) or not wrong


def test_a_measure_has_one_sound_supervision(orders: Orders) -> None:
    case = orders.received()
    twin = Supervision(
        person=case.person,
        unit=case.unit,
        measure=case.measure,
        state="received",
        received_on=TODAY,
        counted_from=TODAY,
        register_by=TODAY,
    )
    assert refused(twin)
    assert not refused(twin, state="entered_in_error")
    assert Supervision.objects.filter(measure=case.measure).count() == 2


@pytest.mark.parametrize(
    ("values", "wrong"),
    [
        ({"until": TODAY}, True),
        ({"until": TODAY, "ended_how": "lifted"}, True),
        ({"until": TODAY, "ended_how": "lifted", "ended_by": "court"}, True),
        ({"ended_how": "lifted"}, True),
        (
            {"until": TODAY, "ended_how": "lifted", "ended_by": "court", "ended_basis": "a law"},
            False,
        ),
    ],
)
def test_a_duty_ends_through_somebody_and_by_a_law(
    orders: Orders, values: dict[str, Any], wrong: bool
) -> None:
    duty = imposed(orders, orders.received(), "cooperate")
    assert refused(duty, **values) is wrong


def test_no_duty_replaces_itself_and_none_is_replaced_twice(orders: Orders) -> None:
    case = orders.received()
    first, second, third = (
        imposed(orders, case, code) for code in ("cooperate", "no_alcohol", "no_objects")
    )
    assert refused(again(first), replaces=first)
    assert not refused(second, replaces=first)
    assert refused(third, replaces=first)
    assert Duty.objects.filter(replaces=first).count() == 1


@pytest.mark.parametrize(
    ("values", "wrong"),
    [
        ({"about": "duty"}, True),
        ({"answer": "given"}, True),
        ({"answer": "given", "words": "So."}, False),
        ({"answer": "none"}, False),
        ({"decided_on": TODAY}, True),
        ({"decided_on": TODAY, "outcome": "goes_on"}, True),
        ({"decided_on": TODAY, "outcome": "goes_on", "decision": "K-1"}, False),
        ({"outcome": "revoked", "decision": "K-1"}, True),
    ],
)
def test_a_breach_says_what_it_is_about_and_what_was_decided(
    orders: Orders, values: dict[str, Any], wrong: bool
) -> None:
    assert refused(noted(orders), **values) is wrong


def test_a_breach_of_a_contact_names_no_duty(orders: Orders) -> None:
    case = noted(orders)
    duty = imposed(orders, case.supervision, "cooperate")
    assert refused(again(case), duty=duty)
    assert not refused(again(case), about="duty", duty=duty)
    assert Breach.objects.get().duty == duty


def test_what_is_said_of_an_order(orders: Orders) -> None:
    case = orders.received(ago=2)
    assert (case.title, case.country, str(duty_of(orders, case))) == (
        "Probation supervision", "LV", "cooperate",
    )  # fmt: skip
    assert case.register_by == due_date("LV", "probation_registration", day(2))
    assert case.work_owner() == orders.caseload.officer.pk
    end(by=orders.by, case=case, code="revoke", on=day(1), decision="K-1")
    assert (again(case).ends_on, again(case).is_over) == (day(1), True)


def duty_of(orders: Orders, case: Supervision) -> Duty:
    return imposed(orders, case, "cooperate")
