"""What was typed and not sent comes back to whoever typed it, and to nobody else."""

import json
from datetime import timedelta
from operator import attrgetter

import pytest
from django.test import Client
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from ..drafts.store import offered_draft, purge_drafts, save_draft
from ..models import Draft
from ..sealing import seal, unseal
from .people import colleague, sign_in

pytestmark = [
    pytest.mark.django_db(databases=["default", "keys"]),
    pytest.mark.urls("tilts.doors.web.tests.urls"),
]
TEXT = {"text": ["He found work in Jelgava."], "kinds": ["call", "visit"], "open": []}


@pytest.fixture
def ilze(client):
    account = colleague()
    sign_in(client, account)
    return account


def post(client, path="/note/", values=TEXT):
    body = json.dumps({"path": path, "values": values})
    return client.post("/drafts/", body, content_type="application/json").status_code


def offered(client, path="/note/"):
    draft = client.get(path).context["draft"]
    return draft and (draft["path"], draft["values"])


def test_a_draft_comes_back_on_its_page(client, ilze):
    assert post(client) == 204
    saved = Draft.objects.get().saved_at
    local = timezone.localtime(saved)
    assert client.get("/note/").context["draft"] == {
        "path": "/note/",
        "values": TEXT,
        "saved_at": saved.isoformat(),
        "saved_label": f"{local:%H:%M}",
    }


def test_the_page_carries_it_for_the_browser(client, ilze):
    post(client)
    page = client.get("/note/").content.decode()
    script = page.partition('<script id="draft" type="application/json">')[2]
    assert json.loads(script.partition("</script>")[0])["values"] == TEXT
    assert 'data-draft-url="/drafts/"' in page


def test_it_survives_signing_out(client, ilze):
    post(client)
    client.get("/sign/idle/")
    sign_in(client, ilze)
    assert offered(client) == ("/note/", TEXT)


def test_it_is_offered_on_no_other_page(client, ilze):
    post(client)
    assert offered(client, "/") is None


def test_it_is_offered_to_nobody_else(client, ilze):
    post(client)
    other = Client()
    sign_in(other, colleague("janis"))
    assert offered(other) is None


def test_of_two_tabs_the_last_to_save_wins(client, ilze):
    other_tab = Client()
    other_tab.cookies = client.cookies
    later = {"text": ["He found work in Dobele."]}
    assert [post(client), post(other_tab, values=later)] == [204, 204]
    assert offered(client) == offered(other_tab) == ("/note/", later)


def test_what_one_tab_sends_the_other_can_go_on_typing(client, ilze):
    post(client)
    client.post("/note/", {"text": "done", "_draft": "/note/"})
    assert offered(client) is None
    post(client, values={"text": ["more"]})
    assert offered(client) == ("/note/", {"text": ["more"]})


def test_forms_with_names_have_drafts_of_their_own(client, ilze):
    post(client, "/note/#call", {"text": ["a call"]})
    post(client, "/note/#visit", {"text": ["a visit"]})
    client.post("/note/", {"text": "done", "_draft": "/note/#visit"})
    assert offered(client) == ("/note/#call", {"text": ["a call"]})


def test_discarding_deletes_it(client, ilze):
    post(client)
    assert post(client, values=None) == 204
    assert list(Draft.objects.all()) == []


def test_an_accepted_form_deletes_it(client, ilze):
    post(client)
    assert client.post("/note/", {"text": "done", "_draft": "/note/"}).status_code == 302
    assert list(Draft.objects.all()) == []


def test_a_refused_form_keeps_it_and_shows_its_own_values(client, ilze):
    post(client)
    answer = client.post("/note/", {"text": "", "_draft": "/note/"})
    assert (answer.status_code, answer.context["draft"]) == (200, None)
    assert offered(client) == ("/note/", TEXT)


def test_a_form_sent_after_the_session_ended_keeps_it(client, ilze):
    post(client)
    client.post("/sign/logout/")
    client.post("/note/", {"text": "done", "_draft": "/note/"})
    assert Draft.objects.count() == 1


def test_nobody_deletes_anothers(client, ilze):
    post(client)
    other = Client()
    sign_in(other, colleague("janis"))
    other.post("/note/", {"text": "done", "_draft": "/note/"})
    assert offered(client) == ("/note/", TEXT)


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"[]",
        b'{"path": "/note/"}',
        b'{"path": "note", "values": null}',
        b'{"path": "/note/", "values": {"text": "no list"}}',
        json.dumps({"path": "/" + "x" * 300, "values": None}).encode(),
    ],
)
def test_anything_else_is_a_bad_request(client, ilze, body):
    answer = client.post("/drafts/", body, content_type="application/json")
    assert (answer.status_code, Draft.objects.count()) == (400, 0)


def test_who_is_not_signed_in_keeps_nothing(client):
    assert (post(client), Draft.objects.count()) == (302, 0)


def test_the_database_cannot_be_read_for_it(client, ilze):
    post(client)
    assert "Jelgava" not in Draft.objects.get().sealed


def test_another_secret_key_makes_it_unreadable_not_an_error(client, ilze, settings):
    save_draft(ilze, "/note/", TEXT)
    settings.SECRET_KEY = "another"
    assert offered_draft(ilze, "/note/") is None


def test_after_seven_days_it_is_not_offered_and_then_purged(client, ilze):
    for path, days in [("/old/", 7), ("/note/", 6)]:
        save_draft(ilze, path, TEXT)
        saved = timezone.now() - timedelta(days=days)
        Draft.objects.filter(path=path).update(saved_at=saved)
    assert offered_draft(ilze, "/old/") is None
    assert purge_drafts() == 1
    assert [draft.key for draft in Draft.objects.all()] == ["/note/"]


def test_it_says_whose_it_is(client, ilze):
    post(client)
    draft = Draft.objects.get()
    assert attrgetter(Draft.whose.about)(draft) == ilze.staff_id
    assert set(Draft.whose.sensitivity()) == {f.name for f in Draft._meta.fields}


@given(text=st.text(), purpose=st.sampled_from(["draft", "second-factor"]))
def test_a_seal_opens_for_its_own_purpose_only(text, purpose):
    sealed = seal(purpose, text)
    assert (unseal(purpose, sealed), unseal("another", sealed)) == (text, None)
