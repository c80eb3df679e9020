"""Two persons erase a third: the rows and the key are gone, the record is whole."""

from collections.abc import Iterator
from typing import Any
from uuid import UUID

import pytest
from allauth.account.models import EmailAddress
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from tilts.platform.access.models import Bar, BrokenGlass
from tilts.platform.access.reasons import Reason, Reasons, Refused
from tilts.platform.erasure import rules
from tilts.platform.erasure.actions import _delete_rows, approve, carry_out, propose
from tilts.platform.erasure.models import ErasureRequest, Ground
from tilts.platform.erasure.queries import DryRun, dry_run, open_requests
from tilts.platform.organisation.models import Absence, Account, RoleAssignment, Staff
from tilts.platform.parties.actors import SERVICE, Actor
from tilts.platform.parties.models import SERVICE_ID, Party, PartyKind
from tilts.platform.record.acts import act
from tilts.platform.record.boxes import open_all
from tilts.platform.record.keys import Erased, existing_keys, keys_for
from tilts.platform.record.models import Act, Payload
from tilts.platform.record.recorded import reference
from tilts.platform.record.sealing import seal_all
from tilts.platform.record.state import State, check_state
from tilts.platform.record.verifying import verify

from .conftest import DAY

pytestmark = pytest.mark.django_db(databases=["default", "keys"])

ROWS = {
    "access.bar": 1,
    "access.brokenglass": 1,
    "account.emailaddress": 1,
    "organisation.account": 1,
    "organisation.roleassignment": 1,
    "organisation.staff": 1,
}


def proposed(by: Actor, subject: Party) -> ErasureRequest:
    return propose(by=by, subject=subject, ground=Ground.RETENTION, basis="LED 16(2)")


def codes(refused: "pytest.ExceptionInfo[Refused]") -> list[str]:
    return [reason.code for reason in refused.value.reasons]


@pytest.fixture
def erased(anna, juris, ilze) -> ErasureRequest:
    seal_all()
    request = approve(by=juris, request=proposed(anna, ilze.party))
    return carry_out(by=juris, request=request)


def test_a_dry_run_lists_what_would_go_and_changes_nothing(ilze):
    before = list(Act.objects.values_list("pk"))
    run = dry_run(ilze.pk)
    assert (dict(sorted(run.going.items())), run.forgetting, run.against) == (
        ROWS,
        {"organisation.absence.substitute_id": 1},
        [],
    )
    assert list(Act.objects.values_list("pk")) == before
    assert Staff.objects.filter(pk=ilze.pk).exists()


def test_children_go_before_what_they_refer_to(ilze):
    order = list(dry_run(ilze.pk).going)
    wanted = ["account.emailaddress", "organisation.account", "organisation.staff"]
    assert [label for label in order if label in wanted] == wanted


def test_nobody_has_nothing_to_erase():
    assert dry_run(UUID(int=7)) == DryRun({}, {}, [])


def test_the_rows_are_gone_and_the_party_stays(erased, ilze, anna):
    for model in (Account, EmailAddress, RoleAssignment, Bar, BrokenGlass):
        assert model.objects.count() == 0
    assert sorted(Staff.objects.values_list("given", flat=True)) == ["Anna", "Juris"]
    assert Party.objects.get(pk=ilze.pk).kind == PartyKind.STAFF
    assert Absence.objects.get().substitute is None


def test_the_key_is_destroyed(erased, ilze):
    assert existing_keys([ilze.pk]) == {ilze.pk: None}
    with pytest.raises(Erased):
        keys_for([ilze.pk])


def test_the_record_is_whole_and_agrees_with_the_rows(erased):
    seal_all()
    assert verify() == []
    assert check_state() == State(faults=[], erased=1)


def test_the_timeline_shows_that_it_happened_but_not_what(erased, ilze):
    payloads = Payload.objects.filter(subject_id=ilze.pk).order_by("act__recorded_at")
    assert [payload.act.kind for payload in payloads] == ["test.appoint", "erasure.delete_rows"]
    assert list(open_all(payloads).values()) == [None, None]


def test_the_act_holds_how_many_rows_went_and_no_values(erased):
    payload = Payload.objects.get(act__kind="erasure.delete_rows", subject_id=SERVICE_ID)
    change = {"row": reference(erased), "before": {"erased": None}, "after": {"erased": ROWS}}
    assert open_all([payload])[payload.pk] == {"reason": "", "changes": [change]}
    assert erased.erased == ROWS


def test_it_is_certified_by_year_and_number(erased, anna, juris):
    year = timezone.localdate().year
    assert erased.certificate == f"E-{year}-0001"
    other = approve(by=anna, request=proposed(juris, Party.objects.create(kind="staff")))
    assert carry_out(by=anna, request=other).certificate == f"E-{year}-0002"


def test_the_request_names_who_and_when(erased, anna, juris):
    assert (erased.proposed_by_id, erased.approved_by_id) == (anna.party, juris.party)
    assert erased.proposed_at <= erased.approved_at <= erased.carried_out_at
    assert [act.kind for act in Act.objects.filter(kind__startswith="erasure").order_by("pk")] == [
        "erasure.propose",
        "erasure.approve",
        "erasure.delete_rows",
        "erasure.certify",
    ]
    assert list(open_requests()) == []


def test_who_proposed_cannot_approve(anna, ilze):
    request = proposed(anna, ilze.party)
    with pytest.raises(Refused) as refused:
        approve(by=anna, request=request)
    assert codes(refused) == ["own-proposal"]
    request.approved_by_id, request.approved_at = anna.party, timezone.now()
    with pytest.raises(IntegrityError), transaction.atomic():
        ErasureRequest.save_base(request, raw=True)


def test_nothing_goes_before_it_is_approved(anna, juris, ilze):
    request = proposed(anna, ilze.party)
    assert list(open_requests()) == [request]
    with pytest.raises(Refused) as refused:
        carry_out(by=juris, request=request)
    assert codes(refused) == ["not-approved"]
    assert Staff.objects.filter(pk=ilze.pk).exists()


def test_it_is_carried_out_once(erased, anna, juris):
    with pytest.raises(Refused) as refused:
        carry_out(by=anna, request=erased)
    assert codes(refused) == ["already-erased"]
    with pytest.raises(Refused) as refused:
        approve(by=juris, request=erased)
    assert codes(refused) == ["already-approved"]


def test_a_subject_is_proposed_once_at_a_time(anna, juris, ilze):
    proposed(anna, ilze.party)
    with pytest.raises(Refused) as refused:
        proposed(juris, ilze.party)
    assert codes(refused) == ["already-proposed"]


@pytest.mark.parametrize("step", ["propose", "approve", "carry_out"])
def test_every_step_needs_its_capability(step, anna, juris, ilze):
    clerk = Actor(party=juris.party, kind="staff", name="Juris")
    request: Any = None if step == "propose" else proposed(anna, ilze.party)
    steps = {
        "propose": lambda: proposed(clerk, ilze.party),
        "approve": lambda: approve(by=clerk, request=request),
        "carry_out": lambda: carry_out(by=clerk, request=request),
    }
    with pytest.raises(Refused) as refused:
        steps[step]()
    assert codes(refused) == ["no-role"]


def test_a_person_out_of_reach_cannot_be_proposed(anna):
    with pytest.raises(Refused) as refused:
        proposed(
            Actor(
                party=anna.party, kind="staff", name="Anna", grants=anna.grants[:1], country="xx"
            ),
            Party.objects.create(kind=PartyKind.PERSON),
        )
    assert codes(refused) == ["not-yours"]


LITIGATION = Reason("in-court", "A court still needs this file.")


@pytest.fixture
def kept() -> Iterator[UUID]:
    """A subject whom a room keeps."""
    subject = Party.objects.create(kind=PartyKind.STAFF).pk

    @rules.holds
    def hold(asked: UUID) -> Reasons:
        return [LITIGATION] if asked == subject else []

    yield subject
    rules._holds.remove(hold)


def test_a_legal_hold_keeps_somebody(kept, anna):
    assert dry_run(kept).against == [LITIGATION]
    with pytest.raises(Refused) as refused:
        proposed(anna, Party.objects.get(pk=kept))
    assert codes(refused) == ["in-court"]


def test_a_stopped_erasure_is_carried_out_again(anna, juris, ilze):
    """Rows deleted, key not yet destroyed: as after a power cut between the two databases."""
    request = approve(by=juris, request=proposed(anna, ilze.party))
    with transaction.atomic():
        _delete_rows(juris, request)
    assert carry_out(by=juris, request=request).certificate != ""
    assert existing_keys([ilze.pk]) == {ilze.pk: None}
    connection.check_constraints()


def test_who_is_gone_can_be_erased_again_without_harm(erased, anna, juris, ilze):
    """Nothing is left to go, and the key stays destroyed."""
    again = approve(by=juris, request=proposed(anna, ilze.party))
    done = carry_out(by=juris, request=again)
    assert (done.erased, existing_keys([ilze.pk])) == ({}, {ilze.pk: None})


def queries_of_a_dry_run(subject: UUID) -> int:
    with CaptureQueriesContext(connection) as captured:
        dry_run(subject)
    return len(captured.captured_queries)


def test_as_many_queries_for_three_rows_as_for_one(ilze):
    for_one = queries_of_a_dry_run(ilze.pk)
    with act("test.roles", by=SERVICE):
        for role in ("mediator", "dpo"):
            RoleAssignment.objects.create(staff=ilze, role=role, since=DAY)
    assert queries_of_a_dry_run(ilze.pk) == for_one
