"""What the forms ask, offer and hand on."""

from datetime import date
from typing import Any

import pytest

from tilts.platform.access.scoped import seen_by
from tilts.platform.organisation.models import Staff
from tilts.platform.parties.actors import SERVICE
from tilts.workforce.competence.actions import Plan
from tilts.workforce.competence.actions.developing import Agreed
from tilts.workforce.competence.forms import (
    CertifyForm,
    DevelopForm,
    FeedbackForm,
    ModerateForm,
    ObserveForm,
    SessionForm,
)
from tilts.workforce.competence.queries import instruments_for

from .conftest import TODAY, Service, used


@pytest.fixture
def sent(service: Service) -> dict[str, Any]:
    """A session as a page sends it."""
    return {
        "on": TODAY.isoformat(),
        "session": "Life skills, session 3",
        "unit": service.house.units["riga"].pk,
        "first": service.first.pk,
        "second": service.second.pk,
    }


def test_a_session_is_handed_on_as_a_plan(service: Service, sent: dict[str, Any]):
    form = SessionForm(sent, agency=service.house.agencies["ievp"])
    assert form.is_valid()
    assert form.plan() == service.plan


@pytest.mark.parametrize("field", ["on", "session", "unit", "first", "second"])
def test_everything_about_a_session_is_asked(service: Service, sent: dict[str, Any], field: str):
    form = SessionForm({**sent, field: ""}, agency=service.house.agencies["ievp"])
    assert list(form.errors) == [field]


def test_units_and_observers_are_of_the_agency(service: Service, sent: dict[str, Any]):
    stranger = service.house.member("prison_officer", "vilnius")
    wrong = {"first": stranger.pk, "unit": service.house.units["vilnius"].pk}
    form = SessionForm({**sent, **wrong}, agency=service.house.agencies["ievp"])
    assert sorted(form.errors) == ["first", "unit"]


def test_who_and_with_what_is_chosen(service: Service, sent: dict[str, Any]):
    agency = service.house.agencies["ievp"]
    with seen_by(SERVICE):
        offered = instruments_for(agency)
    chosen = {"staff": service.facilitator.pk, "instrument": "miti4:4.2.1"}
    form = ObserveForm({**sent, **chosen}, staff=Staff.objects.all(), usable=offered, agency=agency)
    assert form.is_valid()
    assert form.chosen() == (service.facilitator, used("miti4"))
    assert isinstance(form.plan(), Plan)


def test_an_agency_that_uses_nothing_is_offered_nothing(service: Service):
    assert instruments_for(service.house.agencies["vpd"]) == []
    names = [one.id for one in instruments_for(service.house.agencies["ievp"])]
    assert names == ["facilitator-observation", "miti4"]


def test_moderation_asks_what_differs_and_why():
    items = used("facilitator-observation").items
    form = ModerateForm({"time_kept": "3"}, differing=[items["time_kept"]])
    assert form.is_valid()
    assert (list(form.fields), form.chosen()) == (["time_kept", "why"], {"time_kept": 3})
    lonely = ModerateForm({"why": "x"}, differing=[items["works_with_leader"]])
    assert lonely.is_valid()
    assert lonely.chosen() == {}


def test_what_is_counted_is_settled_as_a_number():
    items = used("miti4").items
    form = ModerateForm({"question": "12"}, differing=[items["question"]])
    assert form.is_valid()
    assert form.chosen() == {"question": 12}
    assert not ModerateForm({"question": "-1"}, differing=[items["question"]]).is_valid()


def test_development_offers_the_areas_of_the_instrument():
    of = used("facilitator-observation")
    said = {"area": "practice", "what": "Praise by name.", "due": "2027-03-01"}
    form = DevelopForm(said, of=of)
    assert form.is_valid()
    assert form.agreed() == Agreed("practice", "Praise by name.", date(2027, 3, 1))
    assert list(DevelopForm({**said, "area": "charm"}, of=of).errors) == ["area"]


def test_a_paper_may_leave_out_anything():
    of = used("session-feedback")
    assert FeedbackForm({"useful": "4"}, of=of).is_valid()
    assert list(FeedbackForm({"useful": "5"}, of=of).errors) == ["useful"]


def test_certificates_are_offered_with_their_term(service: Service):
    form = CertifyForm(None, staff=Staff.objects.all(), country="LV")
    field: Any = form.fields["code"]
    assert field.choices == [
        ("programme_facilitator", "Programme facilitator, for 24 months"),
        ("motivational_interviewing", "Motivational interviewing, for 24 months"),
        ("observer", "Observer of facilitators, for 36 months"),
        ("risk_assessor", "Assessor of risks and needs, for 36 months"),
    ]
