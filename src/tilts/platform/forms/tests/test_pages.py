"""Pages of the instruments: which there are, what they ask, how far an agency uses them."""

from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tilts.casework.people.tests.desk import recorded
from tilts.platform.forms.about import Asked, Computed, Difference, asked, computed, differences
from tilts.platform.forms.actions import decide
from tilts.platform.forms.catalogue import broken, known, own, own_folder, versions
from tilts.platform.forms.models import Standing
from tilts.platform.organisation.actions import open_account
from tilts.platform.parties.actors import SERVICE

from .conftest import BACKEND, USED
from .reading import attribute, having, text, texts

pytestmark = pytest.mark.usefixtures("all_seen", "room")


@pytest.fixture
def signed_in(house):
    def as_role(role: str) -> Client:
        client = Client()
        account = open_account(by=SERVICE, staff=house.member(role))
        client.force_login(account, backend=BACKEND)
        return client

    return as_role


@pytest.fixture
def second(needs):
    """Another version, with one question more, one less and other words."""
    file = own_folder() / "needs-2.yaml"
    words = (own_folder() / "needs.yaml").read_text()
    words = words.replace('version: "1"', 'version: "2"').replace("Now and then", "Sometimes")
    file.write_text(words.replace("id: remarks", "id: notes").replace("maximum: 80", "maximum: 90"))
    yield versions("needs")[1]
    file.unlink()


@pytest.fixture
def faulty(needs):
    file = own_folder() / "faulty.yaml"
    file.write_text("id: faulty\nversion: '1'\n")
    yield file
    file.unlink()


def test_instruments_stand_with_how_the_agency_uses_them(signed_in, house, needs):
    decide(by=SERVICE, agency="ievp", of=needs, decision=USED)
    page = signed_in("prison_officer").get("/instruments/")
    (table,) = texts(page, "id", "instruments")
    assert "Needs needs · the installation's own 1 in use The director, order 14 –" in table
    assert "Public Safety Assessment psa 2018 reference – –" in table


def test_another_agency_decides_for_itself(signed_in, house, needs):
    decide(by=SERVICE, agency="vpd", of=needs, decision=USED)
    (table,) = texts(signed_in("prison_officer").get("/instruments/"), "id", "instruments")
    assert "Needs needs · the installation's own 1 reference – –" in table


def test_a_file_that_changed_says_so(signed_in, needs):
    decide(by=SERVICE, agency="ievp", of=needs, decision=USED)
    file = own_folder() / "needs.yaml"
    file.write_text(file.read_text().replace("total / 12", "total / 13"))
    (table,) = texts(signed_in("prison_officer").get("/instruments/"), "id", "instruments")
    assert "1 in use the file changed: decide anew" in table


def test_a_list_asks_as_much_for_one_decision_as_for_three(signed_in, needs, second):
    client = signed_in("prison_officer")
    counts = []
    for of in ((), (needs,), (needs, second, known()["psa", "2018"])):
        for one in of:
            decide(by=SERVICE, agency="ievp", of=one, decision=USED)
        with CaptureQueriesContext(
            connection,
        ) as asked_for:
            client.get("/instruments/")
        counts.append(len(asked_for))
    assert counts[1] == counts[2]


def test_a_broken_file_is_named_and_takes_nothing_down(signed_in, faulty):
    page = signed_in("prison_officer").get("/instruments/")
    assert page.status_code == 200
    (line,) = [one for one in texts(page, "class", "grow") if one.startswith("faulty")]
    (said,) = [one.fault for one in broken()]
    assert line == f"faulty line {said.line}: {said.what} {said.remedy}"
    assert "faulty" not in [name for name, _ in known()]
    assert own() == {("needs", "1")}


def test_a_page_says_what_is_asked_in_the_readers_language(needs):
    (person, needs_section) = asked(needs)
    assert person == (
        "Person",
        [
            Asked("Sex", "", "one of these", ("1 Male", "2 Female")),
            Asked("Date of birth", "", "a date, from 1 January 1900", ()),
            Asked("Day of the assessment", "", "a date", ()),
        ],
    )
    assert needs_section[1][0] == Asked("Housing", "", "a scale, 0 to 3", ("0 Settled", "3 None"))
    assert needs_section[1][3].how == (
        "a number, 0 to 31, if NOT ARRAY_CONTAINS(substances, 'nothing')"
    )


def test_a_page_says_what_is_computed(needs):
    total, share, _ = computed(needs)
    parts = ("Housing", "Work", "Substances", "Days of use in a month", "age")
    bands = ("Male: Low 0 to 4; High from 5", "Female: Low up to 2; High from 3")
    assert total == Computed("Total", "0 to 12", parts, bands)
    assert share == Computed("Share of the most", "0 to 1", ("Total",), ())


def test_what_changed_between_versions(needs, second):
    assert differences(needs, second) == [
        Difference("changed", "Work", computes=False),
        Difference("changed", "Hours of work in a week", computes=True),
        Difference("added", "Remarks", computes=True),
        Difference("removed", "Remarks", computes=True),
    ]


def test_the_page_of_one_instrument(signed_in, needs, second):
    decide(by=SERVICE, agency="ievp", of=needs, decision=USED)
    page = signed_in("prison_officer").get("/instruments/needs/2/")
    assert page.status_code == 200
    whole = text(having(page, "id", "content")[0])
    assert "From 1 to 2" in whole
    assert "Work: changed (only words)" in whole
    assert "1 January 2024 in use version 1 The director, order 14 A trial with 60 people." in whole
    assert "Decide on its use" not in whole


def test_an_instrument_that_is_not_there(signed_in):
    client = signed_in("quality_manager")
    assert [
        client.get(f"/instruments/{path}").status_code
        for path in ("psa/1900/", "psa/1900/decide/", "nothing/1/")
    ] == [404, 404, 404]


FIELDS = {
    "level": "trial",
    "since": "2026-01-01",
    "last_day": "2026-12-31",
    "decided_by": "The commission",
    "evidence": "Sixty people.",
}


def test_the_quality_manager_decides(signed_in, needs):
    client = signed_in("quality_manager")
    assert "Decide on its use" in texts(client.get("/instruments/needs/1/"), "class", "ds-button")
    response = client.post("/instruments/needs/1/decide/", FIELDS)
    assert (response.status_code, response.headers["Location"]) == (302, "/instruments/needs/1/")
    row = Standing.objects.get()
    assert (row.agency_id, row.instrument, row.version, row.digest, row.level) == (
        "ievp", "needs", "1", needs.digest, "trial",
    )  # fmt: skip
    assert (row.since, row.until) == (date(2026, 1, 1), date(2027, 1, 1))
    assert (row.decided_by, row.evidence) == ("The commission", "Sixty people.")
    assert len(recorded("forms.decide")) == 1


@pytest.mark.parametrize(
    ("fields", "fault"),
    [
        ({"last_day": "2025-01-01"}, "Last day: The last day is before the first."),
        ({"evidence": ""}, "On which local evidence: This field is required."),
        ({"decided_by": " "}, "Who decided: This field is required."),
        ({"since": "soon"}, "From: Enter a valid date."),
        ({"level": "best"},
         "It is here: Select a valid choice. best is not one of the available choices."),
    ],
)  # fmt: skip
def test_a_decision_that_says_too_little(signed_in, needs, fields, fault):
    response = signed_in("quality_manager").post(
        "/instruments/needs/1/decide/", {**FIELDS, **fields}
    )
    assert (response.status_code, texts(response, "class", "ds-link")) == (422, [fault])
    assert list(Standing.objects.all()) == []


def test_others_read_why_they_cannot_decide(signed_in, needs):
    response = signed_in("prison_officer").post("/instruments/needs/1/decide/", FIELDS)
    assert response.status_code == 403
    assert list(Standing.objects.all()) == []


def test_there_is_a_way_to_the_instruments(signed_in):
    links = {
        role: [
            attribute(link, "class")
            for link in having(signed_in(role).get("/instruments/"), "href", "/instruments/")
        ]
        for role in ("quality_manager", "prison_officer")
    }
    assert links == {"quality_manager": ["tool", "tool"], "prison_officer": ["tool"]}
