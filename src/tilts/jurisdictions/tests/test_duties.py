"""The catalogue of duties: every fault at once, and what the shipped packs hold."""

from pathlib import Path

import pytest

from tilts.jurisdictions.faults import BrokenPacks
from tilts.jurisdictions.loading import load_packs, packs

from .folders import FILES, entries, sound_pack, write

LETTERS = list("abcdefghijk")


def faults(folder: Path, *duties: str) -> list[str]:
    sound_pack(folder)
    write(folder, "duties", entries(*duties))
    with pytest.raises(BrokenPacks) as broken:
        load_packs([folder])
    return [fault.what for fault in broken.value.faults]


def test_every_fault_is_told_at_once(tmp_path: Path) -> None:
    sound = FILES["duties"]
    assert faults(
        tmp_path,
        sound.replace("orders: [imprisonment]", "orders: [exile]"),
        sound.replace("code: stay", "code: go").replace("Püsi: {where}", "Püsi: {kus}"),
        sound.replace("code: stay", "code: sit").replace(", et: 'Püsi: {where}.'", ""),
    ) == [
        "stay: no measure is called 'exile'.",
        "go: the wording in et has other slots than it declares.",
        "sit: no wording in et.",
    ]


def test_a_measure_names_a_deadline_that_there_is(tmp_path: Path) -> None:
    sound_pack(tmp_path)
    text = FILES["measures"].replace("names:", "registration: some_day, names:")
    write(tmp_path, "measures", entries(text))
    with pytest.raises(BrokenPacks) as broken:
        load_packs([tmp_path])
    told = [fault.what for fault in broken.value.faults]
    assert told == ["imprisonment: no deadline is called 'some_day'."]


@pytest.mark.parametrize("country", ["LV", "LT"])
def test_the_shipped_catalogues_have_all_kinds_of_the_framework_decision(country: str) -> None:
    duties = packs()[country].duties
    first = [duty.framework for duty in duties[: len(LETTERS)]]
    assert (first, len(duties)) == (LETTERS, 18)
    assert [duty.code for duty in duties if duty.monitored] == [
        "banned_places", "no_contact", "curfew", "agreed_route",
    ]  # fmt: skip
    assert {language for duty in duties for language in duty.wording} == {"en", "lv", "lt", "ru"}
    supervised = {one.code for one in packs()[country].measures if one.registration}
    assert {order for duty in duties for order in duty.orders} == supervised


@pytest.mark.parametrize(
    ("found", "wrong", "where"),
    [
        ("code: stay", "code: 'Stay here'", "code"),
        ("where: place", "where: shoe_size", "slots"),
        ("orders: [imprisonment]", "orders: []", "orders"),
        ("imposed_by: [court]", "imposed_by: []", "imposed_by"),
        ("imposed_by: [court]", "imposed_by: [neighbour]", "imposed_by"),
        ("basis: a law,", "", "basis"),
        ("basis: a law,", "basis: a law, framework: z,", "framework"),
        ("basis: a law,", "basis: a law, colour: red,", "colour"),
    ],
)
def test_what_is_no_duty_is_named_at_the_start(
    tmp_path: Path, found: str, wrong: str, where: str
) -> None:
    sound = FILES["duties"]
    assert found in sound
    (told,) = faults(tmp_path, sound.replace(found, wrong))
    assert where in told


def test_a_slot_that_is_declared_and_said_nowhere_is_a_fault(tmp_path: Path) -> None:
    more = FILES["duties"].replace("slots: {where: place}", "slots: {where: place, days: days}")
    assert faults(tmp_path, more) == [
        "stay: the wording in en has other slots than it declares.",
        "stay: the wording in et has other slots than it declares.",
    ]


def test_a_duty_may_leave_nothing_open(tmp_path: Path) -> None:
    plain = FILES["duties"].replace("{where}", "home").replace("slots: {where: place},", "")
    sound_pack(tmp_path)
    write(tmp_path, "duties", entries(plain))
    (pack,) = load_packs([tmp_path]).values()
    (duty,) = pack.duties
    assert (duty.slots, duty.wording["en"], duty.monitored, duty.framework) == (
        {}, "Stay at home.", False, None,
    )  # fmt: skip
