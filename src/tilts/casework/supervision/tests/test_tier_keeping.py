"""A tier is kept when its working changes, once however many calculate, and the record tells it."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier
from typing import Any
from uuid import UUID

import pytest
from django.db import IntegrityError, connections, models
from django.utils import timezone

from tilts.casework.assessment.tests.results import result
from tilts.casework.people.actions import note_death
from tilts.casework.people.pairs import merge_people, split_people
from tilts.casework.people.tests.desk import recorded
from tilts.casework.people.tests.people import person
from tilts.casework.supervision import jobs
from tilts.casework.supervision.actions.tiers import calculate_tiers
from tilts.casework.supervision.models import TierCalculation
from tilts.casework.supervision.queries.tiers import calculations_of, people_with_an_officer
from tilts.casework.supervision.tests.conftest import Caseload
from tilts.casework.supervision.tier_keeping import calculation, differs, inputs_of
from tilts.engines.tiers import Facts, Rule, tiered
from tilts.platform.access.scoped import seen_by
from tilts.platform.organisation.tests.house import build_house
from tilts.platform.parties.actors import SERVICE
from tilts.platform.record.acts import act
from tilts.platform.record.state import check_state
from tilts.platform.record.tests.flushing import flushable_record

__all__ = ["flushable_record"]  # a fixture
TODAY = timezone.localdate()
NOBODY = UUID(int=7)
in_database = pytest.mark.django_db(databases=["default", "keys"])
HIGH = Rule("high", 3, "levels", ("high",))
WEEKS = Rule("weeks", 2, "released", within_days=56)
KNOWN = Facts({"levels": frozenset({"high", "a"})}, {"released": 5}, frozenset({"offences"}))


def kept_of(facts: Facts = KNOWN, *rules: Rule) -> TierCalculation:
    return calculation(NOBODY, facts, tiered(facts, rules or (HIGH, WEEKS)))


@pytest.mark.parametrize(
    ("facts", "rules", "new"),
    [
        (KNOWN, (HIGH, WEEKS), False),
        (Facts(KNOWN.codes, {"released": 6}, KNOWN.missing), (HIGH, WEEKS), False),
        (Facts(KNOWN.codes, {"released": 57}, KNOWN.missing), (HIGH, WEEKS), True),
        (Facts({"levels": frozenset({"high"})}, KNOWN.days, KNOWN.missing), (HIGH, WEEKS), True),
        (Facts({}, KNOWN.days, frozenset({"levels"})), (HIGH, WEEKS), True),
        (KNOWN, (HIGH,), True),  # a rule less
        (KNOWN, (Rule("high", 4, "levels", ("high",)), WEEKS), True),
    ],
)
def test_what_is_news(facts, rules, new):
    assert differs(kept_of(facts, *rules), kept_of()) is new


def test_the_first_is_always_news():
    assert differs(kept_of(), None) is True


def test_inputs_are_kept_in_one_order():
    assert inputs_of(KNOWN) == {
        "codes": {"levels": ["a", "high"]},
        "days": {"released": 5},
        "missing": ["offences"],
    }


@pytest.fixture
def keep(all_seen):
    def calculated(*people: Any) -> int:
        return calculate_tiers(by=SERVICE, people=[one.pk for one in people], day=TODAY)

    return calculated


def states(whom: Any) -> list[tuple[int, bool]]:
    """Tier and whether it counts, of every calculation on any record, the newest first."""
    return [(row.tier, row.current) for row in calculations_of(whom.pk)]


@in_database
def test_the_record_tells_what_was_kept_and_gives_the_rows_back(anna, keep):
    keep(anna)
    result(anna, "high", TODAY)
    keep(anna)
    acts = recorded("supervision.calculate_tiers")
    model = "supervision.tiercalculation"
    assert [(who, about, reason) for who, about, _wall, reason, _changes in acts] == [
        (SERVICE.party, anna.pk, "")
    ] * 2
    first, second = (changes for *_rest, changes in acts)
    assert [(row, before, after["tier"]) for row, before, after in first] == [(model, None, 1)]
    assert second[0] == (model, {"current": True}, {"current": False})
    assert [(row, before, after["tier"]) for row, before, after in second[1:]] == [(model, None, 3)]
    assert [one for one in check_state().faults if "tier" in one.where] == []
    models.QuerySet(TierCalculation).filter(tier=3).update(tier=1)
    (fault,) = [one for one in check_state().faults if "tier" in one.where]
    assert fault.what == "changed"


@in_database
def test_of_merged_records_one_tier_counts(anna, caseload, keep):
    gone = caseload.add("Ozolina")
    result(gone, "high", TODAY)
    assert keep(anna, gone) == 2
    merge_people(by=SERVICE, kept_id=anna.pk, gone_id=gone.pk, reason="the same face")
    assert keep(anna) == 1
    assert states(anna) == [(3, True), (3, False), (1, False)]
    split_people(by=SERVICE, gone_id=gone.pk, reason="two people")
    assert keep(anna, gone) == 2
    assert (states(anna), states(gone)) == (
        [(1, True), (3, False), (1, False)],
        [(3, True), (3, False)],
    )
    assert [one for one in check_state().faults if "tier" in one.where] == []


@in_database
def test_a_merge_that_changes_no_tier_leaves_one_that_counts(anna, caseload, keep):
    gone = caseload.add("Ozolina")
    keep(anna, gone)
    merge_people(by=SERVICE, kept_id=anna.pk, gone_id=gone.pk, reason="the same face")
    assert keep(anna) == 0
    assert sorted(current for _tier, current in states(anna)) == [False, True]


@in_database
def test_the_database_lets_no_second_one_count(anna, keep):
    keep(anna)
    second = TierCalculation(person=anna, calculated_at=timezone.now(), tier=2)
    with pytest.raises(IntegrityError), act("test.tier", by=SERVICE):
        second.save()


@in_database
def test_nobody_who_died_or_has_no_officer_any_more_is_calculated(anna, caseload, all_seen):
    other = caseload.add("Zariņa", since=TODAY - timedelta(days=9))
    person("Nobodys", at=caseload.house.units["jelgava"], country="LV")
    assert people_with_an_officer(TODAY) == sorted([anna.pk, other.pk])
    assert people_with_an_officer(TODAY - timedelta(days=1)) == [other.pk]
    note_death(by=SERVICE, person_id=anna.pk, died_on=TODAY, source="register")
    assert people_with_an_officer(TODAY) == [other.pk]


@in_database
def test_the_worker_takes_a_part_of_them_at_once(anna, caseload, monkeypatch):
    monkeypatch.setattr(jobs, "AT_ONCE", 2)
    people = {anna.pk, caseload.add("B").pk, caseload.add("C").pk}
    jobs.tiers_in_time()
    acts = recorded("supervision.calculate_tiers")
    assert {about for _who, about, *_rest in acts} == people
    with seen_by(SERVICE):
        assert TierCalculation.objects.filter(current=True).count() == 3


@pytest.fixture
def committed(flushable_record: None) -> Caseload:
    """An officer whom threads see."""
    house = build_house()
    return Caseload(house, house.member("probation_officer", "jelgava"))


@pytest.mark.django_db(transaction=True, databases=["default", "keys"])
def test_several_workers_keep_it_once(committed):
    people = [committed.add(family).pk for family in ("A", "B")]
    together = Barrier(3)

    def calculated(number: int) -> int:
        try:
            with seen_by(SERVICE):
                together.wait(30)
                order = people if number % 2 else people[::-1]
                return calculate_tiers(by=SERVICE, people=order, day=TODAY)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(3) as threads:
        assert sorted(threads.map(calculated, range(3))) == [0, 0, 2]
    with seen_by(SERVICE):
        rows = TierCalculation.objects.values_list("person", "current")
        assert sorted(rows) == [(pk, True) for pk in sorted(people)]
