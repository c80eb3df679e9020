"""A person, an officer who may print, and a sheet in Latvian letters."""

from pathlib import Path

import pytest

from tilts.platform.documents.rules import MAKE, OPEN
from tilts.platform.documents.sheet import Fact, PersonSheet, ProceedingLine
from tilts.platform.parties.actors import Actor, Grant, Scope
from tilts.platform.parties.models import Party, PartyKind


@pytest.fixture(autouse=True)
def home(settings, tmp_path: Path) -> Path:
    settings.HOME = tmp_path
    settings.RECORD_SEAL_LOG = tmp_path / "seals" / "head.log"
    return tmp_path


@pytest.fixture
def person(db) -> Party:
    return Party.objects.create(kind=PartyKind.PERSON)


@pytest.fixture
def officer(db) -> Actor:
    party = Party.objects.create(kind=PartyKind.STAFF)
    grants = tuple(Grant(code, Scope.CASELOAD, "officer") for code in (MAKE, OPEN))
    return Actor(party=party.pk, kind="staff", name="Ilze Kļaviņa", grants=grants)


SHEET = PersonSheet(
    agency="Valsts probācijas dienests",
    name="Bērziņš, Jānis Pēteris",
    born="1984. gada 3. maijs",
    file_number="LV-004217",
    status="notiesāts",
    identity=(
        Fact("Dzimums", "vīrietis"),
        Fact("Valodas", "latviešu, krievu", "tulks nav vajadzīgs"),
    ),
    identifiers=(Fact("Personas kods", "320000-12345"),),
    addresses=(Fact("Deklarētā", "Brīvības iela 12–4, Rīga"),),
    proceedings=(
        ProceedingLine("11370041223", "KL 175. p.", "2 gadi nosacīti", "14.02.2025.–14.02.2028."),
    ),
    officer=(Fact("Amatpersona", "Ilze Kļaviņa"),),
)
