"""Each operation of the API: what it refuses, with which status and reasons, and writes nothing."""

from typing import Any

import pytest

from tilts.casework.community_service.models import Answer, Contract, Placement, Service, WorkEvent
from tilts.doors.api.tests.callers import browser
from tilts.platform.documents.models import Document

from .at_work import TODAY, AtWork, days_ago, new_key, now
from .test_api import ISO, post, reasons

pytestmark = pytest.mark.django_db
LATER = str(days_ago(-9))
WORDS = {"text": "So it was.", "said_on": ISO}
COURT = {**WORDS, "authority": "Court"}
OF_CASE: dict[str, dict[str, Any]] = {
    "register": {},
    "leave": {"reason": "Closed."},
    "postpone": {"until": LATER, "reason": "Ill."},
    "explanation": WORDS,
    "warning": WORDS,
    "motion": COURT,
    "decision": {**COURT, "outcome": "goes-on"},
    "replaced": COURT,
    "paper": {"language": "lv"},
    "days": {"day": ISO, "went": "absent"},
    "moves/cancel": {"reason": "Pardoned."},
}


@pytest.fixture
def client(at_work):
    return browser(at_work.staff)


def state_of_all() -> tuple[int, ...]:
    kinds: tuple[Any, ...] = (Answer, Document)
    plain = (Placement, Service, WorkEvent)
    return (*(one.objects.count() for one in kinds), *(one.plain.count() for one in plain))


@pytest.mark.parametrize("path", OF_CASE)
def test_a_case_that_one_does_not_see_is_not_there(at_work, path):
    case = at_work.registered()
    before = state_of_all()
    stranger = browser(at_work.house.member("head_of_unit", "riga"))
    answer = post(stranger, f"/community_service/{case.pk}/{path}", **OF_CASE[path])
    assert reasons(answer) == (404, ["not-yours"])
    assert (now(case).state, state_of_all()) == ("registered", before)


@pytest.mark.parametrize("path", sorted(OF_CASE.keys() - {"paper", "moves/cancel"}))
def test_who_does_not_run_it_takes_no_step(at_work, path):
    case = at_work.registered()
    before = state_of_all()
    clerk = browser(at_work.house.member("clerk", "jelgava"))
    answer = post(clerk, f"/community_service/{case.pk}/{path}", **OF_CASE[path])
    assert reasons(answer) == (403, ["no-role"])
    assert (now(case).state, state_of_all()) == ("registered", before)


@pytest.mark.parametrize(
    ("path", "body", "expected"),
    [
        ("leave", {"reason": "x"}, ["not-from-here"]),
        ("postpone", {"until": ISO, "reason": "Ill."}, ["later"]),
        ("warning", WORDS, ["no-absence"]),
        ("explanation", {**WORDS, "said_on": LATER}, ["future"]),
        ("motion", COURT, ["not-warned"]),
        ("decision", {**COURT, "outcome": "goes-on"}, ["not-from-here"]),
        ("replaced", {**COURT, "said_on": LATER}, ["future"]),
        ("register", {"municipality": "jelgava"}, ["not-from-here"]),
        ("moves/take_up", {}, ["not-from-here"]),
    ],
)
def test_a_step_that_cannot_be_taken_now(at_work, client, path, body, expected):
    case = at_work.registered()
    before = state_of_all()
    answer = post(client, f"/community_service/{case.pk}/{path}", **body)
    assert reasons(answer) == (422, expected)
    assert (now(case).state, state_of_all()) == ("registered", before)


@pytest.mark.parametrize(
    ("path", "body"),
    [
        ("leave", {"why": "x"}),
        ("postpone", {"reason": "Ill."}),
        ("postpone", {"until": "soon", "reason": "Ill."}),
        ("explanation", {"text": "", "said_on": ISO}),
        ("motion", {**WORDS, "authority": ""}),
        ("decision", {**COURT, "outcome": "perhaps"}),
        ("register", {"weekdays": [7]}),
        ("register", {"must": ["flying"]}),
        ("register", {"municipality": "atlantis"}),
        ("paper", {"language": "xx"}),
        ("paper", {"paper": "motion", "language": "lv"}),
        ("days", {"day": ISO, "minutes": 1441}),
        ("days", {"day": ISO, "went": "excused"}),
        ("days", {"day": ISO, "quality": "superb"}),
        ("place", {"provider": "x", "since": ISO, "weekdays": [0], "from_time": "9",
                   "to_time": "1"}),
    ],
)  # fmt: skip
def test_a_body_that_cannot_be_read(at_work, client, path, body):
    case = at_work.registered()
    before = state_of_all()
    status, told = post(client, f"/community_service/{case.pk}/{path}", **body)
    assert (status, "reasons" in told or "detail" in told or "title" in told) == (422, True)
    assert (now(case).state, state_of_all()) == ("registered", before)


@pytest.mark.parametrize("step", ["judge", "correct", "send_back"])
def test_a_day_that_is_not_there(client, step):
    bodies = {
        "judge": {"went": "excused"},
        "correct": {"day": ISO, "reason": "x"},
        "send_back": {"reason": "x"},
    }
    answer = post(client, f"/community_service/days/{new_key()}/{step}", **bodies[step])
    assert reasons(answer) == (404, ["not-yours"])


@pytest.mark.parametrize(
    ("more", "expected"),
    [
        ({"minutes": 0}, ["no-minutes"]),
        ({"minutes": 481}, ["beyond-day"]),
        ({"day": LATER}, ["future"]),
        ({"day": str(days_ago(41))}, ["outside"]),
        ({"reason": ""}, None),
    ],
)
def test_a_correction_that_cannot_be(at_work, client, more, expected):
    event = at_work.worked(at_work.placed(), days_ago(1))
    told = {"day": str(days_ago(1)), "begins": "09:00", "minutes": 60, "reason": "Left early."}
    answer = post(client, f"/community_service/days/{event.pk}/correct", **{**told, **more})
    assert answer[0] == 422
    assert expected is None or reasons(answer) == (422, expected)
    assert WorkEvent.plain.count() == 2


def test_nothing_to_approve_approves_nothing(at_work, client):
    at_work.worked(at_work.placed(), days_ago(1))
    assert post(client, "/community_service/approve", days=[]) == (200, {"approved": 0})
    answer = post(client, "/community_service/approve", days=[str(new_key())])
    assert reasons(answer) == (404, ["not-yours"])
    event = str(WorkEvent.plain.get(step="confirmed").pk)
    answer = post(client, "/community_service/approve", days=[event, event])
    assert reasons(answer) == (422, ["meanwhile"])
    assert WorkEvent.plain.count() == 2


class TestProviders:
    """Providers of another agency, contracts that overlap, contacts without a name."""

    @pytest.mark.parametrize(
        ("path", "body"),
        [("contracts", {"number": "1", "since": ISO}), ("contact", {"name": "Zane Egle"})],
    )
    def test_of_another_agency(self, at_work: AtWork, path, body):
        provider = at_work.provider()
        contacts = provider.contacts.count()
        stranger = browser(at_work.house.member("head_of_unit", "riga"))
        answer = post(stranger, f"/work_providers/{provider.pk}/{path}", **body)
        assert answer[0] == 404
        assert (Contract.objects.count(), provider.contacts.count()) == (1, contacts)

    def test_contracts_do_not_overlap(self, at_work, client):
        provider = at_work.provider()
        path = f"/work_providers/{provider.pk}/contracts"
        assert reasons(post(client, path, number="2", since=ISO)) == (422, ["contract-holds"])
        body = {"number": "2", "since": ISO, "last_day": str(days_ago(1))}
        assert reasons(post(client, path, **body)) == (422, ["ends-before"])

    @pytest.mark.parametrize("body", [{"name": ""}, {"name": "Zane", "email": "zane"}, {}])
    def test_a_contact_that_cannot_be(self, at_work, client, body):
        provider = at_work.provider()
        assert post(client, f"/work_providers/{provider.pk}/contact", **body)[0] == 422
        assert provider.contacts.count() == 0

    def test_until_when_a_contract_holds(self, at_work, client):
        provider = at_work.provider(contract=False)
        body = {"number": "2", "since": ISO, "last_day": str(TODAY)}
        assert post(client, f"/work_providers/{provider.pk}/contracts", **body)[0] == 201
        (told,) = client.get("/work_providers").json()["items"]
        assert (told["under_contract"], told["contract_until"]) == (True, str(days_ago(-1)))
