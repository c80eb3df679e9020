"""An instrument that forecasts is put to use only when the register lets it be."""

from datetime import date
from typing import Any

from django.urls import reverse

from tilts.casework.assessment.forecasts import actions
from tilts.doors.api.tests.callers import browser
from tilts.platform.forms.actions import Decision, decide
from tilts.platform.forms.catalogue import known
from tilts.platform.forms.models import Standing
from tilts.platform.parties.actors import SERVICE

from .desk import RVN, TODAY, Desk

KEY = ("rvn-demo", "2026.1")


def decided(desk: Desk, level: str = "use", key: tuple[str, str] = KEY) -> Standing:
    """The quality manager decides how the agency stands to an instrument."""
    how = Decision(level, "The director, order 14", "Read by two people.", TODAY)
    return decide(by=desk.judge, agency="ievp", of=known()[key], decision=how)


def test_what_is_not_registered_can_only_be_tried(desk: Desk, refused: Any):
    assert refused(lambda: decided(desk)) == ["not-registered"]
    assert Standing.objects.count() == 0
    assert decided(desk, "trial").level == "trial"


def test_what_forecasts_nothing_wants_no_leave(desk: Desk):
    assert decided(desk, key=("miti4", known_version("miti4"))).level == "use"


def known_version(name: str) -> str:
    """The version of an instrument of ours."""
    return next(version for one, version in known() if one == name)


def test_the_register_says_why_not_until_it_is_decided_and_again_when_it_is_stopped(
    desk: Desk, refused: Any
):
    model = actions.register_model(
        by=desk.keeper, agency="ievp", told=desk.described("rvn"), origin=RVN
    )
    assert refused(lambda: decided(desk)) == ["no-validation", "no-decision"]
    desk.validate(model)
    assert refused(lambda: decided(desk)) == ["no-decision"]
    desk.decide(model)
    assert decided(desk).level == "use"
    actions.suspend(by=desk.officer, model=model, reason="It drifts.")
    assert refused(lambda: decided(desk)) == ["suspended"]


def test_one_of_several_models_is_enough(desk: Desk):
    desk.rvn_in_use()
    actions.register_model(
        by=desk.keeper, agency="ievp", told=desk.described("a-second"), origin=RVN
    )
    assert decided(desk).level == "use"


def test_who_sets_up_the_service_is_not_asked(desk: Desk):
    how = Decision("use", "The director, order 14", "Read by two people.", date(2020, 1, 1))
    assert decide(by=SERVICE, agency="ievp", of=known()[KEY], decision=how).level == "use"


def test_the_api_says_why(desk: Desk):
    sent = {
        "level": "use", "decided_by": "The director", "evidence": "Read by two people.",
        "since": TODAY.isoformat(),
    }  # fmt: skip
    name, version = KEY
    answer = browser(desk.judge_staff).post(f"/instruments/{name}/{version}/decisions", sent)
    told = [one["code"] for one in answer.json()["reasons"]]
    assert (answer.status_code, told) == (422, ["not-registered"])


def test_the_page_says_why_and_loses_nothing(desk: Desk):
    sent = {"level": "use", "decided_by": "The director, order 14", "evidence": "Read by two."}
    address = reverse("forms:decide", args=KEY)
    answer = browser(desk.judge_staff).client.post(address, {**sent, "since": TODAY.isoformat()})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "is not in the register of forecasting models" in page
    assert "The director, order 14" in page
