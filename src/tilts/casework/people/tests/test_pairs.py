"""Two records become one path and two again; what was found different never merges."""

from itertools import permutations
from typing import Any
from uuid import UUID

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tilts.casework.people.models import Decision, PairDecision, Person
from tilts.casework.people.pairs import (
    decision_on,
    in_order,
    keep_apart,
    merge_people,
    split_people,
    why_not_apart,
    why_not_merge,
)
from tilts.casework.people.queries import current_people, records_of
from tilts.casework.people.search import search
from tilts.casework.people.signals import merged, split
from tilts.platform.access.authority import NO_ROLE, NOT_YOURS
from tilts.platform.access.reasons import Refused
from tilts.platform.parties.actors import SERVICE

from .desk import plain, recorded
from .people import person

pytestmark = pytest.mark.usefixtures("all_seen")
ALIKE = ["part", "birth"]  # signs that two of the three have in common


@pytest.fixture
def clerk(house):
    return house.actor("clerk")


@pytest.fixture
def three(house) -> list[Person]:
    """Three records that may be one person, in the order of their ids."""
    here = house.units["riga"]
    return [person(name, "Anna", at=here) for name in ("Ozola", "Ozolina", "Ozole")]


def again(row: Person) -> Person:
    found: Person = Person.objects.get(pk=row.pk)
    return found


def codes(refused: Any) -> list[str]:
    return [reason.code for reason in refused.value.reasons]


def decisions() -> list[tuple[UUID, UUID, str, list[str]]]:
    """Every pair that was decided about, and how."""
    rows = PairDecision.objects.order_by("person", "other")
    return [(row.person_id, row.other_id, row.decision, row.evidence) for row in rows]


@given(st.uuids(), st.uuids())
def test_a_pair_is_stored_one_way_round(one, other):
    assert in_order(one, other) == in_order(other, one) == tuple(sorted((one, other)))


def test_a_merge_points_one_record_at_the_other(clerk, three):
    kept, gone, _ = three
    survivor = merge_people(by=clerk, kept_id=kept.pk, gone_id=gone.pk, reason="one passport")
    assert (survivor, again(gone).merged_into_id, again(gone).version) == (kept, kept.pk, 2)
    assert (again(kept).version, records_of(kept)) == (1, [kept.pk, gone.pk])
    assert gone not in current_people()
    assert decisions() == [(kept.pk, gone.pk, Decision.SAME, ALIKE)]
    assert [hit.person for hit in search("ozolina").hits] == [kept.pk]


def test_the_record_of_a_merge(clerk, three):
    kept, gone, _ = three
    merge_people(by=clerk, kept_id=kept.pk, gone_id=gone.pk, reason="one passport")
    pair = PairDecision.objects.get()
    decided = plain(
        id=pair.pk,
        person_id=kept.pk,
        other_id=gone.pk,
        decision="same",
        evidence=ALIKE,
        decided_at=pair.decided_at,
    )
    before, after = {"merged_into_id": None, "version": 1}, {"version": 2}
    change = ("people.person", before, {**after, "merged_into_id": str(kept.pk)})
    assert recorded("people.merge") == [
        (clerk.party, kept.pk, "", "one passport", [("people.pairdecision", None, decided)]),
        (clerk.party, gone.pk, "", "one passport", [change]),
    ]


def test_the_other_way_round_the_decision_is_the_same_row(clerk, three):
    one, other, _ = three
    merge_people(by=clerk, kept_id=other.pk, gone_id=one.pk, reason="x")
    assert (again(one).merged_into_id, again(other).merged_into_id) == (other.pk, None)
    assert decisions() == [(one.pk, other.pk, Decision.SAME, ALIKE)]


def test_a_split_is_exact_and_for_good(clerk, three):
    kept, gone, _ = three
    merge_people(by=clerk, kept_id=kept.pk, gone_id=gone.pk, reason="one passport")
    parted = split_people(by=clerk, gone_id=gone.pk, reason="two passports")
    assert (parted, again(gone).merged_into_id, again(gone).version) == (gone, None, 3)
    assert (records_of(kept), records_of(gone)) == ([kept.pk], [gone.pk])
    assert decisions() == [(kept.pk, gone.pk, Decision.DIFFERENT, ALIKE)]
    assert [hit.person for hit in search("ozolina").hits] == [gone.pk]
    for kept_id, gone_id in permutations((kept.pk, gone.pk)):
        with pytest.raises(Refused) as refused:
            merge_people(by=clerk, kept_id=kept_id, gone_id=gone_id, reason="again")
        assert codes(refused) == ["different"]
    assert (len(recorded("people.merge")), again(gone).merged_into_id) == (2, None)


def test_the_record_of_a_split(clerk, three):
    kept, gone, _ = three
    merge_people(by=clerk, kept_id=kept.pk, gone_id=gone.pk, reason="x")
    first = PairDecision.objects.get().decided_at
    split_people(by=clerk, gone_id=gone.pk, reason="two passports")
    then = PairDecision.objects.get().decided_at
    decided = (
        "people.pairdecision",
        plain(decision="same", decided_at=first),
        plain(decision="different", decided_at=then),
    )
    before = {"merged_into_id": str(kept.pk), "version": 2}
    change = ("people.person", before, {"merged_into_id": None, "version": 3})
    assert recorded("people.split") == [
        (clerk.party, kept.pk, "", "two passports", [decided]),
        (clerk.party, gone.pk, "", "two passports", [change]),
    ]


def test_rooms_to_the_right_are_told(clerk, three):
    kept, gone, _ = three
    told: list[Any] = []

    def on_merge(sender: Any, kept: Person, gone: Person, by: Any, **_: Any) -> None:
        told.append(("merged", kept.pk, gone.pk, by))

    def on_split(sender: Any, kept: Person, gone: Person, by: Any, **_: Any) -> None:
        told.append(("split", kept.pk, gone.pk, by))

    merged.connect(on_merge)
    split.connect(on_split)
    try:
        merge_people(by=clerk, kept_id=kept.pk, gone_id=gone.pk, reason="x")
        split_people(by=clerk, gone_id=gone.pk, reason="x")
    finally:
        merged.disconnect(on_merge)
        split.disconnect(on_split)
    assert told == [("merged", kept.pk, gone.pk, clerk), ("split", kept.pk, gone.pk, clerk)]


def test_what_is_not_merged_cannot_be_split(clerk, three):
    with pytest.raises(Refused) as refused:
        split_people(by=clerk, gone_id=three[0].pk, reason="x")
    assert (codes(refused), decisions()) == (["not-merged"], [])


def test_why_two_do_not_merge(clerk, three):
    one, other, third = three
    assert why_not_merge(one, other) == []
    assert [why.code for why in why_not_merge(one, one)] == ["same-record"]
    merge_people(by=clerk, kept_id=one.pk, gone_id=other.pk, reason="x")
    assert [why.code for why in why_not_merge(again(other), third)] == ["merged-already"]
    assert [why.code for why in why_not_merge(third, again(other))] == ["merged-already"]
    assert why_not_merge(again(one), third) == []


def test_a_chain_of_merges_is_one_path(clerk, three):
    last, middle, first = three
    merge_people(by=clerk, kept_id=middle.pk, gone_id=first.pk, reason="x")
    merge_people(by=clerk, kept_id=last.pk, gone_id=middle.pk, reason="x")
    assert records_of(last) == [last.pk, middle.pk, first.pk]
    split_people(by=clerk, gone_id=middle.pk, reason="x")
    assert (records_of(last), records_of(middle)) == ([last.pk], [middle.pk, first.pk])


def test_whoever_differs_from_a_merged_record_does_not_come_in_by_the_other(clerk, three):
    kept, gone, stranger = three
    keep_apart(by=clerk, one_id=gone.pk, other_id=stranger.pk, reason="brothers")
    merge_people(by=clerk, kept_id=kept.pk, gone_id=gone.pk, reason="x")
    for one, other in permutations((kept, stranger)):
        with pytest.raises(Refused) as refused:
            merge_people(by=clerk, kept_id=one.pk, gone_id=other.pk, reason="x")
        assert codes(refused) == ["different"]


def test_kept_apart_is_for_good(clerk, three):
    one, other, _ = three
    keep_apart(by=clerk, one_id=other.pk, other_id=one.pk, reason="twins, both alive")
    pair = decision_on(one.pk, other.pk)
    assert pair == decision_on(other.pk, one.pk)
    assert decisions() == [(one.pk, other.pk, Decision.DIFFERENT, ALIKE)]
    ((actor, subject, _, reason, changes),) = recorded("people.keep_apart")
    assert (actor, subject, reason) == (clerk.party, one.pk, "twins, both alive")
    assert [(row, after["decision"]) for row, _, after in changes] == [
        ("people.pairdecision", "different")
    ]
    with pytest.raises(Refused) as refused:
        merge_people(by=clerk, kept_id=one.pk, gone_id=other.pk, reason="x")
    assert codes(refused) == ["different"]


def test_one_record_is_not_kept_apart_from_itself(clerk, three):
    with pytest.raises(Refused) as refused:
        keep_apart(by=clerk, one_id=three[0].pk, other_id=three[0].pk, reason="x")
    assert (codes(refused), decisions()) == (["same-record"], [])


def test_merged_records_are_split_not_kept_apart(clerk, three):
    """Otherwise they would be one path and different people at once."""
    last, middle, first = three
    merge_people(by=clerk, kept_id=middle.pk, gone_id=first.pk, reason="x")
    merge_people(by=clerk, kept_id=last.pk, gone_id=middle.pk, reason="x")
    for one, other in permutations(map(again, three), 2):
        assert [why.code for why in why_not_apart(one, other)] == ["merged"]
    with pytest.raises(Refused) as refused:
        keep_apart(by=clerk, one_id=last.pk, other_id=middle.pk, reason="x")
    assert codes(refused) == ["merged"]


def test_nothing_was_decided_about_others(clerk, three):
    one, other, third = three
    keep_apart(by=clerk, one_id=one.pk, other_id=other.pk, reason="x")
    assert (decision_on(one.pk, third.pk), decision_on(other.pk, third.pk)) == (None, None)


@pytest.mark.parametrize(("role", "unit", "why"), [
    ("head_of_unit", "riga", NO_ROLE),
    ("data_exchange", "riga", NO_ROLE),
    ("clerk", "jelgava", NOT_YOURS),
])  # fmt: skip
def test_who_may_not_decides_nothing(house, three, role, unit, why):
    by, (one, other, _) = house.actor(role, unit), three
    for decide in (
        lambda: merge_people(by=by, kept_id=one.pk, gone_id=other.pk, reason="x"),
        lambda: keep_apart(by=by, one_id=one.pk, other_id=other.pk, reason="x"),
        lambda: split_people(by=by, gone_id=one.pk, reason="x"),
    ):
        with pytest.raises(Refused) as refused:
            decide()
        assert refused.value.reasons == [why]
    assert decisions() == []


def test_both_records_must_be_within_reach(house, clerk, three):
    far = person("Tālā", at=house.units["jelgava"])
    for kept, gone in permutations((three[0], far)):
        with pytest.raises(Refused) as refused:
            merge_people(by=clerk, kept_id=kept.pk, gone_id=gone.pk, reason="x")
        assert refused.value.reasons == [NOT_YOURS]
        with pytest.raises(Refused):
            keep_apart(by=clerk, one_id=kept.pk, other_id=gone.pk, reason="x")
    assert decisions() == []


STEPS = st.lists(
    st.tuples(st.sampled_from(["merge", "split", "apart"]), st.permutations([0, 1, 2])),
    max_size=8,
)


@settings(max_examples=15)
@given(STEPS)
def test_whatever_is_tried_different_people_are_never_one(steps):
    """Each example begins with people of its own; a refused step changes nothing."""
    rows = [person(f"Walk {letter}") for letter in "ABC"]
    for what, (first, second, _) in steps:
        try_step(what, rows[first], rows[second])
        apart = {(p, o) for p, o, decided, _ in decisions() if decided == Decision.DIFFERENT}
        for row in map(again, rows):
            ids = records_of(row)
            assert len(ids) == len(set(ids))
            assert [pair for pair in permutations(ids, 2) if pair in apart] == []


def try_step(what: str, one: Person, other: Person) -> None:
    try:
        if what == "merge":
            merge_people(by=SERVICE, kept_id=one.pk, gone_id=other.pk, reason="x")
        elif what == "split":
            split_people(by=SERVICE, gone_id=one.pk, reason="x")
        else:
            keep_apart(by=SERVICE, one_id=one.pk, other_id=other.pk, reason="x")
    except Refused:
        pass
