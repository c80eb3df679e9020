"""Action protocols of a country pack: every fault with its place, and the shipped ones."""

from datetime import date
from pathlib import Path

import pytest

from tilts.jurisdictions.faults import BrokenPacks
from tilts.jurisdictions.loading import load_packs, packs
from tilts.jurisdictions.validity import NoSuchVersion

from .folders import FILES, entries, sound_pack, write

DAY = date(2026, 11, 22)
SHIPPED = ["suicide", "violence", "absconding", "child"]


def told(folder: Path) -> list[str]:
    with pytest.raises(BrokenPacks) as broken:
        load_packs([folder])
    return [f"{fault.file.name}, line {fault.line}: {fault.what}" for fault in broken.value.faults]


def changed(folder: Path, old: str, new: str) -> Path:
    text = FILES["protocols"]
    assert old in text
    write(sound_pack(folder), "protocols", entries(text.replace(old, new)))
    return folder


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ("calls: [help]", "calls: [nobody]", "fire: nobody to call is named 'nobody'."),
        (
            "settings: [custody, community]",
            "settings: [custody, community], steps: [{code: a, by: head, within: 5,"
            " settings: [custody], names: {en: A, et: A}}]",
            "",
        ),
        ("{code: out,", "{code: out, settings: [custody],", "fire: it has no step in community."),
        (
            "names: {en: Out, et: Välja}}",
            "names: {en: Out, et: Välja}}, {code: out, by: head, within: 1, names: {en: O, et: V}}",
            "fire: steps has 'out' more than once.",
        ),
    ],
)
def test_what_does_not_agree(tmp_path: Path, old: str, new: str, fault: str):
    if fault:
        assert told(changed(tmp_path, old, new)) == [f"protocols.yaml, line 3: {fault}"]
    else:  # written twice in one entry: not readable
        assert told(changed(tmp_path, old, new))[0].startswith("protocols.yaml, line 3")


@pytest.mark.parametrize(
    ("old", "new", "where"),
    [
        ("by: finder", "by: stranger", "steps.0.by"),
        ("within: 0", "within: -1", "steps.0.within"),
        ("settings: [custody, community]", "settings: [beach]", "settings.0"),
        ("settings: [custody, community]", "settings: []", "settings"),
        ("debrief_days: 5", "debrief_days: 0", "debrief_days"),
        ("debrief_days: 5", "debrief_days: 5, wall: garden", "wall"),
        ("debrief_days: 5", "debrief_days: 5, tells: [everybody]", "tells.0"),
        ("debrief_days: 5", "debrief_days: 5, never: [{et: Ei}]", "never.0"),
    ],
)
def test_what_is_no_protocol(tmp_path: Path, old: str, new: str, where: str):
    assert told(changed(tmp_path, old, new))[0].startswith(f"protocols.yaml, line 3: {where}")


@pytest.mark.parametrize("number", ["", "112a", "+", "1"])
def test_what_is_no_number_to_call(tmp_path: Path, number: str):
    write(sound_pack(tmp_path), "calls", entries(FILES["calls"].replace('"112"', f'"{number}"')))
    assert told(tmp_path)[0].startswith("calls.yaml, line 3: number")


def test_a_step_stands_where_it_belongs(tmp_path: Path):
    more = ", {code: ring, by: officer, within: 9, settings: [community], names: {en: R, et: H}}"
    folder = changed(tmp_path, "et: Välja}}", "et: Välja}}" + more)
    protocol = load_packs([folder])["EE"].protocol("fire", on=DAY)
    assert [s.code for s in protocol.steps_in("custody")] == ["out"]
    assert [s.code for s in protocol.steps_in("community")] == ["out", "ring"]
    with pytest.raises(NoSuchVersion):
        load_packs([folder])["EE"].protocol("flood", on=DAY)


@pytest.mark.parametrize("country", ["LV", "LT"])
def test_the_shipped_protocols_begin_at_once_and_are_told_in_three_languages(country: str):
    pack = packs()[country]
    assert [one.code for one in pack.protocols] == SHIPPED
    for one in pack.protocols:
        assert not one.confirmed
        texts = [one.names, *one.never, *(step.names for step in one.steps)]
        assert {frozenset(text) for text in texts} == {frozenset({"en", "lv", "lt"})}
        for setting in one.settings:
            times = [step.within for step in one.steps_in(setting)]
            assert times == sorted(times)
    assert [call.code for call in pack.calls if call.confirmed] == ["emergency"]
