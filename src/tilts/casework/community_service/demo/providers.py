"""Fictional work providers, of every kind, with contracts that hold, lapse soon, or lapsed."""

from dataclasses import dataclass
from datetime import date, time, timedelta
from typing import Any

from tilts.platform.organisation.models import Unit
from tilts.platform.parties.models import Party, PartyKind

from ..limits import towns_on
from ..models import Contract, ProviderContact, WorkProvider

# name, kind, work, traits, places, days until the contract ends (None: without an end)
LATVIAN = (
    ("Zaļais parks", "municipal", "Grābj lapas, krāso soliņus.",
     ["light", "outdoors", "weekends"], 12, None, "Zane Egle"),
    ("Dzīvnieku patversme “Ķepa”", "association", "Kopj dzīvniekus un telpas.",
     ["light", "indoors", "outdoors", "weekends"], 8, 400, "Uldis Koks"),
    ("Pilsētas bibliotēka", "municipal", "Kārto grāmatas, kopj telpas.",
     ["light", "indoors", "step-free", "children"], 4, 35, "Ilona Lasma"),
    ("SIA “Tīrā pilsēta”", "company", "Uzkopj ielas, šķiro atkritumus.",
     ["heavy", "outdoors", "tools"], 15, 700, "Pēteris Slota"),
    ("Diakonijas centrs", "religious", "Gatavo un dala pusdienas.",
     ["light", "indoors", "money"], 6, -12, "Māra Galda"),
)  # fmt: skip
LITHUANIAN = (
    ("Miesto parkas", "municipal", "Grėbia lapus, tvarko takus.",
     ["light", "outdoors", "weekends"], 12, None, "Rasa Žalioji"),
    ("Gyvūnų globos namai", "association", "Prižiūri gyvūnus.",
     ["light", "indoors", "outdoors"], 8, 45, "Tomas Letena"),
    ("UAB „Švara“", "company", "Tvarko gatves.",
     ["heavy", "outdoors", "tools"], 15, 600, "Ona Šluota"),
)  # fmt: skip
OF = {"LV": LATVIAN, "LT": LITHUANIAN}
STREETS = {"LV": "Darba iela", "LT": "Darbo g."}
EACH = 3  # providers in a town
WEEK = [0, 1, 2, 3, 4, 5]


@dataclass(frozen=True)
class Offer:
    """A provider and whom the service speaks with there."""

    provider: WorkProvider
    contact: ProviderContact
    lapsed: bool


def make_providers(unit: Unit, town: str, number: int, today: date) -> list[Offer]:
    """Some providers in a town, by turns of every kind; the unit looks after them."""
    country = unit.agency.country
    rows, named = OF[country], dict(towns_on(country, today, country.lower())).get(town, "")
    wanted = [rows[(number + step) % len(rows)] for step in range(EACH)]
    places = [(town, named, f"{number:03}{step}") for step in range(EACH)]
    made = [_offer(unit, today, place, row) for place, row in zip(places, wanted, strict=True)]
    Party.objects.bulk_create([offer.contact.party for offer, _contract in made])
    WorkProvider.objects.bulk_create([offer.provider for offer, _contract in made])
    ProviderContact.objects.bulk_create([offer.contact for offer, _contract in made])
    Contract.objects.bulk_create([contract for _offer, contract in made])
    return [offer for offer, _contract in made]


def _offer(
    unit: Unit, today: date, where: tuple[str, str, str], row: Any
) -> tuple[Offer, Contract]:
    name, kind, work, traits, places, ends_in, contact = row
    town, named, number = where
    since = today - timedelta(days=500)
    provider = WorkProvider(
        unit=unit,
        name=f"{name}, {named}" if named else name,
        registration_number=f"9{number}{unit.agency.country}",
        kind=kind,
        street=f"{STREETS[unit.agency.country]} {places}",
        municipality=town,
        work=work,
        traits=traits,
        weekdays=WEEK,
        from_time=time(9),
        to_time=time(15),
        places=places * 5,
    )
    party = Party(kind=PartyKind.GUEST)
    reached = {"phone": f"+371 2000{number}", "since": since}
    person = ProviderContact(party=party, provider=provider, name=contact, **reached)
    until = None if ends_in is None else today + timedelta(days=ends_in)
    contract = Contract(provider=provider, number=f"{number}/2025", since=since, until=until)
    return Offer(provider, person, ends_in is not None and ends_in < 0), contract
