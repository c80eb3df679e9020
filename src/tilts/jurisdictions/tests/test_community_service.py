"""Community service and towns in a pack: every fault is named, and what is shipped makes sense."""

from datetime import date
from pathlib import Path

import pytest

from tilts.jurisdictions.loading import SHIPPED, load_packs
from tilts.jurisdictions.tests.folders import FILES, entries, sound_pack, write
from tilts.jurisdictions.tests.test_programmes import told

DAY = date(2026, 1, 1)


@pytest.mark.parametrize(
    ("file", "old", "new", "fault"),
    [
        (
            "community_service",
            "least_minutes: 600",
            "least_minutes: 9001",
            "least_minutes lies above most_minutes. Correct the value.",
        ),
        (
            "community_service",
            "code: court",
            "code: mayor",
            "code: Input should be 'court' or 'prosecutor'. Correct the value.",
        ),
        (
            "community_service",
            "daily_minutes: 480",
            "daily_minutes: 1441",
            "daily_minutes: Input should be less than or equal to 1440. Correct the value.",
        ),
        (
            "municipalities",
            "latitude: 58.38",
            "latitude: 91.0",
            "latitude: Input should be less than or equal to 90. Correct the value.",
        ),
    ],
)
def test_every_fault_is_named(tmp_path: Path, file: str, old: str, new: str, fault: str) -> None:
    assert old in FILES[file]
    write(sound_pack(tmp_path), file, entries(FILES[file].replace(old, new)))
    assert told(tmp_path) == [f"{file}.yaml, line 3: {fault}"]


def test_what_a_court_and_a_prosecutor_of_latvia_may_impose() -> None:
    found = load_packs([SHIPPED])["LV"].community_service
    assert {one.code: (one.least_minutes // 60, one.most_minutes // 60) for one in found} == {
        "court": (40, 420),
        "prosecutor": (40, 280),
    }
    assert {one.confirmed for one in found} == {False}


@pytest.mark.parametrize(("country", "south", "north"), [("LV", 55.6, 58.1), ("LT", 53.8, 56.5)])
def test_towns_lie_in_their_country_and_stand_once(
    country: str, south: float, north: float
) -> None:
    towns = load_packs([SHIPPED])[country].municipalities
    assert [one.code for one in towns if not south < one.latitude < north] == []
    assert [one.code for one in towns if not 20.9 < one.longitude < 28.3] == []
    assert len({one.code for one in towns}) == len({one.names["lv"] for one in towns}) == len(towns)
