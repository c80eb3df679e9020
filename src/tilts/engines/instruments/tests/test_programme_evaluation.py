"""The evaluation form of programmes: ten criteria, each with its evidence, and their sum."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tilts.engines.instruments import Scorer, find, load, score_one
from tilts.engines.instruments.schema.items import Choice, Written

WHOLE = load(find("programme-evaluation"))
FORM = Scorer(WHOLE)
CRITERIA = [
    "need",
    "model",
    "selection",
    "factors",
    "methods",
    "skills",
    "dose",
    "motivation",
    "continuity",
    "integrity",
]


def scored(points: dict[str, str]) -> tuple[float | int | str | None, str | None]:
    result = score_one(FORM, points).results["total"]
    return result.value, result.band


def test_ten_criteria_each_followed_by_its_evidence():
    items = list(WHOLE.items.values())
    assert [item.id for item in items[::2]] == CRITERIA
    assert [item.id for item in items[1::2]] == [f"{name}_evidence" for name in CRITERIA]
    assert {type(item) for item in items[::2]} == {Choice}
    assert {type(item) for item in items[1::2]} == {Written}
    assert all(item.required and item.kind == "judgement" for item in items)


def test_each_criterion_is_met_partly_met_or_not():
    for item in FORM.definition.items.values():
        if isinstance(item, Choice):
            assert [(one.code, one.points) for one in item.options] == [
                ("0", 0),
                ("1", 1),
                ("2", 2),
            ]


def test_it_speaks_the_languages_of_staff():
    assert WHOLE.languages == ("en", "lv", "lt")
    labels = [item.label.root for item in WHOLE.items.values()]
    assert all(set(label) == {"en", "lv", "lt"} and all(label.values()) for label in labels)


@pytest.mark.parametrize(
    ("points", "band"),
    [("0", "weak"), ("1", "promising"), ("2", "sound")],
)
def test_the_bands(points: str, band: str):
    assert scored(dict.fromkeys(CRITERIA, points)) == (10 * int(points), band)


@given(st.lists(st.integers(0, 2), min_size=10, max_size=10))
def test_the_sum_is_the_sum(points: list[int]):
    value, band = scored(dict(zip(CRITERIA, map(str, points), strict=True)))
    total = sum(points)
    assert value == total
    assert band == ("weak" if total < 10 else "promising" if total < 15 else "sound")


def test_without_every_criterion_there_is_no_sum():
    for left in CRITERIA:
        points = {name: "2" for name in CRITERIA if name != left}
        result = score_one(FORM, points).results["total"]
        assert (result.value, tuple(result.missing)) == (None, (left,))


LABELS = {
    "need": (
        "Evidenced need",
        "Pierādīta vajadzība",
        "Pagrįstas poreikis",
    ),
    "model": (
        "Model of change",
        "Pārmaiņu modelis",
        "Pokyčio modelis",
    ),
    "selection": (
        "Selection of participants",
        "Dalībnieku atlase",
        "Dalyvių atranka",
    ),
    "factors": (
        "Dynamic factors",
        "Maināmie faktori",
        "Kintantys veiksniai",
    ),
    "methods": (
        "Effective methods",
        "Iedarbīgas metodes",
        "Veiksmingi metodai",
    ),
    "skills": (
        "Skills",
        "Prasmes",
        "Įgūdžiai",
    ),
    "dose": (
        "Dose and sequence",
        "Apjoms un secība",
        "Apimtis ir seka",
    ),
    "motivation": (
        "Engagement and motivation",
        "Iesaiste un motivācija",
        "Įsitraukimas ir motyvacija",
    ),
    "continuity": (
        "Continuity",
        "Pēctecība",
        "Tęstinumas",
    ),
    "integrity": (
        "Integrity and evaluation",
        "Īstenošanas kvalitāte un izvērtēšana",
        "Vykdymo kokybė ir vertinimas",
    ),
}


@pytest.mark.parametrize("name", LABELS)
def test_what_a_criterion_is_called(name: str):
    label = WHOLE.items[name].label.root
    assert (label["en"], label["lv"], label["lt"]) == LABELS[name]


@pytest.mark.parametrize("name", LABELS)
def test_each_criterion_asks_a_question(name: str):
    guidance = WHOLE.items[name].guidance.root
    assert set(guidance) == {"en", "lv", "lt"}
    assert all(text.endswith("?") for text in guidance.values())


@pytest.mark.parametrize("name", LABELS)
def test_the_evidence_is_asked_for_by_the_name_of_its_criterion(name: str):
    evidence = WHOLE.items[f"{name}_evidence"].label.root
    for language, text in WHOLE.items[name].label.root.items():
        assert evidence[language].casefold().endswith(text.casefold())


@pytest.mark.parametrize(("total", "band"), [(9, "weak"), (10, "promising"), (15, "sound")])
def test_where_a_band_begins_and_ends(total: int, band: str):
    points = [2] * (total // 2) + [total % 2] + [0] * 10
    assert scored(dict(zip(CRITERIA, map(str, points[:10]), strict=True))) == (total, band)
