"""The fair order of a waiting list: a rule that anybody can follow."""

from datetime import date, timedelta
from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st

from tilts.casework.people.pairs import merge_people
from tilts.casework.programmes.delivery.queries import line_of, place_in_line, who_waits
from tilts.casework.programmes.delivery.waiting import Waits, in_line
from tilts.platform.parties.actors import SERVICE
from tilts.platform.record.acts import act

from .delivery import PROGRAMME, TODAY, now

DAY = date(2031, 3, 3)
WEEKS, MARGIN = 12, 13


def key(number: int) -> UUID:
    return UUID(int=number)


def waits(number: int, days: int, weeks: int | None = None) -> Waits:
    """Who waits since so many days, and is released in so many weeks."""
    release = None if weeks is None else DAY + timedelta(weeks=weeks)
    return Waits(key(number), DAY - timedelta(days=days), release)


def order(*everybody: Waits) -> list[int]:
    return [place.key.int for place in in_line(everybody, DAY, WEEKS, MARGIN)]


def test_whoever_has_waited_longest_comes_first():
    assert order(waits(1, 3), waits(2, 30), waits(3, 10)) == [2, 3, 1]


def test_on_the_same_day_the_earlier_referral_comes_first():
    assert order(waits(2, 3), waits(1, 3)) == [1, 2]


def test_who_would_come_too_late_to_a_later_group_goes_ahead_the_soonest_first():
    soon, sooner = waits(1, 1, weeks=20), waits(2, 1, weeks=14)
    assert order(waits(3, 300), soon, sooner) == [2, 1, 3]


def test_both_edges_of_the_rule():
    assert order(waits(1, 1, weeks=WEEKS), waits(2, 9)) == [1, 2]
    assert order(waits(1, 1, weeks=WEEKS - 1), waits(2, 9)) == [2, 1]
    assert order(waits(1, 1, weeks=WEEKS + MARGIN - 1), waits(2, 9)) == [1, 2]
    assert order(waits(1, 1, weeks=WEEKS + MARGIN), waits(2, 9)) == [2, 1]


def test_each_place_says_its_number_its_days_and_why():
    line = in_line(
        [waits(1, 5), waits(2, 9, weeks=20), waits(3, 7, weeks=5), waits(4, 1, weeks=99)],
        DAY, WEEKS, MARGIN,
    )  # fmt: skip
    assert [(place.number, place.days, place.ahead) for place in line] == [
        (1, 9, True), (2, 7, False), (3, 5, False), (4, 1, False),
    ]  # fmt: skip
    assert [place.note for place in line] == [
        "Goes ahead: may be released on 21 July 2031, and a later group would be too late.",
        "May be released on 7 April 2031, before the programme could be finished.",
        "",
        "May be released on 24 January 2033.",
    ]


PEOPLE = st.lists(
    st.tuples(st.integers(0, 400), st.none() | st.integers(-10, 120)), max_size=12
).map(lambda rows: [waits(n, days, weeks) for n, (days, weeks) in enumerate(rows)])


@given(PEOPLE, st.randoms())
def test_the_order_is_the_same_however_the_list_came(people, random):
    mixed = list(people)
    random.shuffle(mixed)
    assert in_line(people, DAY, WEEKS, MARGIN) == in_line(mixed, DAY, WEEKS, MARGIN)


@given(PEOPLE)
def test_nobody_is_overtaken_but_by_who_goes_ahead(people):
    line = in_line(people, DAY, WEEKS, MARGIN)
    assert sorted(place.key for place in line) == sorted(one.key for one in people)
    others = [place.days for place in line if not place.ahead]
    assert others == sorted(others, reverse=True)
    assert [place.ahead for place in line] == sorted((p.ahead for p in line), reverse=True)


@given(PEOPLE)
def test_a_day_more_of_waiting_never_costs_a_place(people):
    before = {place.key: place.number for place in in_line(people, DAY, WEEKS, MARGIN)}
    for number, one in enumerate(people):
        longer = Waits(one.key, one.since - timedelta(days=1), one.release)
        after = in_line([*people[:number], longer, *people[number + 1 :]], DAY, WEEKS, MARGIN)
        assert next(p.number for p in after if p.key == one.key) <= before[one.key]


def test_a_list_is_of_one_programme_and_of_the_units_asked_for(delivery, licensed):
    mine = delivery.waiting()
    delivery.waiting(programme="substances")
    delivery.referred()
    elsewhere = delivery.waiting()
    elsewhere.unit = delivery.house.units["zemgale"]
    with act("test.move", by=SERVICE):
        elsewhere.save()
    jelgava = delivery.house.units["jelgava"]
    assert who_waits(PROGRAMME, [jelgava]) == [mine]
    assert {one.pk for one in who_waits(PROGRAMME)} == {mine.pk, elsewhere.pk}


def test_of_two_records_of_one_person_the_longer_wait_counts(delivery):
    kept, gone = delivery.somebody("Liepa"), delivery.somebody("Liepiņa")
    late, early = delivery.waiting(kept), delivery.waiting(gone)
    early.waiting_since = TODAY - timedelta(days=9)
    with act("test.wait", by=SERVICE):
        early.save()
    merge_people(by=SERVICE, kept_id=kept.pk, gone_id=gone.pk, reason="the same")
    assert who_waits(PROGRAMME) == [early]
    ((_case, place),) = line_of(who_waits(PROGRAMME), TODAY)
    assert (place.number, place.days) == (1, 9)
    assert late.pk not in {one.pk for one in who_waits(PROGRAMME)}


def test_somebody_sees_where_they_stand(delivery):
    first, second = delivery.waiting(), delivery.waiting()
    assert [place_in_line(one, TODAY) and place_in_line(one, TODAY)[0].number  # type: ignore[index] # both wait
            for one in (now(first), now(second))] == [1, 2]  # fmt: skip
    assert place_in_line(delivery.referred(), TODAY) is None


def test_nobody_waits_in_an_empty_line():
    assert (line_of([], TODAY), in_line([], DAY, WEEKS, MARGIN)) == ([], [])
