"""What every page shows around its contents."""

from base64 import b64decode

import pytest
from django.urls import reverse

from tilts.doors.web.navigation import LINKS
from tilts.platform.access.roles import roles
from tilts.platform.notices.actions import notify
from tilts.platform.notices.kinds import NoticeKind
from tilts.platform.parties.actors import SERVICE

from .visitors import somebody, visitor

pytestmark = pytest.mark.django_db
TOLD = NoticeKind("tests.told", "Told")


def shell(who, path="/"):
    """The context of a page."""
    return who.get(path).context


@pytest.mark.parametrize(
    ("role", "places"),
    [
        ("clerk", ["My day", "People", "Programmes", "Organisation"]),
        (
            "head_of_unit",
            [
                "My day",
                "People",
                "Allocation",
                "Observations",
                "Groups",
                "Programmes",
                "Reports",
                "Community service",
                "Statistics",
                "Organisation",
            ],
        ),
        ("inspector", ["My day", "People", "Programmes", "Record", "Erasure", "Organisation"]),
        (
            "data_protection_officer",
            [
                "My day",
                "People",
                "Programmes",
                "Broken glass",
                "Record",
                "Erasure",
                "Organisation",
            ],
        ),
        ("training_officer", ["My day", "Groups", "Programmes", "Organisation"]),
    ],
)
def test_the_navigation_by_role(house, role, places):
    context = shell(visitor(house, role))
    assert [str(item["label"]) for item in context["navigation"]] == places


def test_every_place_opens_for_who_is_led_there(house):
    for role in ("head_of_unit", "data_protection_officer"):
        who = visitor(house, role)
        opened = {
            item["url"]: who.get(item["url"]).status_code for item in shell(who)["navigation"]
        }
        assert set(opened.values()) == {200}, opened


def test_the_present_place_is_marked(house):
    who = visitor(house)
    marked = [[item["current"] for item in shell(who, page)["navigation"]]
              for page in ("/", "/organisation/")]  # fmt: skip
    assert marked == [[True, False, False, False], [False, False, False, True]]


def test_each_link_wants_a_capability_that_some_role_holds():
    held = {capability for role in roles().values() for capability in role.may}
    assert [link.view for link in LINKS if link.capability not in held] == []
    assert len({reverse(link.view) for link in LINKS}) == len(LINKS)


def test_who_is_signed_in(house):
    who = visitor(house, "head_of_unit")
    account = shell(who)["account"]
    assert (account["name"], account["role"]) == (who.actor.name, "Head of unit")
    assert [str(link["label"]) for link in account["links"]] == [
        "Notices",
        "Password and second factor",
        "Who may do what",
        "Instruments",
        "Forecasting models",
        "Case machines",
    ]
    assert account["sign_out_url"] == "/accounts/logout/"


def test_each_account_has_a_key_of_its_own_for_what_waits_in_the_browser(house):
    one, other = visitor(house), visitor(house)
    locks = [shell(who)["account"]["lock"] for who in (one, other, one)]
    assert (locks[0] == locks[2], locks[0] == locks[1]) == (True, False)
    assert [len(b64decode(lock)) for lock in locks] == [32, 32, 32]


def test_new_notices_are_counted(house):
    who = visitor(house)
    notify(by=SERVICE, to=who.staff, kind=TOLD, person=somebody(house).pk)
    assert str(shell(who)["account"]["links"][0]["label"]) == "Notices (1 new)"


def test_idle_time_and_languages(house, settings):
    context = shell(visitor(house))
    assert (context["idle_minutes"], context["search_url"]) == (settings.IDLE_MINUTES, "/people/")
    assert [code for code, _ in context["menu_languages"]] == ["en", "lv", "lt"]
    assert context["draft"] is None


def test_who_is_signed_out_sees_nothing_of_it(client, db):
    context = client.get("/accounts/login/").context
    assert {"navigation", "account", "draft"} & context.keys() == set()
