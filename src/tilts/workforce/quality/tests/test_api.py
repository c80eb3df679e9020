"""The API of monitoring: the same forms, actions and reasons as the pages."""

import hashlib
from typing import Any

import pytest

from tilts.doors.api.tests.callers import Caller, browser, reasons
from tilts.platform.access.scoped import seen_by
from tilts.platform.parties.actors import SERVICE
from tilts.workforce.quality.models import Draw, Drawn, Reading, SamplePlan

from .conftest import MIDDLE, MONTH, TODAY, Service


@pytest.fixture
def drawn(service: Service) -> Drawn:
    with seen_by(SERVICE):
        return service.drawn()


@pytest.fixture
def lead(service: Service) -> Caller:
    return browser(service.lead)


def test_whoever_reads_a_draw_can_draw_it_again(service: Service, lead: Caller):
    """With nothing but what the API gives, and SHA-256."""
    with seen_by(SERVICE):
        for unit in ("riga",) * 7 + ("olaine",) * 4:
            service.assessed(unit)
        service.plan(3)
        service.draw()
    (listed,) = lead.get("/draws").json()["items"]
    whole = lead.get(f"/draws/{listed['id']}").json()
    assert whole["draw"] == listed
    again = set()
    for stratum in whole["strata"]:
        names = {
            piece: hashlib.sha256(
                f"{listed['seed']}|{stratum['name']}|{piece}".encode()
            ).hexdigest()
            for piece in stratum["frame"]
        }
        again |= set(sorted(names, key=names.__getitem__)[: stratum["wanted"]])
    assert again == {one["piece"] for one in whole["drawn"]}
    assert len(again) == 6


def test_a_draw_as_it_is_told(service: Service, lead: Caller, drawn: Drawn):
    draw = Draw.objects.get()
    riga = str(service.house.units["riga"].pk)
    assert lead.get(f"/draws/{draw.pk}").json() == {
        "draw": {
            "id": str(draw.pk),
            "agency": "ievp",
            "material": "assessments",
            "month": MONTH.isoformat(),
            "seed": draw.seed,
            "drawn_on": TODAY.isoformat(),
        },
        "strata": [
            {
                "name": "rvn-demo@ievp.riga.",
                "unit": riga,
                "strand": "rvn-demo",
                "wanted": 2,
                "frame": [drawn.piece],
            }
        ],
        "drawn": [
            {
                "id": str(drawn.pk),
                "piece": drawn.piece,
                "stratum": str(drawn.stratum_id),
                "unit": riga,
                "state": "waiting",
                "stage": "to be read",
                "sound": None,
                "read_on": None,
            }
        ],
    }


def test_a_reading_by_the_api(service: Service, drawn: Drawn):
    reader = browser(service.reader)
    made = reader.post(f"/drawn/{drawn.pk}/readings", {})
    assert made.status_code == 201
    at = f"/readings/{made.json()['id']}/finish"
    assert reasons(reader.post(at, {"sure": "yes"})) == (422, ["unanswered"])
    with seen_by(SERVICE):
        service.begun(drawn, service.reader, 4)
    assert reasons(reader.post(at, {"sure": "no"})) == (422, ["unsure-why"])
    assert reader.post(at, {"sure": "maybe"}).status_code == 422
    assert reader.post(at, {}).status_code == 422  # nobody is sure without saying so
    assert reader.post(at, {"sure": "yes"}).status_code == 201
    told = reader.get(f"/drawn/{drawn.pk}").json()
    assert (told["state"], told["sound"], told["read_on"]) == ("read", True, TODAY.isoformat())


def test_what_came_of_it(service: Service, lead: Caller, drawn: Drawn):
    with seen_by(SERVICE):
        service.read(drawn, service.reader, 1, sure=False, why="Hard.")
    expected: dict[str, Any] = {
        "material": "assessments",
        "strand": "rvn-demo",
        "unit": str(service.house.units["riga"].pk),
        "month": MONTH.isoformat(),
        "draw": str(Draw.objects.get().pk),
        "finished": 1,
        "drawn": 1,
        "read": 0,
        "sound": 0,
        "doubted": 1,
    }
    assert lead.get("/monitoring").json() == [expected]
    assert lead.get("/monitoring", {"since": TODAY.isoformat()}).json() == []
    assert lead.get("/monitoring", {"since": MIDDLE.isoformat()}).json() == [expected]
    with seen_by(SERVICE):
        service.read(drawn, service.second, 4)
    assert lead.get("/monitoring").json() == [{**expected, "read": 1, "sound": 1}]


def test_a_plan_by_the_api(service: Service, lead: Caller):
    body = {"material": "sessions", "wanted": 2, "since": TODAY.isoformat()}
    assert lead.post("/monitoring-plans", body).status_code == 201
    (row,) = SamplePlan.objects.all()
    assert (row.agency_id, row.unit, row.material, row.wanted) == ("ievp", None, "sessions", 2)
    head = browser(service.head)
    assert reasons(head.post("/monitoring-plans", body)) == (422, ["not-your-unit"])
    assert head.post("/monitoring-plans", {**body, "wanted": 99}).status_code == 422
    assert browser(service.reader).post("/monitoring-plans", body).status_code == 403


def test_a_piece_is_left_out_and_taken_back_in(service: Service, lead: Caller, drawn: Drawn):
    at = f"/drawn/{drawn.pk}/moves"
    assert lead.post(f"{at}/leave_out", {"reason": "Lost."}).status_code == 201
    assert lead.post(f"{at}/reopen", {"reason": "Found."}).status_code == 201
    drawn.refresh_from_db()
    assert drawn.state == "waiting"
    assert lead.post(f"{at}/doubt", {"reason": "x"}).status_code == 404


@pytest.mark.parametrize(
    ("who", "told"),
    [("assessor", (422, ["own-work"])), ("lead", (403, ["no-role"]))],
)
def test_who_cannot_read_is_told_why(service: Service, drawn: Drawn, who: str, told: Any):
    answer = browser(getattr(service, who)).post(f"/drawn/{drawn.pk}/readings", {})
    assert (reasons(answer), Reading.objects.count()) == (told, 0)


def test_what_is_of_another_unit_is_not_told(service: Service, drawn: Drawn):
    stranger = browser(service.house.member("head_of_unit", "olaine"))
    assert reasons(stranger.get(f"/drawn/{drawn.pk}")) == (404, ["not-yours"])
    assert reasons(stranger.get(f"/draws/{Draw.objects.get().pk}")) == (404, ["not-yours"])
    assert stranger.get("/draws").json()["items"] == []
    assert stranger.get("/monitoring").json() == []
