"""What happens to a person happens in each of their cases, whoever may see them."""

from datetime import UTC, datetime

import pytest

from tilts.platform.access.authority import NO_ROLE, NOT_YOURS, OUT_OF_REACH
from tilts.platform.access.reasons import Refused
from tilts.platform.access.scoped import seen_by
from tilts.platform.parties.actors import SERVICE, Actor
from tilts.platform.parties.models import Party, PartyKind
from tilts.platform.record.boxes import open_all
from tilts.platform.record.models import Act, Payload
from tilts.platform.workflow.actions import begin, begin_all, move, person_event
from tilts.platform.workflow.models import Status, WorkItem
from tilts.platform.workflow.moves import NOT_BY_HAND
from tilts.platform.workflow.queries import history

from .demo.cases import BRING_BACK, CHOOSE
from .demo.models import LoanCase

pytestmark = pytest.mark.django_db
WHEN = datetime(2026, 3, 2, 9, tzinfo=UTC)


@pytest.fixture(autouse=True)
def installed(settings):
    settings.INSTALLED_APPS = [*settings.INSTALLED_APPS, "tilts.platform.workflow.tests.demo"]


def cases(person: Party, unit, count: int) -> list[LoanCase]:
    found = [LoanCase(person=person, unit=unit, book="x") for _ in range(count)]
    begin_all(cases=found, by=SERVICE)
    return found


def states(person: Party) -> list[str]:
    with seen_by(SERVICE):
        return list(
            LoanCase.objects.filter(person=person).order_by("pk").values_list("state", flat=True)
        )


def told(person: Party, code: str, by: Actor = SERVICE) -> int:
    return len(person_event(person=person.pk, code=code, by=by))


def test_every_case_of_the_person_and_none_of_another(all_seen, person, unit):
    other = Party.objects.create(kind=PartyKind.PERSON)
    cases(person, unit, 3)
    cases(other, unit, 1)
    assert told(person, "person_escaped") == 3
    assert (states(person), states(other)) == (["suspended"] * 3, ["asked"])


def test_each_case_in_its_own_state(all_seen, person, unit):
    asked, lent, returned, wrong = cases(person, unit, 4)
    for case in (lent, returned):
        move(case=case, code="lend", by=SERVICE)
    move(case=returned, code="take_back", by=SERVICE)
    move(case=wrong, code="mark_wrong_person", by=SERVICE, reason="x")
    assert told(person, "person_escaped") == 2
    assert states(person) == ["suspended", "suspended", "returned", "wrong_person"]
    assert told(person, "person_returned") == 2
    assert states(person) == ["asked", "lent", "returned", "wrong_person"]
    assert told(person, "person_died") == 2
    assert states(person) == ["ended_by_death", "ended_by_death", "returned", "wrong_person"]
    assert asked.person_id == person.pk


@pytest.mark.parametrize(
    ("code", "twice"),
    [("person_died", 0), ("person_escaped", 0), ("person_returned", 0), ("person_transferred", 1)],
)
def test_the_same_event_again_moves_nothing_that_it_has_moved(all_seen, person, unit, code, twice):
    cases(person, unit, 1)
    told(person, code)
    assert told(person, code) == twice


def test_the_rows_bear_who_told_it_when_it_happened_and_why(all_seen, officer, person, unit):
    (case,) = cases(person, unit, 1)
    with seen_by(officer):
        (row,) = person_event(
            person=person.pk, code="person_escaped", by=officer, reason="rope", effective_at=WHEN
        )
    assert (row.actor_id, row.effective_at, row.case) == (officer.party, WHEN, case.case_ref())
    payload = Payload.objects.get(act_id=row.act_id)
    body = open_all([payload])[payload.pk]
    assert body
    assert body["reason"] == "rope"


def test_whoever_records_it_need_not_see_the_case(stranger, person, unit):
    with seen_by(SERVICE):
        cases(person, unit, 1)
    with seen_by(stranger):
        assert list(LoanCase.objects.all()) == []
        assert told(person, "person_died", stranger) == 1
        assert list(LoanCase.objects.all()) == []
    assert states(person) == ["ended_by_death"]


def test_what_nobody_declared_happens_to_nobody(all_seen, person, unit):
    cases(person, unit, 1)
    before = Act.objects.count()
    assert told(person, "person_married") == 0
    assert Act.objects.count() == before


def test_when_one_case_cannot_move_none_does(all_seen, officer, person, unit):
    """`lend` is no event: the second case refuses it, and the first one is as it was."""
    first, second = cases(person, unit, 2)
    move(case=second, code="choose", by=SERVICE, book="")
    with pytest.raises(Refused):
        person_event(person=person.pk, code="lend", by=officer)
    assert states(person) == ["asked", "asked"]
    assert history(first).count() == 1


def test_death_closes_the_work_and_escape_leaves_it_waiting(all_seen, person, unit):
    (case,) = cases(person, unit, 1)
    move(case=case, code="lend", by=SERVICE)
    told(person, "person_escaped")
    open_work = WorkItem.objects.filter(closed_at=None)
    assert [item.kind for item in open_work] == [BRING_BACK.code]
    told(person, "person_died")
    outcomes = dict(WorkItem.objects.values_list("kind", "outcome"))
    assert outcomes == {CHOOSE.code: "done", BRING_BACK.code: "not-needed"}


@pytest.mark.parametrize("code", ["person_died", "person_escaped", "remind"])
def test_nobody_makes_them_happen_by_hand(all_seen, officer, person, unit, code):
    (case,) = cases(person, unit, 1)
    move(case=case, code="lend", by=SERVICE)
    with pytest.raises(Refused) as refused:
        move(case=case, code=code, by=officer)
    assert refused.value.reasons == [NOT_BY_HAND]


def test_reopening_and_marking_take_their_own_capabilities(all_seen, officer, person, unit):
    """A broken glass shows a person; it closes and reopens nothing of theirs."""
    (case,) = cases(person, unit, 1)
    reasons = []
    for code in ("mark_error", "reopen"):
        with pytest.raises(Refused) as refused:
            move(case=case, code=code, by=officer, reason="mistyped")
        reasons.append(refused.value.reasons)
        move(case=case, code=code, by=SERVICE, reason="mistyped")
    assert reasons == [[NO_ROLE], [OUT_OF_REACH]]
    assert case.state == "asked"


def test_a_stranger_reopens_nothing(all_seen, stranger, person, unit):
    (case,) = cases(person, unit, 1)
    told(person, "person_died")
    case.refresh_from_db()
    with pytest.raises(Refused) as refused:
        move(case=case, code="reopen", by=stranger, reason="he lives")
    assert refused.value.reasons == [NOT_YOURS]
    assert Status.objects.filter(move="reopen").count() == 0


def test_a_case_that_begins_after_a_death_is_not_dead(all_seen, person, unit):
    cases(person, unit, 1)
    told(person, "person_died")
    late = LoanCase(person=person, unit=unit)
    begin(case=late, by=SERVICE)
    assert states(person) == ["ended_by_death", "asked"]
