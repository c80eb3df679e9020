"""A stranger cannot tell the world with a hidden person from the world without them."""

import re
from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

import pytest
from uuid_utils.compat import uuid4

from tests.worlds import gathered, hidden
from tests.worlds.answers import Answer, Question, Stranger, told_apart
from tests.worlds.assessed import use_the_demonstration
from tests.worlds.gathered import ids_of
from tests.worlds.routes import OF_NOBODY, OF_SOMEBODY, routes
from tilts.casework.people.actions import Code, Identity, register_person
from tilts.doors.api.tests.callers import browser, system
from tilts.platform.access.actions import bar
from tilts.platform.access.authority import NO_ROLE
from tilts.platform.access.models import BarGround
from tilts.platform.access.roles import roles as all_roles
from tilts.platform.access.scoped import seen_by
from tilts.platform.erasure.actions import propose
from tilts.platform.erasure.models import Ground
from tilts.platform.organisation.actions import give_role
from tilts.platform.organisation.models import Staff
from tilts.platform.organisation.tests.house import build_house
from tilts.platform.parties.actors import SERVICE

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("pages_as_served")]

SHUT = str(NO_ROLE.text).encode()
FILE_NUMBER = f"{hidden.TODAY:%y}-00004"  # the one that the hidden person gets
# Sign-in, with its new secrets each time, and what is the same for everybody.
WITHOUT_PEOPLE = ("/accounts/", "/api/docs", "/api/v1/openapi.json", "/design/", "/i18n/")
WORDS = {
    "exact name": f"{hidden.FAMILY} {hidden.GIVEN}",
    "family name": hidden.FAMILY,
    "misspelt name": "Zvirbulens Ksaveris",
    "one letter wrong": "Zvirbuleks",
    "former name": hidden.FORMER,
    "personal code": hidden.CODE,
    "code without its dash": hidden.CODE.replace("-", ""),
    "birth year": str(hidden.BORN.year),
    "name and year": f"{hidden.FAMILY} {hidden.BORN.year}",
    "file number": FILE_NUMBER,
    "somebody near": "Zvirbule",
}
SEARCHES = [
    *((("q", word),) for word in WORDS.values()),
    *((("what", what), ("file_number", FILE_NUMBER)) for what in ("looks", "changes")),
]
SEARCHED = [
    "/api/v1/people/search",
    "/api/v1/staff",
    "/erasure/",
    "/gatherings/apart/add/",
    "/gatherings/elsewhere/",
    "/inspection/",
    "/organisation/staff/",
    "/people/",
]
BACK_HERE = re.compile(rb"(%3F|[?])[\w%=&;.+-]*")  # links to this page, with what was searched for
# Whoever holds several roles sees what each of them sees, and so does this test, for less.
ELSEWHERE = {
    "riga": ("prison_officer", "head_of_unit", "training_officer"),
    "zemgale": ("clerk",),
    "vilnius": ("data_protection_officer",),
}
RELATIVE = ("clerk", "data_protection_officer")
SYSTEM = "system of zemgale"
BARRED = "somebody barred"
STRANGERS = (*(f"staff of {unit}" for unit in ELSEWHERE), SYSTEM, BARRED)


class Worlds:
    """A small service, strangers to ask it, and somebody to hide in it."""

    def __init__(self) -> None:
        self.house = build_house()
        use_the_demonstration("ievp")
        self.officer = self.house.member("prison_officer", "olaine")
        self.proposer = self.house.actor("data_protection_officer", "olaine")
        self.barred = self._member(RELATIVE, "olaine")
        self.strangers = {one.name: one for one in self._strangers()}
        self.seen = self._shown()
        group = ids_of(gathered.group(self.house.units["olaine"], self.officer))
        self.hidden: dict[str, Any] = {name: uuid4() for name in OF_SOMEBODY} | group

    def _member(self, roles: Iterable[str], unit: str) -> Staff:
        staff, place = self.house.hire(self.house.units[unit].agency_id), self.house.units[unit]
        for role in roles:
            give_role(by=SERVICE, staff=staff, role=role, unit=place, since=hidden.LONG_AGO)
        return staff

    def _strangers(self) -> Iterator[Stranger]:
        """Who by their place does not see the hidden person, and who is barred: their own case."""
        for unit, roles in ELSEWHERE.items():
            yield Stranger(f"staff of {unit}", browser(self._member(roles, unit)).client, {})
        caller = system(self.house, "data_exchange", "zemgale")
        yield Stranger(SYSTEM, caller.client, caller.headers)
        yield Stranger(BARRED, browser(self.barred).client, {})

    def searched(self) -> list[str]:
        """The addresses where a search makes a difference to somebody who holds every role."""
        kind = self.house.units["riga"].agency.kind
        staff = self._member([r.code for r in all_roles().values() if kind in r.agencies], "riga")
        return sorted(searched_by(Stranger("scout", browser(staff).client, {})))

    def _shown(self) -> dict[str, Any]:
        """Two people whom every stranger but nobody sees one of, so that lists are not empty."""
        with seen_by(SERVICE):
            for unit in ("riga", "zemgale", "vilnius"):
                born = date(1990, 1, 17)
                who = Identity(family="Zvirbulis", given="Ksenofons", birth_date=born)
                code = Code(kind="lv_personal_code_old", value="170190-10013")
                person = register_person(
                    by=SERVICE, unit=self.house.units[unit], who=who, codes=(code,)
                )
        return {name: uuid4() for name in OF_SOMEBODY} | {"person_id": person.pk}

    def hide(self) -> None:
        """From now on the world has the hidden person, whose erasure was proposed before a case."""
        unit = self.house.units["olaine"]
        person = hidden.registered(unit)
        ground = Ground.RETENTION
        asked = propose(by=self.proposer, subject=person.party, ground=ground, basis="s. 12")
        self.hidden = hidden.with_history(person, unit, self.officer) | {"erasure_id": asked.pk}
        other = hidden.another(unit)
        self.hidden["apart_id"] = gathered.apart(person.pk, other.pk).pk
        for whom in (person.pk, other.pk):
            own = BarGround.OWN
            bar(by=SERVICE, staff=self.barred.pk, person=whom, ground=own, since=hidden.TODAY)

    def answers(self, name: str) -> dict[Question, Answer]:
        """A stranger's answer to every question."""
        ids = {
            "hidden": self.hidden,
            "shown": self.seen,
            "unit_id": {"unit_id": self.house.units["olaine"].pk},
            "staff_id": {"staff_id": self.officer.pk},
        }
        doors: dict[tuple[str, str], list[Question]] = {}
        for question in questions():
            doors.setdefault((question.method, question.path), []).append(question)
        told: dict[Question, Answer] = {}
        for asked in doors.values():
            told |= at_one_door(self.strangers[name], asked, ids)
        return told


def at_one_door(stranger: Stranger, asked: list[Question], ids: Any) -> dict[Question, Answer]:
    """The answers to these questions, which differ in whom they are about.

    A door that is shut to the stranger's role is asked about nobody else than the last, who is
    hidden.
    """
    *others, last = asked
    told = {last: stranger.ask(last, ids)}
    if SHUT in told[last][2]:
        return told
    return told | {question: stranger.ask(question, ids) for question in others}


def questions() -> Iterator[Question]:
    """Everything that can be asked: each route, and what can be searched for where one can."""
    for route in routes():
        if route.path.startswith(WITHOUT_PEOPLE):
            continue
        for filling in route.fillings():
            target = tuple(filling.items())
            yield Question("get", route.path, target)
            yield Question("post", route.path, target)
        for data in SEARCHES if route.path in SEARCHED else ():
            yield Question("get", route.path, data=data)


def searched_by(scout: Stranger) -> Iterator[str]:
    """The addresses that answer otherwise when something is searched for that nobody has."""
    nothing = ((("q", "Qqqq"),), (("what", "changes"), ("file_number", "99-99999")))
    for route in routes():
        if route.parameters or route.path.startswith(WITHOUT_PEOPLE):
            continue
        asked = [Question("get", route.path, data=data) for data in ((), *nothing)]
        told = [scout.ask(question, {"hidden": {}}) for question in asked]
        plain, *others = [(status, BACK_HERE.sub(b"", body)) for status, _, body in told]
        if any(answer != plain for answer in others):
            yield route.path


@pytest.fixture
def worlds(settings: Any) -> Worlds:
    """On a busy machine all the questions take longer than anybody may be idle.

    Sessions are in the cookies, which `ask` puts back: nobody reads and writes 25,000 of them.
    """
    settings.SESSION_COOKIE_AGE = 24 * 60 * 60
    settings.SESSION_ENGINE = "django.contrib.sessions.backends.signed_cookies"
    return Worlds()


def test_every_parameter_of_a_route_is_known():
    """A new kind of thing about somebody is added to hidden.py, then to OF_SOMEBODY."""
    named = {name for route in routes() for name in route.parameters}
    assert sorted(named - OF_SOMEBODY - OF_NOBODY.keys()) == []


@pytest.mark.parametrize("stranger", STRANGERS)
def test_a_stranger_cannot_tell_the_worlds_apart(worlds, stranger):
    without = worlds.answers(stranger)
    worlds.hide()
    assert "\n".join(told_apart(without, worlds.answers(stranger))) == ""


def test_only_addresses_that_search_are_asked_for_everything(worlds):
    assert worlds.searched() == SEARCHED


def test_who_is_barred_does_not_learn_of_the_case_at_the_emergency_door(worlds):
    """Nobody finds out, by breaking the glass over themselves, that there is a record of them."""
    clerk = worlds.strangers[BARRED]
    reasons = ("", "Help.", "He is on the bridge and asks for his officer.")
    asked = [
        Question("post", "/people/break-glass/", data=(("number", number), ("reason", reason)))
        for number in (hidden.CODE, FILE_NUMBER)
        for reason in reasons
    ]
    without = {question: clerk.ask(question, {"hidden": {}}) for question in asked}
    worlds.hide()
    with_them = {question: clerk.ask(question, {"hidden": {}}) for question in asked}
    assert "\n".join(told_apart(without, with_them)) == ""
    assert {answer[0] for answer in with_them.values()} == {422}


def test_registering_their_double_answers_the_same(worlds):
    """Whoever has the same name, birth date and code elsewhere is nobody's business."""
    clerk = worlds.strangers["staff of zemgale"]
    who = {"family": hidden.FAMILY, "given": hidden.GIVEN, "birth_date": "1990-01-16"}
    code = {"code_kind": "lv_personal_code_old", "code": hidden.CODE, "sex": "unknown"}
    unit = {"unit": str(worlds.house.units["zemgale"].pk), "category": "convicted"}
    question = Question("post", "/people/register/", data=tuple({**who, **code, **unit}.items()))

    def answered() -> tuple[int, bytes]:
        status, _, body = clerk.ask(question, {"hidden": worlds.hidden})
        return status, body

    without = answered()
    worlds.hide()
    assert (without, answered()) == ((302, b""), (302, b""))
