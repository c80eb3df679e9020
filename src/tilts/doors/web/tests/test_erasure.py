"""Pages for lawful erasure: one proposes, another approves, and a certificate stays."""

from uuid import uuid4

import pytest

from tilts.casework.people.models import HealthAlert, Person
from tilts.casework.people.pairs import merge_people
from tilts.casework.proceedings.actions import open_proceeding
from tilts.doors.web.drafts.store import save_draft
from tilts.doors.web.erasure import Plan
from tilts.doors.web.kinds import BEHIND_WALLS, ROWS, rows_title
from tilts.doors.web.models import Draft
from tilts.platform.access.actions import bar
from tilts.platform.access.models import BarGround
from tilts.platform.access.reasons import Reason
from tilts.platform.erasure import rules
from tilts.platform.erasure.actions import _delete_rows, approve, propose
from tilts.platform.erasure.models import ErasureRequest, Ground
from tilts.platform.organisation.models import Account
from tilts.platform.organisation.tests.house import LONG_AGO
from tilts.platform.parties.actors import SERVICE
from tilts.platform.record.acts import act
from tilts.platform.record.keys import existing_keys
from tilts.platform.record.models import Consultation
from tilts.platform.record.sealing import seal_all
from tilts.platform.record.state import State, check_state
from tilts.platform.record.verifying import verify
from tilts.platform.workflow.actions import move

from .visitors import all_seen, reasons, somebody, visitor

pytestmark = pytest.mark.django_db
BASIS = "Law on probation, s. 12"
PROPOSAL = {"ground": "retention", "basis": BASIS}
GOING = [("Entries in the index of names", 3), ("Persons", 1)]


@pytest.fixture
def person(house):
    return somebody(house)


@pytest.fixture
def officer(house):
    return visitor(house, "data_protection_officer")


@pytest.fixture
def inspector(house):
    return visitor(house, "inspector")


@pytest.fixture
def asked(officer, person):
    """A proposal by the officer."""
    return propose(by=officer.actor, subject=person.party, ground=Ground.RETENTION, basis=BASIS)


@pytest.fixture
def erased(asked, inspector):
    """The request once it is carried out, and the certificate's page."""
    answer = inspector.client.post(one(asked), {"understood": "on"})
    assert (answer.status_code, answer["Location"]) == (302, one(asked))
    asked.refresh_from_db()
    return asked, inspector.get(one(asked))


def plan(person):
    return f"/erasure/people/{person.pk}/"


def one(request):
    return f"/erasure/{request.pk}/"


def codes(page):
    return [reason.code for reason in page.context["reasons"]]


def looks():
    """Who looked at whom, and what for."""
    rows = Consultation.objects.order_by("pk")
    return [(look.actor_id, look.purpose, [s.person_id for s in look.shown.all()]) for look in rows]


def test_somebody_is_found_by_their_file_number(officer, person):
    answer = officer.get("/erasure/", file_number=f" {person.file_number} ")
    assert (answer.status_code, answer["Location"]) == (302, plan(person))


@pytest.mark.parametrize(
    ("number", "error"),
    [("26-99999", "Nobody has this file number."), ("", "This field is required.")],
)
def test_who_is_not_found_is_said(officer, number, error):
    page = officer.get("/erasure/", file_number=number)
    assert (page.status_code, page.context["form"].errors) == (422, {"file_number": [error]})


def test_a_dry_run_is_shown_in_words_and_changes_nothing(officer, person):
    page = officer.get(plan(person))
    assert (page.status_code, page.context["plan"]) == (200, Plan(GOING, []))
    assert (codes(page), page.context["header"].name) == ([], person.name)
    with all_seen():
        assert Person.objects.filter(pk=person.pk).exists()
    assert ErasureRequest.objects.count() == 0


def test_a_dry_run_is_a_look_with_its_purpose_and_the_list_is_none(officer, person, asked):
    officer.get("/erasure/")
    assert looks() == []
    officer.get(one(asked))
    assert looks() == [(officer.staff.pk, "erasure", [person.pk])]


def test_walled_rows_are_counted_and_not_named(officer, person):
    with act("people.set_health_alert", by=SERVICE), all_seen():
        HealthAlert(person=person, text="hepatitis", since=LONG_AGO).save()
    page = officer.get(plan(person))
    assert (str(BEHIND_WALLS), 1) in page.context["plan"].going
    assert "ealth" not in page.content.decode().partition('id="going"')[2]


def test_merged_records_are_named_each_to_be_erased_on_its_own(house, officer, person):
    other = somebody(house, "Ozoliņš")
    with all_seen():
        merge_people(by=SERVICE, kept_id=person.pk, gone_id=other.pk, reason="twins")
    assert officer.get(plan(person)).context["related"] == [other]
    page = officer.get(plan(other))
    assert page.context["related"] == [person]
    assert officer.get(plan(person)).context["plan"].forgetting == [("Persons", 1)]


def test_it_is_proposed(officer, person):
    answer = officer.client.post(plan(person), PROPOSAL)
    asked = ErasureRequest.objects.get()
    assert (answer.status_code, answer["Location"]) == (302, one(asked))
    assert (asked.subject_id, asked.proposed_by_id, asked.ground, asked.basis) == (
        person.pk,
        officer.staff.pk,
        "retention",
        BASIS,
    )


@pytest.mark.parametrize(
    ("wanting", "field", "error"),
    [
        ({"ground": ""}, "ground", "This field is required."),
        ({"basis": " "}, "basis", "This field is required."),
        ({"ground": "spite"}, "ground", "Select a valid choice. spite is not one of the available"),
        ({"basis": "x" * 121}, "basis", "Ensure this value has at most 120 characters"),
    ],
)
def test_a_proposal_says_why_and_by_what_law(officer, person, wanting, field, error):
    page = officer.client.post(plan(person), PROPOSAL | wanting)
    assert (page.status_code, list(page.context["form"].errors)) == (422, [field])
    assert page.context["form"].errors[field][0].startswith(error)
    assert ErasureRequest.objects.count() == 0


def test_who_is_proposed_already_leads_to_the_request(officer, person, asked):
    for answer in (officer.get(plan(person)), officer.client.post(plan(person), PROPOSAL)):
        assert (answer.status_code, answer["Location"]) == (302, one(asked))


def test_who_approves_cannot_propose_and_who_proposes_cannot_approve(officer, inspector, person):
    assert codes(inspector.get(plan(person))) == ["no-role"]
    assert reasons(inspector.client.post(plan(person), PROPOSAL)) == (403, ["no-role"])
    officer.client.post(plan(person), PROPOSAL)
    asked = ErasureRequest.objects.get()
    assert codes(officer.get(one(asked))) == ["no-role", "own-proposal"]
    assert reasons(officer.client.post(one(asked), {"understood": "on"})) == (403, ["no-role"])
    assert codes(inspector.get(one(asked))) == []


def test_every_reason_against_it_is_shown(officer, inspector, person, asked):
    court, money = Reason("court", "A court still needs it."), Reason("money", "Money is owed.")
    rules.holds(hold := lambda subject: [court, money] if subject == person.pk else [])
    try:
        page = inspector.get(one(asked))
        assert codes(page) == ["court", "money"]
        assert [str(why.text) in page.content.decode() for why in (court, money)] == [True, True]
        answer = inspector.client.post(one(asked), {"understood": "on"})
        assert reasons(answer) == (403, ["court", "money"])
    finally:
        rules._holds.remove(hold)
    asked.refresh_from_db()
    assert (asked.approved_at, asked.carried_out_at) == (None, None)


def test_nothing_happens_until_it_is_understood(inspector, person, asked):
    page = inspector.client.post(one(asked), {})
    assert (page.status_code, list(page.context["form"].errors)) == (422, ["understood"])
    asked.refresh_from_db()
    assert asked.approved_at is None


def test_a_second_person_approves_and_carries_it_out(erased, officer, inspector, person):
    asked, _ = erased
    assert (asked.proposed_by_id, asked.approved_by_id) == (officer.staff.pk, inspector.staff.pk)
    assert existing_keys([person.pk]) == {person.pk: None}
    with all_seen():
        assert not Person.objects.filter(pk=person.pk).exists()
    seal_all()
    assert (verify(), check_state()) == ([], State(faults=[], erased=1))


def test_the_certificate_says_what_went_and_what_stays(erased, officer, inspector, person):
    asked, page = erased
    assert page.context["erased"] == GOING
    terms = {str(name): value for name, value in page.context["terms"]}
    assert (terms["Ground"], terms["By what law"]) == ("the time to keep it is over", BASIS)
    assert terms["Id of whom it is about"] == str(person.pk)
    assert terms["Proposed"].endswith(f" · {officer.staff.short_name}")
    assert terms["Approved"].endswith(f" · {inspector.staff.short_name}")
    said = page.content.decode()
    assert asked.certificate in said
    assert "tilts backup ARCHIVE --keys FILE" in said
    assert (person.name in said, person.file_number in said) == (False, False)


def test_the_certificate_is_no_look_and_is_listed(erased, officer):
    asked, _ = erased
    before = looks()
    officer.get(one(asked))
    page = officer.get("/erasure/")
    assert looks() == before
    assert (page.context["waiting"], page.context["page"].items) == ([], [asked])


def test_whoever_wrote_down_why_they_looked_still_gets_the_certificate(inspector, person, asked):
    """Their session would be dropped with the data, in the middle of their own request."""
    inspector.has_said_why(person)
    answer = inspector.client.post(one(asked), {"understood": "on"})
    assert answer.status_code == 302
    assert inspector.get(one(asked)).context["erased"] == GOING
    assert inspector.client.session["purposes"] == {}


def test_drafts_on_its_pages_go_too(inspector, officer, person, asked):
    account = Account.objects.get(staff=officer.staff)
    save_draft(account, plan(person), {"basis": ["of Jānis"]})
    inspector.client.post(one(asked), {"understood": "on"})
    assert Draft.objects.count() == 0


def test_a_stopped_erasure_is_carried_out_again(inspector, person, asked):
    """Rows gone and key there, as after a power cut between the two databases."""
    request = approve(by=inspector.actor, request=asked)
    _delete_rows(inspector.actor, request)
    page = inspector.get(one(asked))
    assert (codes(page), page.context["plan"]) == ([], Plan([], []))
    assert "Carry it out again" in page.content.decode()
    inspector.client.post(one(asked), {"understood": "on"})
    asked.refresh_from_db()
    assert (existing_keys([person.pk]), asked.certificate != "") == ({person.pk: None}, True)
    assert inspector.get(one(asked)).context["erased"] == GOING


def test_staff_are_erased_by_name(house, officer, inspector):
    left = house.hire(family="Siliņa", given="Vija")
    asked = propose(by=officer.actor, subject=left.party, ground=Ground.REQUEST, basis="GDPR 17")
    page = inspector.get(one(asked))
    assert (page.context["name"], looks()) == (left.short_name, [])
    assert page.context["plan"].going == [("Members of staff", 1)]
    inspector.client.post(one(asked), {"understood": "on"})
    assert inspector.get(one(asked)).context["erased"] == [("Members of staff", 1)]


def test_another_country_sees_nothing_of_it(house, asked, person):
    for role in ("data_protection_officer", "inspector"):
        stranger = visitor(house, role, "vilnius")
        page = stranger.get("/erasure/")
        assert (page.context["waiting"], page.context["page"].items) == ([], [])
        assert stranger.get(one(asked)).status_code == 404
        assert reasons(stranger.get(plan(person))) == (404, ["not-yours"])


def test_nor_of_its_certificate(house, erased):
    asked, _ = erased
    stranger = visitor(house, "inspector", "vilnius")
    there, nowhere = stranger.get(one(asked)), stranger.get(f"/erasure/{uuid4()}/")
    assert (there.status_code, nowhere.status_code) == (404, 404)
    assert stranger.get("/erasure/").context["page"].items == []


def test_who_is_barred_from_a_case_does_not_erase_it(inspector, person, asked):
    bar(
        by=SERVICE,
        staff=inspector.staff.pk,
        person=person.pk,
        ground=BarGround.RELATIVE,
        since=LONG_AGO,
    )
    assert inspector.get(one(asked)).status_code == 404
    assert inspector.get("/erasure/").context["waiting"] == []


def test_the_list_takes_the_same_queries_for_1_and_3(house, officer, asked):
    before = officer.queries("/erasure/")
    for family in ("Bērzs", "Kļava"):
        by = visitor(house, "data_protection_officer").actor
        subject = somebody(house, family).party
        propose(by=by, subject=subject, ground=Ground.UNLAWFUL, basis=BASIS)
    page = officer.get("/erasure/")
    assert len(page.context["waiting"]) == 3
    assert officer.queries("/erasure/") == before


def test_rows_of_every_model_that_an_erasure_reaches_have_a_name():
    from django.apps import apps

    from tilts.platform.erasure.reach import _bound_to_somebody, _references

    reached = found = set(_bound_to_somebody())
    while found:
        found = {
            other
            for other in apps.get_models(include_auto_created=True)
            for column in _references(other)
            if column.related_model in found
        } - reached
        reached = reached | found
    labels = {model._meta.label_lower for model in reached}
    assert {label for label in labels if rows_title(label) != BEHIND_WALLS} == set(ROWS)


def test_what_is_in_retention_is_erased_only_by_law_or_ruling(house, officer, person):
    with all_seen():
        unit = house.units["riga"]
        case = open_proceeding(
            by=SERVICE, person=person, unit=unit, authority="Court", reference="K-1",
            received_on=LONG_AGO,
        )  # fmt: skip
        assert codes(officer.get(plan(person))) == ["proceedings-open"]
        move(case=case, code="terminate", by=SERVICE, reason="no crime")
    assert codes(officer.get(plan(person))) == []
    refused = officer.client.post(plan(person), PROPOSAL)
    assert (refused.status_code, list(refused.context["form"].errors)) == (422, ["ground"])
    allowed = officer.client.post(plan(person), {**PROPOSAL, "ground": "obligation"})
    assert (allowed.status_code, ErasureRequest.objects.count()) == (302, 1)
