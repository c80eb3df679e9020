"""What a pack gives to the engines, and what its digest depends on."""

from collections.abc import Callable
from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest
from pydantic import ValidationError

from tilts.engines.calendars.release import release
from tilts.engines.calendars.release_rules import ReleaseRule, Rounding
from tilts.engines.calendars.sentences import Component, NoDate, Reason, Term
from tilts.engines.calendars.working_days import is_working_day
from tilts.jurisdictions.loading import load_packs
from tilts.jurisdictions.pack import Pack
from tilts.jurisdictions.tests.folders import FILES, entries, sound_pack, write
from tilts.jurisdictions.validity import NoSuchVersion

FIRST = date(2026, 3, 1)
NAMES = "names: {en: A, et: A}"
Make = Callable[..., Pack]


@pytest.fixture
def pack(tmp_path: Path) -> Make:
    """The pack of Estonia with one file of these entries."""

    def made(file: str = "", *lines: str) -> Pack:
        sound_pack(tmp_path)
        if file:
            write(tmp_path, file, entries(*lines))
        return load_packs([tmp_path])["EE"]

    return made


def served(
    pack: Pack, on: date, rule: str = "first", years: int | None = 3
) -> date | NoDate | None:
    """The earliest release of a sentence that began on FIRST, or the reason why there is none."""
    term = Term(years=years) if years else None
    component = Component("a", rule, term, FIRST, judged_on=FIRST)
    found = release([component], pack.release_rules, on).conditional
    return found.day or found.reasons[0]


def test_a_release_rule_is_taken_over_whole(pack: Make) -> None:
    line = f"{{code: a, fraction: 2/3, monitored_months: 6, rounding: down, {NAMES},"
    (rule,) = pack("release", f"{line} valid_to: 2026-12-31}}").release_rules
    assert rule == ReleaseRule(
        "a",
        date(2020, 1, 1),
        date(2026, 12, 31),
        fraction=Fraction(2, 3),
        monitored_months=6,
        rounding=Rounding.DOWN,
        confirmed=False,
    )


@pytest.mark.parametrize(
    ("on", "day"),
    [
        (date(2026, 6, 30), date(2027, 8, 30)),
        (date(2026, 7, 1), date(2028, 2, 29)),
        (date(2026, 12, 31), date(2028, 2, 29)),
        (date(2027, 1, 1), NoDate(Reason.NO_RULE, "a")),
    ],
)
def test_a_new_law_is_a_new_version(pack: Make, on: date, day: date | NoDate) -> None:
    estonia = pack(
        "release",
        f"{{code: first, fraction: 1/2, valid_to: 2026-06-30, {NAMES}}}",
        f"{{code: first, fraction: 2/3, valid_from: 2026-07-01, valid_to: 2026-12-31, {NAMES}}}",
    )
    assert served(estonia, on) == day


def test_life_wants_years(pack: Make) -> None:
    estonia = pack(
        "release",
        f"{{code: life, years: 30, {NAMES}}}",
        f"{{code: first, fraction: 1/2, {NAMES}}}",
    )
    assert served(estonia, FIRST, "life", None) == date(2056, 2, 29)
    assert served(estonia, FIRST, "first", None) == NoDate(Reason.LIFE_WITHOUT_RULE, "a")


def test_days_moved_by_order_move_deadlines(tmp_path: Path) -> None:
    lines = (
        f"{{day: {day}, works: {works}, source: an order, confirmed: true}}"
        for day, works in (("2026-03-06", "false"), ("2026-03-07", "true"))
    )
    calendar = "\n".join(["entries:", *(f"  - {line}" for line in lines)])
    write(sound_pack(tmp_path), "calendar", calendar)
    pack = load_packs([tmp_path])["EE"]
    days = [date(2026, 3, day) for day in (5, 6, 7, 8, 9)]
    assert [is_working_day(day, pack.working_days) for day in days] == [
        *(True, False, True, False, True)
    ]
    assert pack.due("register", date(2026, 3, 2)) == date(2026, 3, 9)


@pytest.mark.parametrize(
    ("on", "value"), [(date(2019, 12, 31), None), (date(2020, 1, 1), 20), (date(2090, 1, 1), 20)]
)
def test_a_threshold_of_a_day(pack: Make, on: date, value: int | None) -> None:
    if value is None:
        with pytest.raises(NoSuchVersion):
            pack().threshold("not_seen_days", on=on)
    else:
        assert pack().threshold("not_seen_days", on=on) == value


@pytest.mark.parametrize("file", [name for name in FILES if name != "country"])
def test_the_digest_tells_of_a_change_in_any_file(tmp_path: Path, file: str) -> None:
    sound_pack(tmp_path)
    before = load_packs([tmp_path])["EE"].digest
    write(tmp_path, file, entries(FILES[file].replace("names: {en: ", "names: {en: New ")))
    assert load_packs([tmp_path])["EE"].digest != before


def test_the_digest_tells_what_is_confirmed_since(tmp_path: Path) -> None:
    before = load_packs([sound_pack(tmp_path)])["EE"].digest
    file = tmp_path / "ee" / "release.yaml"
    file.write_text(file.read_text().replace("confirmed: false", "confirmed: true"))
    assert load_packs([tmp_path])["EE"].digest != before


def test_nobody_changes_a_pack_that_is_loaded(pack: Make) -> None:
    estonia = pack()
    with pytest.raises(ValidationError, match="frozen"):
        estonia.deadlines = ()
    with pytest.raises(ValidationError, match="frozen"):
        estonia.deadlines[0].amount = 1
