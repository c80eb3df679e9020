"""Reads about orders, duties and breaches: of merged records, in their order, and for many."""

from typing import Any

import pytest

from tilts.casework.people.pairs import merge_people
from tilts.casework.people.tests.people import person
from tilts.casework.supervision.actions.breaches import advance_breach
from tilts.casework.supervision.actions.duties import Found, check_duties
from tilts.casework.supervision.actions.orders import advance_supervision, end
from tilts.casework.supervision.models import Supervision
from tilts.casework.supervision.order_panels import under_way
from tilts.casework.supervision.presenting import breach_lines, order_lines
from tilts.casework.supervision.queries.breaches import (
    breaches_of,
    breaches_on,
    one_breach,
    others_before,
)
from tilts.casework.supervision.queries.duties import (
    duties_of,
    last_checks,
    one_duty,
    standing_duties,
)
from tilts.casework.supervision.queries.orders import (
    next_dates,
    one_supervision,
    open_supervisions,
    supervisions_of,
    to_begin,
)
from tilts.platform.access.reasons import Refused
from tilts.platform.access.scoped import seen_by
from tilts.platform.design.display import local
from tilts.platform.organisation.grants import actor_for
from tilts.platform.parties.actors import SERVICE

from .ordered import TODAY, Orders, again, codes, day
from .test_breaches import noted
from .test_duties import imposed


def merged(orders: Orders, case: Supervision) -> Any:
    """The record that stands for the person of a case from now on."""
    kept = person("Berzins", at=orders.unit, country="LV")
    merge_people(by=SERVICE, kept_id=kept.pk, gone_id=case.person_id, reason="the same face")
    return kept


def test_orders_of_a_merged_record_are_the_person_s(orders: Orders) -> None:
    case, measure = orders.received(), orders.measure()
    breach = noted(orders, orders.explained(orders.measure(case.person)))
    kept = merged(orders, case)
    assert list(open_supervisions([kept.pk])) == [kept.pk]
    assert {one.pk for one in open_supervisions([kept.pk])[kept.pk]} == {
        case.pk, breach.supervision_id,
    }  # fmt: skip
    assert [one.pk for one in breaches_of([kept.pk])] == [breach.pk]
    assert to_begin(kept.pk) == []
    assert to_begin(measure.person_id) == [measure]


def test_the_newest_order_comes_first(orders: Orders) -> None:
    whom = orders.caseload.add("Liepa")
    old = orders.received(orders.measure(whom), ago=9)
    new = orders.received(orders.measure(whom), ago=2)
    assert [case.pk for case in supervisions_of([whom.pk])] == [new.pk, old.pk]


def test_what_others_may_not_see_is_not_there(orders: Orders) -> None:
    breach = noted(orders)
    duty = imposed(orders, breach.supervision, "cooperate")
    stranger = actor_for(orders.caseload.house.member("prison_officer"), TODAY)
    with seen_by(stranger):
        for read, pk in (
            (one_supervision, breach.supervision_id), (one_duty, duty.pk), (one_breach, breach.pk),
        ):  # fmt: skip
            with pytest.raises(Refused) as refused:
                read(pk)
            assert codes(refused) == ["not-yours"]
        assert open_supervisions([breach.person_id]) == {}
        assert others_before(breach) == []


def test_other_breaches_are_the_sound_ones_of_the_same_order(orders: Orders) -> None:
    order = orders.explained()
    first, second, wrong = (noted(orders, order, on=day(ago)) for ago in (3, 1, 2))
    elsewhere = noted(orders)
    advance_breach(by=orders.by, case=wrong, code="mark_error", reason="not hers")
    assert [one.pk for one in others_before(first)] == [second.pk]
    assert [one.pk for one in breaches_on(order)] == [second.pk, wrong.pk, first.pk]
    assert others_before(elsewhere) == []


def test_the_last_check_is_the_one_of_the_latest_day(orders: Orders) -> None:
    case = orders.active()
    duty = imposed(orders, case, "cooperate")
    for on, kept in ((TODAY, "kept"), (day(1), "not_kept")):
        check_duties(by=orders.by, case=case, on=on, found={duty.pk: Found(kept=kept)})
    assert last_checks([duty])[duty.pk].kept == "kept"
    assert last_checks([]) == {}


def test_duties_come_in_the_order_imposed(orders: Orders) -> None:
    one, two = orders.received(), orders.received()
    first = imposed(orders, one, "cooperate")
    second, other = imposed(orders, one, "no_alcohol"), imposed(orders, two, "cooperate")
    assert duties_of([one]) == [first, second]
    assert {duty.pk for duty in duties_of([one, two])} == {first.pk, second.pk, other.pk}
    assert standing_duties(two) == [other]


def test_lines_say_what_is_next_or_when_it_ended(orders: Orders) -> None:
    going, over = orders.received(), orders.received()
    end(by=orders.by, case=over, code="hand_over", on=TODAY, decision="K-1")
    wrong = orders.received()
    advance_supervision(by=orders.by, case=wrong, code="mark_error", reason="so")
    lines = order_lines([going, over, wrong])
    assert [(line["tone"], line["said"]) for line in lines] == [
        ("warning", f"next step by {local(going.register_by)} · until {local(going.ends_on)}"),
        ("neutral", f"ended on {local(TODAY)}"),
        ("neutral", ""),
    ]


def test_lines_ask_once_for_any_number(orders: Orders, django_assert_num_queries: Any) -> None:
    cases = [orders.received() for _ in range(3)]
    for some in (cases[:1], cases):
        with django_assert_num_queries(1):
            assert len(order_lines(some)) == len(some)


def test_the_next_date_is_the_nearest(orders: Orders) -> None:
    case, over = orders.received(), orders.received()
    end(by=orders.by, case=over, code="revoke", on=TODAY, decision="K-1")
    assert next_dates([case, over]) == {case.pk: case.register_by}
    assert next_dates([]) == {}


def test_the_panel_shows_what_stands(orders: Orders) -> None:
    case = orders.active()
    duty = imposed(orders, case, "cooperate")
    over = orders.received()
    end(by=orders.by, case=over, code="revoke", on=TODAY, decision="K-1")
    found = under_way(orders.by, [case.person_id, over.person_id])
    assert list(found) == [case.person_id]
    (row,) = found[case.person_id]
    assert (row["case"].pk, [one["duty"].pk for one in row["duties"]]) == (case.pk, [duty.pk])


def test_the_panel_asks_the_same_for_one_and_for_three(
    orders: Orders, django_assert_max_num_queries: Any
) -> None:
    people, counts = [], []
    for more in (1, 2):
        for _ in range(more):
            case = orders.received()
            imposed(orders, case, "cooperate")
            people.append(case.person_id)
        with django_assert_max_num_queries(20) as asked:
            assert len(under_way(orders.by, people)) == len(people)
        counts.append(len(asked))
    assert counts[0] == counts[1]


def test_breaches_have_words_and_a_tone(orders: Orders) -> None:
    order = orders.explained()
    duty = imposed(orders, order, "cooperate")
    contact, of_duty = noted(orders, order), noted(orders, order, about="duty", duty=duty)
    assert [(line["what"], line["tone"]) for line in breach_lines([contact, again(of_duty)])] == [
        ("a contact that was agreed", "warning"),
        ("Follow the lawful instructions of your officer.", "warning"),
    ]
