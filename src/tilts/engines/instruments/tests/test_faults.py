"""Every fault of an instrument is named with line and remedy, and all of them at once."""

from pathlib import Path

import pytest

from tilts.engines.instruments import BrokenInstrument, faults, load

from .made import HEAD, NEEDS

TEXT = NEEDS.read_text(encoding="utf-8")
LINES = TEXT.splitlines()


def found(tmp_path: Path, text: str) -> list[str]:
    """The faults of a text, without its file."""
    file = tmp_path / "needs.yaml"
    file.write_text(text, encoding="utf-8")
    return [str(fault).removeprefix(f"{file}, line ") for fault in faults(file)]


def line(start: str, nth: int = 1) -> int:
    """The number of the nth line that begins so."""
    return [n for n, text in enumerate(LINES, 1) if text.lstrip().startswith(start)][nth - 1]


@pytest.mark.parametrize(
    ("old", "new", "at", "said"),
    [
        (
            "{of: housing}",
            "{of: hosing}",
            line("- {of: housing}"),
            "hosing: there is no such item or quantity. Did you mean housing?",
        ),
        (
            "total / 12",
            "total / twelve_xyz",
            line("formula: total"),
            "twelve_xyz: there is no such item or quantity. Name an item or quantity.",
        ),
        (
            "scores: [total]",
            "scores: [age]",
            line("scores: [total]"),
            "score age: there is no such item or quantity. Name an item or quantity.",
        ),
        ("total / 12", "SUM(total)", line("formula: total"), "formula: SUM(total) is not allowed."),
        (
            "total / 12",
            "share / 12",
            line("- id: share"),
            "These depend on each other: share. Compute one of them from answers only.",
        ),
        (
            "total / 12",
            "total > 12",
            line("formula: total"),
            "formula: gives a condition, not a number or a code. Correct the formula.",
        ),
        (
            "when: age >= 90",
            "when: age + 90",
            line("- when"),
            "when: gives a number, not a condition. Correct the formula.",
        ),
        (
            "{en: Work, lv: Darbs}",
            "{en: Work}",
            line("label: {en: Work"),
            "sections.1.items.1.label: not translated into lv. "
            "Translate it, or leave the language out of `languages`.",
        ),
        (
            "{en: Work, lv: Darbs}",
            "{en: Work, lv: Darbs, lt: Darbas}",
            line("label: {en: Work"),
            "sections.1.items.1.label: has words in lt. "
            "Add the language to `languages`, or correct its code.",
        ),
        (
            "{id: high, label: {en: High, lv: Augsts}, from: 5}",
            "{id: high, label: {en: High, lv: Augsts}, from: 6}",
            line("- {id: high"),
            "A gap between low, which ends with 4, and high, from 6. Begin high with 5.",
        ),
        (
            "{id: high, label: {en: High, lv: Augsts}, from: 5}",
            "{id: high, label: {en: High, lv: Augsts}, from: 4}",
            line("- {id: high"),
            "An overlap between low, which ends with 4, and high, from 4. Begin high with 5.",
        ),
        (
            "from: 0, to: 4}",
            "from: 1, to: 4}",
            line("- {id: low"),
            "A gap: no band holds a score below 1. "
            "Begin lower, or leave out `from` of the first band.",
        ),
        (
            "lv: Augsts}, from: 3}",
            "lv: Augsts}, from: 3, to: 11}",
            line("- {id: high", 2),
            "A gap: no band holds a score above 11. End higher, or leave out `to` of the last.",
        ),
        (
            "lv: Augsts}, from: 3}",
            "lv: Augsts}}",
            line("- {id: high", 2),
            "low has no `to`, or high no `from`. "
            "Only the first band may lack `from`, only the last `to`.",
        ),
        (
            "from: 0, to: 4}",
            "from: 6, to: 4}",
            line("- {id: low"),
            "low ends before it begins. Exchange from and to.",
        ),
        (
            "id: high, label: {en: High, lv: Augsts}, from: 3",
            "id: low, label: {en: High, lv: Augsts}, from: 3",
            line("- {id: high", 2),
            f"low: is taken already on line {line('- {id: low', 2)}. "
            "Every band of a score has an id of its own.",
        ),
        (
            "- id: work",
            "- id: housing",
            line("- id: work"),
            f"housing: is taken already on line {line('- id: housing')}. "
            "Every item and quantity has an id of its own; results have columns too.",
        ),
        (
            "- id: short",
            "- id: total_band",
            line("- id: short"),
            f"total_band: is taken already on line {line('- id: total')}. "
            "Every item and quantity has an id of its own; results have columns too.",
        ),
        (
            "- id: remarks",
            "- id: errors",
            line("- id: remarks"),
            "errors: is taken already. "
            "Every item and quantity has an id of its own; results have columns too.",
        ),
        (
            "  - id: needs",
            "  - id: person",
            line("- id: needs"),
            f"person: is taken already on line {line('- id: person')}. Rename the section.",
        ),
        (
            "code: some,",
            "code: steady,",
            line("- {code: some"),
            f"steady: is taken already on line {line('- {code: steady')}. "
            "Every option has a code of its own.",
        ),
        (
            "- {of: work}\n      - {of: sub",
            "- {of: housing}\n      - {of: sub",
            line("- {of: work}"),
            f"housing: is taken already on line {line('- {of: housing}')}. "
            "Give one of the terms another id.",
        ),
        (
            ", points: 2}\n      - id: sub",
            "}\n      - id: sub",
            line("- {of: work}"),
            "work: an option has no points. Give every option points, or the term values.",
        ),
        (
            "{of: substances}",
            "{of: born}",
            line("- {of: substances}"),
            "born is a date, not a number. Add numbers and points only.",
        ),
        (
            "{of: substances}",
            "{of: work, id: w2, values: {steady: 1, some: 2}}",
            line("- {of: substances}"),
            "values: nothing for without. Add it.",
        ),
        (
            "{of: substances}",
            "{of: work, id: w2, values: {steady: 1, some: 2, without: 3, x: 4}}",
            line("- {of: substances}"),
            "values: x is no answer. Remove or correct it.",
        ),
        (
            "{of: substances}",
            "{of: work, id: w2, steps: {0: 1}}",
            line("- {of: substances}"),
            "A table that does not fit a code. Steps go with numbers, values with codes.",
        ),
        (
            "{of: substances}",
            "{of: work, id: w2, values: {steady: a, some: 2, without: 3}}",
            line("- {of: substances}"),
            "w2: a summand that is no number. Give numbers.",
        ),
        (
            "steps: {0: 0, 10: 1, 20: 2}",
            "steps: {1: 0, 10: 1, 20: 2}",
            line("- {of: days_used"),
            "steps: nothing holds below 1. Begin with the least possible number.",
        ),
        (
            "        female: {sample",
            "        women: {sample",
            line("groups:", 2),
            "groups: nothing for female. Add it.",
        ),
        (
            "by: sex\n      groups:\n        male: {",
            "by: born\n      groups:\n        male: {",
            line("by: sex", 2),
            "born is a date, not a code. Group by a choice.",
        ),
        ("on: assessed", "on: work", line("age: {born"), "age: work is no date. Name a date item."),
        (
            "        when_hidden: 0\n",
            "",
            line("- id: days_used"),
            "days_used: a score uses it, and it may be hidden. "
            "Say with when_hidden what it counts as then.",
        ),
        (
            "kind: judgement\n        type: choice",
            "known: sex\n        type: choice",
            line("kind: judgement", 2),
            "work: sex cannot be its answer. "
            "Make the item a choice of male and female, or leave known out.",
        ),
        (
            "kind: judgement\n        type: scale",
            "known: today\n        type: scale",
            line("kind: judgement", 1),
            "housing: today cannot be its answer. Make the item a date, or leave known out.",
        ),
        (
            "type: date\n        earliest",
            "type: date\n        known: age\n        earliest",
            line("earliest"),
            "sections.0.items.1.date.known: Input should be 'sex', 'born' or 'today'. "
            "Correct the value.",
        ),
        (
            "    title: {en: Needs, lv: Vajadzības}\n    items",
            "    title: {en: Needs, lv: Vajadzības}\n    voice: nobody\n    items",
            line("- id: needs") + 2,
            "sections.1.voice: Input should be 'assessor' or 'person'. Correct the value.",
        ),
        (
            "when_hidden: 0",
            "when_hidden: never",
            line("when_hidden"),
            "days_used: never cannot stand for its answer when it is hidden. "
            "Give a number or a code of the item, and visible_if.",
        ),
        (
            "NOT ARRAY_CONTAINS(substances, 'nothing')",
            "hours > 0",
            line("visible_if"),
            "days_used: visible_if asks for hours, which does not come before it. "
            "Ask for an item further up.",
        ),
        (
            "minimum: 0\n        maximum: 31",
            "minimum: 31\n        maximum: 0",
            line("- id: days_used"),
            "days_used: ends before it begins. Exchange the two bounds.",
        ),
        (
            "3: {en: None",
            "4: {en: None",
            line("anchors"),
            "housing: 4 is not on the scale. Correct the anchor or the scale.",
        ),
        (
            "formula: total / 12",
            "formula: CASE WHEN total > 3 THEN 'a' ELSE 'b' END",
            line("decimals: 2"),
            "decimals: the result is a code. Leave it out.",
        ),
        (
            "{of: days_used, steps: {0: 0, 15: 3}}",
            "{id: f, formula: days_used, minimum: 0, maximum: 9}",
            line("maximum_missing"),
            "short: maximum_missing with a formula among the terms. Let every term be of one item.",
        ),
    ],
)
def test_one_fault(tmp_path: Path, old: str, new: str, at: int, said: str):
    assert TEXT.count(old) >= 1, "the case changes nothing"
    first = found(tmp_path, TEXT.replace(old, new, 1))
    assert f"{at}: {said}" in [one[: len(f"{at}: {said}")] for one in first], first


@pytest.mark.parametrize(
    ("old", "new", "at", "said"),
    [
        ("licence: CC0-1.0\n", "", 1, "licence: Field required. Add it."),
        (
            "licence:",
            "license:",
            5,
            "license: Extra inputs are not permitted. Remove it or correct its name.",
        ),
        ("type: scale", "type: slider", line("- id: housing"), "sections.1.items.0: "),
        (
            "    add:\n      - {of: housing}\n      - {of: work}\n      - {of: sub",
            "    formula: age\n"
            "    add:\n      - {of: housing}\n      - {of: work}\n      - {of: sub",
            line("- id: total"),
            "scores.0: give one of age, interval, add, lookup, formula, not 2. Correct the value.",
        ),
        (
            "{of: days_used, steps: {0: 0, 10: 1, 20: 2}}",
            "{of: days_used, formula: age}",
            line("- {of: days_used"),
            "scores.0.add.3: give of or formula, one of them. Correct the value.",
        ),
        (
            'version: "1"',
            "version: 1",
            2,
            "version: Input should be a valid string. "
            "Write text; put numbers, true and false in quotes.",
        ),
        ("id: needs\nversion", "id: Needs!\nversion", 1, "id: String should match pattern"),
        (
            "code: male,",
            "code: 'male;man',",
            line("- {code: male"),
            "sections.0.items.0.choice.options.0.code: String should match pattern",
        ),
        (
            "source: Made for tests\n",
            "source: Made for tests\nsource: Twice\n",
            7,
            "source: written twice. Keep one of them.",
        ),
        ("source: Made for tests\n", "source: [Made\n", 8, "Not readable as YAML: "),
    ],
)
def test_a_fault_of_shape(tmp_path: Path, old: str, new: str, at: int, said: str):
    assert TEXT.count(old) >= 1, "the case changes nothing"
    first = found(tmp_path, TEXT.replace(old, new, 1))
    assert f"{at}: {said}" in [one[: len(f"{at}: {said}")] for one in first], first


def test_all_faults_at_once_and_no_instrument(tmp_path: Path):
    broken = TEXT.replace("{of: housing}", "{of: hosing}", 1).replace("lv: Darbs}", "}", 1)
    broken = broken.replace("- id: remarks", "- id: errors", 1)
    assert [one.partition(":")[0] for one in found(tmp_path, broken)] == [
        str(line("label: {en: Work")),
        str(line("- id: remarks")),
        str(line("- {of: housing}")),
    ]
    with pytest.raises(BrokenInstrument) as refused:
        load(tmp_path / "needs.yaml")
    assert len(refused.value.faults) == 3
    assert str(refused.value).count("\n") == 2


def test_words_that_yaml_would_take_for_something_else(tmp_path: Path):
    rest = "scores: [{id: s, label: {en: No}, lookup: {of: a, steps: {0: No, 5: Yes}}}]\n"
    assert found(tmp_path, HEAD + rest) == []


def test_what_cannot_be_read(tmp_path: Path):
    assert found(tmp_path, "") == ["1: Input should be an object. Correct the value."]
    missing = tmp_path / "gone.yaml"
    assert [str(one) for one in faults(missing)] == [
        f"{missing}, line 1: Cannot be read: No such file or directory. Correct the path."
    ]
    odd = tmp_path / "odd.yaml"
    odd.write_bytes(b"id: \xff")
    assert [one.remedy for one in faults(odd)] == ["Correct the syntax; save as UTF-8."]


def test_the_sound_one_is_sound():
    assert faults(NEEDS) == []
