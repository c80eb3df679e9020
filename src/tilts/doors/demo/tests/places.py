"""A service on paper: a plan of people needs no database."""

from datetime import date

from tilts.doors.demo.ways import Place
from tilts.platform.organisation.models import Agency, Staff, Unit

TODAY = date(2026, 6, 15)
OFFENCES = {
    country: {"light": ["175", "231"], "heavy": ["176"], "killing": ["116"]}
    for country in ("LV", "LT")
}
UNITS: dict[str, dict[str, tuple[str, ...]]] = {
    "LV": {
        "prison": ("jelgava", "daugavgriva", "ilguciems", "cesis"),
        "probation": ("vpd_riga_1",),
    },
    "LT": {"prison": ("kaunas", "vilnius"), "probation": ("lpt_kaunas", "lpt_vilnius")},
}


def places(officers: int = 3) -> list[Place]:
    """Units of both countries with officers, none of them saved."""
    return [
        place(country, kind, code, officers)
        for country, kinds in UNITS.items()
        for kind, codes in kinds.items()
        for code in codes
    ]


def place(
    country: str, kind: str, code: str, officers: int, since: date = date(2000, 1, 1)
) -> Place:
    agency = Agency(code=f"{country}-{kind}", country=country, kind=kind, names={})
    unit = Unit(agency=agency, code=code, kind=kind, names={}, path=f"{code}.", since=since)
    staff = [Staff(agency=agency, given=f"{code} {n}", family="") for n in range(officers)]
    return Place(unit, staff, country, kind)
