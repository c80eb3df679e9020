"""Two people at the same thing at the same time: one is told, and nothing is lost or doubled."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from threading import Barrier
from typing import Any

import pytest
from django.db import connections

from tilts.casework.people.actions import (
    Code,
    EditedMeanwhile,
    Identity,
    add_code,
    correct_person,
    end_fact,
    mark_entered_in_error,
    restore_person,
)
from tilts.casework.people.models import Contact, Identifier, OtherName, PairDecision, Person
from tilts.casework.people.pairs import keep_apart, merge_people, split_people
from tilts.casework.people.queries import one_fact
from tilts.platform.access.reasons import Refused
from tilts.platform.access.scoped import seen_by
from tilts.platform.organisation.tests.house import build_house
from tilts.platform.parties.actors import SERVICE
from tilts.platform.record.models import Act
from tilts.platform.record.tests.flushing import flushable_record

from .desk import kept
from .people import person

__all__ = ["flushable_record"]  # a fixture
DAY = date(2026, 3, 2)


@pytest.fixture
def two(flushable_record: None) -> Iterator[list[Person]]:
    """Two records in Riga."""
    house = build_house()
    with seen_by(SERVICE):
        yield [person(name, "Anna", at=house.units["riga"]) for name in ("Ozola", "Ozole")]


def at_once(*writes: Callable[[], Any]) -> list[str]:
    """What became of writes that begin together: "done", or the codes of the reasons why not."""
    ready = Barrier(len(writes))

    def written(write: Callable[[], Any]) -> str:
        try:
            with seen_by(SERVICE):
                ready.wait()
                write()
            return "done"
        except Refused as refused:
            return " ".join(reason.code for reason in refused.reasons)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(writes)) as threads:
        return sorted(threads.map(written, writes))


def acts(*kinds: str) -> int:
    return Act.objects.filter(kind__in=[f"people.{kind}" for kind in kinds]).count()


def again(row: Any) -> Any:
    return type(row).objects.get(pk=row.pk)


def test_of_two_corrections_one_is_told_and_can_save_over_what_it_saw(two):
    anna, _ = two

    def correcting(family: str, version: int = 1) -> Callable[[], Any]:
        who = Identity(family=family, given="Anna", category="convicted")
        return lambda: correct_person(
            by=SERVICE, person_id=anna.pk, who=who, version=version, reason="married"
        )

    assert at_once(correcting("Liepa"), correcting("Egle")) == ["done", "edited-meanwhile"]
    won = again(anna)
    assert (won.version, OtherName.objects.count(), acts("correct")) == (2, 1, 1)
    with pytest.raises(EditedMeanwhile) as overtaken:
        correcting("Kalna")()
    assert overtaken.value.now == won
    correcting("Kalna", version=overtaken.value.now.version)()
    former = sorted(OtherName.objects.values_list("family", flat=True))
    assert (again(anna).family, former) == ("Kalna", sorted(["Ozola", won.family]))


def test_two_codes_at_once_never_both_hold(two):
    anna, _ = two

    def adding(value: str) -> Callable[[], Any]:
        code = Code(kind="lt_personal_code", value=value)
        return lambda: add_code(by=SERVICE, person_id=anna.pk, code=code, since=DAY)

    assert at_once(adding("33309240064"), adding("38703181745")) == ["done", "done"]
    assert sorted(map(str, Identifier.objects.values_list("until", flat=True))) == [
        str(DAY), "None",
    ]  # fmt: skip


def test_of_two_ends_of_one_fact_the_first_stays(two):
    anna, _ = two
    fact = kept(Contact(person=anna, kind="phone", value="1", since=DAY))
    seen = [one_fact(anna, "contact", fact.pk) for _ in range(2)]

    def ending(which: int) -> Callable[[], Any]:
        until = DAY + timedelta(days=which)
        return lambda: end_fact(by=SERVICE, fact=seen[which], until=until)

    assert at_once(ending(0), ending(1)) == ["done", "ended-already"]
    assert (again(fact).until in (DAY, DAY + timedelta(days=1)), acts("end_fact")) == (True, 1)


def test_two_merges_that_cross_make_no_circle(two):
    one, other = two

    def merging(kept: Person, gone: Person) -> Callable[[], Any]:
        return lambda: merge_people(by=SERVICE, kept_id=kept.pk, gone_id=gone.pk, reason="x")

    assert at_once(merging(one, other), merging(other, one)) == ["done", "merged-already"]
    pointing = [row.merged_into_id for row in map(again, two)]
    assert (pointing.count(None), acts("merge"), PairDecision.objects.count()) == (1, 1, 1)


def test_a_pair_is_merged_or_kept_apart_not_both(two):
    one, other = two
    ids: dict[str, Any] = {"by": SERVICE, "reason": "x"}
    told = at_once(
        lambda: merge_people(**ids, kept_id=one.pk, gone_id=other.pk),
        lambda: keep_apart(**ids, one_id=other.pk, other_id=one.pk),
    )
    merged = again(other).merged_into_id is not None
    assert told == (["done", "merged"] if merged else ["different", "done"])
    assert PairDecision.objects.get().decision == ("same" if merged else "different")


def test_a_merge_is_split_once(two):
    one, other = two
    merge_people(by=SERVICE, kept_id=one.pk, gone_id=other.pk, reason="x")

    def splitting() -> Any:
        return split_people(by=SERVICE, gone_id=other.pk, reason="x")

    assert at_once(splitting, splitting) == ["done", "not-merged"]
    assert (again(other).version, acts("split")) == (3, 1)


def test_a_record_is_not_taken_back_twice(two):
    anna, _ = two
    mark_entered_in_error(by=SERVICE, person_id=anna.pk, reason="x")

    def restoring() -> Any:
        return restore_person(by=SERVICE, person_id=anna.pk, reason="x")

    assert at_once(restoring, restoring) == ["done", "nothing-to-restore"]
    assert (again(anna).version, acts("restore")) == (3, 1)
