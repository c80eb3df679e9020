"""Duties by the catalogue: which may stand where, what fits in, and how each is worded."""

from datetime import date
from typing import Any

import pytest
from django.conf import settings

from tilts.casework.proceedings.models import Measure, Proceeding
from tilts.casework.programmes.catalogue import programmes_on
from tilts.casework.supervision.duties import (
    duties_for,
    duty_name,
    kind_of,
    order_kind,
    said,
    why_not_filled,
)
from tilts.jurisdictions.loading import packs
from tilts.jurisdictions.schema import Duty as Kind

from .ordered import TODAY

SAMPLES: dict[str, Any] = {
    "place": "Ogre {market}",
    "person": "the victim",
    "days": 7,
    "hours": 8,
    "date": "2026-12-31",
    "amount": 123450,
    "programme": "equip",
}


def measure(country: str, kind: str, **what: Any) -> Measure:
    return Measure(proceeding=Proceeding(country=country), kind=kind, **what)


@pytest.mark.parametrize(
    ("country", "kind", "what", "count"),
    [
        ("LV", "probation_supervision", {}, 18),
        ("LV", "conditional_release", {}, 18),
        ("LV", "imprisonment", {}, 0),
        ("LV", "imprisonment", {"suspended": True}, 18),
        ("LV", "community_service", {}, 0),
        ("LT", "restriction_of_liberty", {}, 17),
        ("LT", "probation_supervision", {}, 0),
    ],
)
def test_which_orders_bear_duties(
    country: str, kind: str, what: dict[str, Any], count: int
) -> None:
    found = duties_for(measure(country, kind, **what), TODAY)
    assert len(found) == count
    catalogue = [one for one in packs()[country].duties if one in found]
    assert found == catalogue


def test_without_a_programme_no_duty_names_one() -> None:
    assert (programmes_on("LT", TODAY), len(programmes_on("LV", TODAY)) > 5) == ([], True)
    found = {
        country: {kind.code for kind in duties_for(measure(country, "conditional_release"), TODAY)}
        for country in ("LV", "LT")
    }
    assert found["LV"] - found["LT"] == {"programme"}


def test_a_suspended_term_is_a_suspended_sentence() -> None:
    assert order_kind(measure("LV", "imprisonment", suspended=True)) == "suspended_sentence"
    assert order_kind(measure("LV", "imprisonment")) == "imprisonment"


def test_before_its_catalogue_there_was_no_duty() -> None:
    assert kind_of("LV", "attend", date(1999, 12, 31)) is None
    assert kind_of("LV", "attend", date(2000, 1, 1)) is not None
    assert said("LV", "attend", {"days": 7}, date(1999, 12, 31), "en") == "attend"
    assert duties_for(measure("LV", "probation_supervision"), date(1999, 12, 31)) == []


@pytest.mark.parametrize(
    ("code", "slots", "told"),
    [
        ("banned_places", {"where": "x" * 120}, []),
        ("banned_places", {"where": "x" * 121}, ["slot-wrong"]),
        ("banned_places", {"where": "  "}, ["slot-wrong"]),
        ("banned_places", {"where": 7}, ["slot-wrong"]),
        ("no_contact", {"whom": "the victim"}, []),
        ("no_contact", {"whom": ""}, ["slot-wrong"]),
        ("attend", {"days": 1}, []),
        ("attend", {"days": 366}, []),
        ("attend", {"days": 367}, ["slot-wrong"]),
        ("attend", {"days": 0}, ["slot-wrong"]),
        ("attend", {"days": True}, ["slot-wrong"]),
        ("attend", {"days": "7"}, ["slot-wrong"]),
        ("attend", {"days": 7.0}, ["slot-wrong"]),
        ("curfew", {"hours": 2000}, []),
        ("curfew", {"hours": 2001}, ["slot-wrong"]),
        ("not_leave_country", {"until": "2026-02-28"}, []),
        ("not_leave_country", {"until": "2026-02-30"}, ["slot-wrong"]),
        ("not_leave_country", {"until": None}, ["slot-wrong"]),
        ("compensate", {"sum": 1, "until": "2026-12-31"}, []),
        ("compensate", {"sum": 10**12, "until": "2026-12-31"}, []),
        ("compensate", {"sum": 10**12 + 1, "until": "2026-12-31"}, ["slot-wrong"]),
        ("compensate", {"sum": -1, "until": "2026-12-31"}, ["slot-wrong"]),
        ("compensate", {"sum": 1}, ["slot-missing"]),
        ("compensate", {"sum": 1, "by": 2}, ["slot-missing", "slot-foreign"]),
        ("compensate", {"sum": 0, "by": 2}, ["slot-missing", "slot-foreign", "slot-wrong"]),
        ("programme", {"programme": "equip"}, []),
        ("programme", {"programme": ["equip"]}, ["slot-wrong"]),
        ("cooperate", {}, []),
        ("cooperate", {"days": 7}, ["slot-foreign"]),
    ],
)
def test_what_is_filled_in_at_its_borders(
    code: str, slots: dict[str, Any], told: list[str]
) -> None:
    kind = kind_of("LV", code, TODAY)
    assert kind is not None
    assert [reason.code for reason in why_not_filled("LV", kind, slots, TODAY)] == told


def filled(country: str, kind: Kind) -> dict[str, Any]:
    """Something that fits each slot."""
    return {name: SAMPLES[what] for name, what in kind.slots.items()}


@pytest.mark.parametrize("country", ["LV", "LT"])
def test_every_kind_is_worded_in_every_language_with_all_that_was_filled_in(country: str) -> None:
    for kind in duties_for(measure(country, "conditional_release"), TODAY):
        slots = filled(country, kind)
        assert why_not_filled(country, kind, slots, TODAY) == []
        worded = {
            language: said(country, kind.code, slots, TODAY, language)
            for language, _ in settings.LANGUAGES
        }
        assert len(set(worded.values())) == len(worded), kind.code
        assert [text for text in worded.values() if "…" in text] == []
        for value in slots.values():
            if isinstance(value, int) and "amount" not in kind.slots.values():
                assert [text for text in worded.values() if str(value) not in text] == []


def test_braces_that_somebody_writes_stay_as_they_are() -> None:
    text = said("LV", "banned_places", {"where": "{whom} {0}"}, TODAY, "en")
    assert text == "Do not go to: {whom} {0}."


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Pay 1,234.50 € to make good the damage by 31 December 2026."),
        ("lv", "Līdz 31.12.2026. samaksājiet 1 234,50 €, lai atlīdzinātu kaitējumu."),
        ("lt", "Iki 2026 m. gruodžio 31 d. sumokėkite 1.234,50 € žalai atlyginti."),
        ("ru", "До 31 декабря 2026 г. выплатите 1 234,50 € в возмещение вреда."),
    ],
)
def test_money_and_days_are_written_as_the_language_writes_them(language: str, text: str) -> None:
    slots = {"sum": 123450, "until": "2026-12-31"}
    found = said("LV", "compensate", slots, TODAY, language)
    assert found.replace("\xa0", " ") == text


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Do not leave the country until 31 December 2026 without permission."),
        ("lv", "Bez atļaujas neizbrauciet no valsts līdz 31.12.2026."),
        ("lt", "Be leidimo neišvykite iš šalies iki 2026 m. gruodžio 31 d."),
        ("ru", "Без разрешения не выезжайте из страны до 31 декабря 2026 г."),
    ],
)
def test_a_sentence_that_ends_in_a_day_has_one_full_stop(language: str, text: str) -> None:
    found = said("LV", "not_leave_country", {"until": "2026-12-31"}, TODAY, language)
    assert found.replace("\xa0", " ") == text


def test_dots_that_somebody_writes_stay() -> None:
    text = said("LV", "banned_places", {"where": "the park and so on.."}, TODAY, "en")
    assert text == "Do not go to: the park and so on..."


def test_the_name_of_a_kind_is_in_the_language_of_the_page() -> None:
    kind = kind_of("LT", "cooperate", TODAY)
    assert kind is not None
    assert duty_name(kind) == "Follow the lawful instructions of the officer"
