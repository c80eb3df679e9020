"""Between a proposal and a certificate: what may come in between, and what must not."""

from collections.abc import Iterator
from typing import Any
from uuid import UUID

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from tilts.platform.access.authority import NO_ROLE
from tilts.platform.access.models import Bar
from tilts.platform.access.reasons import Reason, Reasons, Refused
from tilts.platform.erasure import rules
from tilts.platform.erasure.actions import _delete_rows, approve, carry_out, propose
from tilts.platform.erasure.models import ErasureRequest, Ground
from tilts.platform.erasure.queries import dry_run, open_requests, request_of, requests
from tilts.platform.erasure.reach import reach_of
from tilts.platform.erasure.rules import (
    APPROVED,
    CARRIED_OUT,
    NOT_APPROVED,
    OPEN_REQUEST,
    OWN_PROPOSAL,
    why_not_approve,
    why_not_carry_out,
    why_not_propose,
)
from tilts.platform.erasure.signals import rows_deleted
from tilts.platform.organisation.models import Account, Staff
from tilts.platform.parties.actors import SERVICE, Actor
from tilts.platform.parties.models import Party, PartyKind
from tilts.platform.record.acts import act
from tilts.platform.record.keys import existing_keys
from tilts.platform.record.models import Act
from tilts.platform.record.sealing import seal_all
from tilts.platform.record.state import State, check_state
from tilts.platform.record.verifying import verify

from .conftest import DAY

pytestmark = pytest.mark.django_db

COURT = Reason("in-court", "A court still needs this file.")
MONEY = Reason("in-debt", "Compensation to the victim is not paid.")


def proposed(by: Actor, subject: Party) -> ErasureRequest:
    return propose(by=by, subject=subject, ground=Ground.OBLIGATION, basis="Ruling A-1")


def refusal(step: Any, **arguments: Any) -> Reasons:
    with pytest.raises(Refused) as refused:
        step(**arguments)
    return refused.value.reasons


@pytest.fixture
def held() -> Iterator[dict[UUID, Reasons]]:
    """What rooms say against an erasure, by subject; it may change while the test runs."""
    reasons: dict[UUID, Reasons] = {}

    @rules.holds
    def first(subject: UUID) -> Reasons:
        return reasons.get(subject, [])[:1]

    @rules.holds
    def second(subject: UUID) -> Reasons:
        return reasons.get(subject, [])[1:]

    yield reasons
    rules._holds.remove(first)
    rules._holds.remove(second)


def test_every_room_is_asked_and_every_reason_told(held, anna, juris, ilze):
    held[ilze.pk] = [COURT, MONEY]
    assert dry_run(ilze.pk).against == [COURT, MONEY]
    assert refusal(proposed, by=anna, subject=ilze.party) == [COURT, MONEY]
    assert requests().count() == 0
    assert dry_run(juris.party).against == []


def test_a_hold_that_comes_after_the_proposal_stops_the_approval(held, anna, juris, ilze):
    request = proposed(anna, ilze.party)
    held[ilze.pk] = [COURT]
    assert refusal(approve, by=juris, request=request) == [COURT]
    assert refusal(approve, by=anna, request=request) == [OWN_PROPOSAL, COURT]
    del held[ilze.pk]
    assert approve(by=juris, request=request).approved_by_id == juris.party


def test_a_hold_that_comes_after_the_approval_stops_the_erasure(held, anna, juris, ilze):
    request = approve(by=juris, request=proposed(anna, ilze.party))
    held[ilze.pk] = [MONEY]
    assert refusal(carry_out, by=juris, request=request) == [MONEY]
    assert (Staff.objects.filter(pk=ilze.pk).exists(), bool(existing_keys([ilze.pk])[ilze.pk])) == (
        True,
        True,
    )
    held.clear()
    promised = dry_run(ilze.pk).going
    assert carry_out(by=juris, request=request).erased == promised


def test_reasons_at_each_step(anna, juris, ilze):
    assert why_not_propose(ilze.pk, Ground.RETENTION) == []
    request = proposed(anna, ilze.party)
    assert why_not_propose(ilze.pk, Ground.RETENTION) == [OPEN_REQUEST]
    assert (why_not_approve(anna, request), why_not_approve(juris, request)) == ([OWN_PROPOSAL], [])
    assert why_not_carry_out(request) == [NOT_APPROVED]
    request = approve(by=juris, request=request)
    assert (why_not_approve(juris, request), why_not_carry_out(request)) == ([APPROVED], [])
    request = carry_out(by=juris, request=request)
    assert why_not_carry_out(request) == [CARRIED_OUT]
    assert why_not_propose(ilze.pk, Ground.RETENTION) == []


def test_a_step_taken_meanwhile_by_somebody_else_is_seen(anna, juris, ilze, agency):
    """Both had the page open: the row that counts is the one in the database."""
    mine = proposed(anna, ilze.party)
    theirs = ErasureRequest.objects.get(pk=mine.pk)
    approve(by=juris, request=mine)
    assert refusal(approve, by=juris, request=theirs) == [APPROVED]
    carry_out(by=juris, request=mine)
    assert refusal(carry_out, by=juris, request=theirs) == [CARRIED_OUT]


def test_one_who_fails_in_between_takes_nothing(anna, juris, ilze):
    """A room that cannot forget stops the whole: no row goes, and the key stays."""

    def fail(**kwargs: Any) -> None:
        raise ZeroDivisionError

    before = reach_of(ilze.pk).counts()
    request = approve(by=juris, request=proposed(anna, ilze.party))
    rows_deleted.connect(fail)
    try:
        with pytest.raises(ZeroDivisionError):
            carry_out(by=juris, request=request)
    finally:
        rows_deleted.disconnect(fail)
    request.refresh_from_db()
    assert (reach_of(ilze.pk).counts(), request.erased, request.carried_out_at) == (
        before,
        None,
        None,
    )
    assert existing_keys([ilze.pk])[ilze.pk] is not None
    assert (verify(), check_state().faults) == ([], [])


def test_rooms_are_told_once_and_while_it_can_still_be_undone(anna, juris, ilze):
    told: list[tuple[UUID, bool]] = []

    def hear(subject: UUID, **kwargs: Any) -> None:
        told.append((subject, Account.objects.filter(staff_id=subject).exists()))

    rows_deleted.connect(hear)
    try:
        request = approve(by=juris, request=proposed(anna, ilze.party))
        carry_out(by=juris, request=request)
    finally:
        rows_deleted.disconnect(hear)
    assert told == [(ilze.pk, False)]


def test_a_person_whose_rows_are_gone_is_out_of_every_reach_but_is_finished(anna, juris):
    """Nothing reaches them by a scope any more: the capability alone must do."""
    person = Party.objects.create(kind=PartyKind.PERSON)
    with act("test.propose", by=SERVICE):
        request = ErasureRequest.objects.create(
            subject=person,
            ground=Ground.RETENTION,
            basis="LED 16(2)",
            proposed_by_id=anna.party,
            proposed_at=timezone.now(),
            approved_by_id=juris.party,
            approved_at=timezone.now(),
        )
    assert [reason.code for reason in refusal(carry_out, by=juris, request=request)] == [
        "not-yours"
    ]
    with transaction.atomic():
        _delete_rows(juris, request)
    stranger = Actor(party=juris.party, kind="staff", name="Juris")
    assert refusal(carry_out, by=stranger, request=request) == [NO_ROLE]
    done = carry_out(by=juris, request=request)
    assert (done.erased, existing_keys([person.pk])) == ({}, {person.pk: None})


def test_who_proposed_may_be_erased_and_the_certificate_stays(anna, juris, ilze):
    first = carry_out(by=juris, request=approve(by=juris, request=proposed(anna, ilze.party)))
    subject = Party.objects.get(pk=anna.party)
    second = carry_out(by=anna, request=approve(by=anna, request=proposed(juris, subject)))
    seal_all()
    assert list(requests()) == [second, first]
    assert requests()[1].proposed_by_id == anna.party
    assert (verify(), check_state()) == ([], State(erased=2))


def test_lists_go_by_time(anna, juris, ilze, agency):
    others = [Party.objects.create(kind=PartyKind.STAFF) for _ in range(2)]
    asked = [proposed(anna, party) for party in (ilze.party, *others)]
    assert (list(open_requests()), list(requests())) == (asked, asked[::-1])
    carry_out(by=juris, request=approve(by=juris, request=asked[1]))
    assert list(open_requests()) == [asked[0], asked[2]]
    assert [request_of(party.pk) for party in (ilze.party, *others)] == [asked[0], None, asked[2]]
    assert len(requests()) == 3


@pytest.mark.parametrize(
    "broken",
    [
        {"approved_at": timezone.now()},
        {"carried_out_at": timezone.now()},
        {"certificate": "E-2026-0009"},
        {"carried_out_at": timezone.now(), "certificate": "E-2026-0009"},
    ],
    ids=lambda values: " and ".join(values),
)
def test_the_database_refuses_half_a_step(broken, anna, ilze):
    request = proposed(anna, ilze.party)
    for name, value in broken.items():
        setattr(request, name, value)
    with pytest.raises(IntegrityError), act("test.broken", by=SERVICE):
        request.save()
    assert requests().filter(certificate="", carried_out_at=None).count() == 1


def test_a_certificate_has_one_number_of_its_own(anna, juris, ilze):
    done = carry_out(by=juris, request=approve(by=juris, request=proposed(anna, ilze.party)))
    other = approve(by=anna, request=proposed(juris, Party.objects.create(kind=PartyKind.STAFF)))
    other.carried_out_at, other.certificate = timezone.now(), done.certificate
    with pytest.raises(IntegrityError), act("test.twice", by=SERVICE):
        other.save()
    assert str(done) == done.certificate


def test_a_refused_step_leaves_no_entry(anna, juris, ilze):
    request = proposed(anna, ilze.party)
    before = Act.objects.count()
    refusal(approve, by=anna, request=request)
    refusal(carry_out, by=juris, request=request)
    refusal(proposed, by=juris, subject=ilze.party)
    assert Act.objects.count() == before


def test_children_go_before_what_they_refer_to_whoever_it_is(anna, juris, ilze):
    """No row is left that refers to one that went, at any moment of the deletion."""
    for subject in (ilze.pk, anna.party, juris.party):
        order = reach_of(subject).order()
        for at, model in enumerate(order):
            parents = {column.related_model for column in model._meta.concrete_fields}
            assert parents & set(order[:at]) == set()


def test_rows_of_others_that_only_name_somebody_stay(anna, juris, ilze, agency):
    """A bar of another person's case names Ilze as staff: a party, who stays as an id."""
    person = Party.objects.create(kind=PartyKind.PERSON)
    with act("test.bar", by=SERVICE):
        bar = Bar.objects.create(person=person, staff=ilze.party, ground="own", since=DAY)
    carry_out(by=juris, request=approve(by=juris, request=proposed(anna, ilze.party)))
    assert list(Bar.objects.values_list("pk", "staff_id")) == [(bar.pk, ilze.pk)]
    assert check_state() == State(erased=1)
