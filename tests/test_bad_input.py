"""What is wrong is said at once, in words, before anything is half done."""

from pathlib import Path

import pytest
from django.test import Client

from tests.homes import Home
from tilts.casework.people.actions import Identity, register_person
from tilts.casework.people.models import OtherName, Person
from tilts.doors.api.tests.callers import browser
from tilts.jurisdictions.tests.folders import entries, sound_pack, write
from tilts.platform.access.scoped import seen_by
from tilts.platform.organisation.tests.house import build_house
from tilts.platform.parties.actors import SERVICE


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return Home(tmp_path / "home")


@pytest.fixture
def broken(home: Home) -> Home:
    """A service with a country pack that has two faults in two files."""
    packs = sound_pack(home.folder / "jurisdictions")
    write(packs, "gravities", entries("{code: first}"))
    write(packs, "retention", entries("{code: convicted, years: many, starts: ended, names: {}}"))
    return home


@pytest.mark.parametrize("command", [("check",), ("serve",), ("demo", "--once"), ("worker",)])
def test_a_broken_country_pack_stops_the_start(broken, command):
    code, output = broken.tilts(*command)
    lines = [line for line in output.splitlines() if "jurisdictions/ee" in line]
    wrong = ("gravities", "retention")
    named = {name for name in wrong for line in lines if f"{name}.yaml" in line}
    assert (code, named) == (1, {"gravities", "retention"})
    assert "Traceback" not in output
    assert not (broken.folder / "tilts.sqlite3").exists()


@pytest.mark.parametrize(
    ("variable", "value"),
    [
        ("DATABASE_URL", "mysqll://x"),
        ("TILTS_IDLE_MINUTES", "soon"),
        ("TILTS_DEMO", "perhaps"),
        ("EMAIL_URL", "pigeon://x"),
    ],
)
def test_a_wrong_value_in_the_environment_is_one_clear_line(home, variable, value):
    code, output = Home(home.folder, ((variable, value),)).tilts("check")
    assert code == 1
    assert output.count("\n") == 1, output
    assert output.startswith(f"Error: {variable} has a value that nobody understands: write ")


@pytest.fixture
def editors(db: None) -> tuple[Client, Client, Person]:
    """Two clerks, and somebody whom both are about to correct."""
    house = build_house()
    with seen_by(SERVICE):
        who = Identity(family="Kalniņš", category="convicted")
        person = register_person(by=SERVICE, unit=house.units["riga"], who=who)
    clients = [browser(house.member("clerk")).client for _ in range(2)]
    for client in clients:
        asked = {"purpose": "registration", "next": "/"}
        assert client.post(f"/access/purpose/{person.pk}/", asked).status_code == 302
    return clients[0], clients[1], person


def test_two_who_edit_the_same_are_told_and_lose_nothing(editors):
    first, second, person = editors
    page = f"/people/{person.pk}/correct/"
    typed = {"category": "convicted", "sex": "unknown", "reason": "passport", "version": "1"}
    assert first.post(page, {**typed, "family": "Kalniņa"}).status_code == 302
    overtaken = second.post(page, {**typed, "family": "Kalnīte"})
    assert overtaken.status_code == 409
    form = overtaken.context["form"]
    assert (form["family"].value(), form["version"].value()) == ("Kalnīte", "2")
    stands = [(str(label), text) for label, text in overtaken.context["now"]]
    assert stands == [("Family name", "Kalniņa")]
    again = {name: value for name in form.fields if (value := form[name].value())}
    assert second.post(page, again).status_code == 302
    with seen_by(SERVICE):
        assert (Person.objects.get().family, Person.objects.get().version) == ("Kalnīte", 3)
        former = OtherName.objects.order_by("pk").values_list("family", flat=True)
        assert [*former] == ["Kalniņš", "Kalniņa"]
