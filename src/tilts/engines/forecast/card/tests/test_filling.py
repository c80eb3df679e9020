"""The papers: every article has its part, what is not said is a gap, and answers fill gaps."""

import pytest

from tilts.engines.forecast.card import Gap, Run, Table, codes, papers, read_answers
from tilts.engines.forecast.card.facts import FACTS
from tilts.engines.forecast.card.schema import plans
from tilts.engines.forecast.refusals import DataRefused

from .runs import KEPT_BACK, MANIFEST, VALIDATION

ASKED_FOR = (
    "Article 9", "Article 10", "Article 11", "Articles 12", "Article 13", "Article 14",
    "Article 15", "Article 17", "26(11)", "Article 27", "Articles 43", "49", "Article 72",
    "Article 73", "Article 86", "CM/Rec(2024)5",
    *(f"Annex IV({number})" for number in (1, 2, 3, 5, 6, 7, 8, 9)),
)  # fmt: skip


def test_every_article_that_is_asked_for_has_its_part():
    _card, file = papers(Run(MANIFEST), {})
    laws = " · ".join(part.law for part in file.parts)
    assert [law for law in ASKED_FOR if law not in laws] == []


def test_every_plan_shows_what_there_is_and_every_fact_is_shown():
    shown = {name for plan in plans() for part in plan.parts for name in part.shows}
    assert shown == set(FACTS)


def test_what_nobody_said_is_a_gap_where_it_is_wanted():
    card, file = papers(Run(MANIFEST, VALIDATION), {})
    asked = {gap.code: gap.asks for paper in (card, file) for gap in paper.gaps}
    assert asked == codes()
    assert [gap.code for gap in card.gaps] == [
        "owner", "purpose", "population", "feature-reasons", "later-people", "other-units",
        "fairness-choice", "misuse",
    ]  # fmt: skip


def test_an_answer_stands_in_place_of_its_gap_in_both_papers():
    answers = {code: f"said of {code}" for code in codes()}
    for paper in papers(Run(MANIFEST, VALIDATION), answers):
        assert paper.gaps == ()
    card, file = papers(Run(MANIFEST, VALIDATION), {"purpose": "Release plans only."})
    asked = "For which decisions it may be shown, and for which it may not."
    assert f"{asked} – Release plans only." in card.parts[0].blocks
    asked = "The intended purpose, and with which systems and versions it works."
    assert f"{asked} – Release plans only." in file.parts[0].blocks
    card, _file = papers(Run(MANIFEST, VALIDATION), {"purpose": "  "})
    assert "purpose" in [gap.code for gap in card.gaps]


def test_a_model_without_validation_says_so_among_its_gaps():
    card, file = papers(Run(MANIFEST), {})
    assert [gap.code for gap in card.gaps].count("validation") == 1
    assert [gap.code for gap in file.gaps].count("validation") == 1
    assert Gap("owner", codes()["owner"]) in card.gaps


def test_what_a_run_lacks_may_be_answered_for():
    """A service of one unit has no other one to be judged by, and says so."""
    answers = {"other-units": "There is one unit."}
    card, _file = papers(Run(MANIFEST, VALIDATION), answers)
    assert [gap.code for gap in card.gaps if gap.code in ("later-people", "other-units")] == [
        "later-people"
    ]
    said = f"{codes()['other-units']} – There is one unit."
    assert [part.title for part in card.parts if said in part.blocks] == ["How well it does"]


def test_who_was_kept_back_is_in_both_papers_and_no_gap():
    answers = {code: "Said." for code in codes() if code not in ("later-people", "other-units")}
    for paper in papers(Run(KEPT_BACK, VALIDATION), answers):
        blocks = [block for part in paper.parts for block in part.blocks]
        tables = [block.caption for block in blocks if isinstance(block, Table)]
        assert (tables.count("On people who were kept from it"), paper.gaps) == (1, ())


def test_answers_are_read(tmp_path):
    file = tmp_path / "answers.yaml"
    file.write_text("owner: The agency's head.\npurpose: Release.\n")
    assert read_answers(file) == {"owner": "The agency's head.", "purpose": "Release."}
    file.write_text("")
    assert read_answers(file) == {}


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("- a\n- b\n", "it is no list of texts by code. Write one line each: code: text."),
        ("owner: 3\n", "it is no list of texts by code. Write one line each: code: text."),
        ("ownr: me\n", "nobody asks for ownr. The codes are: owner, purpose, "),
        ("a: [\n", "it is no YAML ("),
    ],
)
def test_answers_that_nobody_asked_for_are_refused(tmp_path, text, said):
    file = tmp_path / "answers.yaml"
    file.write_text(text)
    with pytest.raises(DataRefused) as refused:
        read_answers(file)
    assert str(refused.value).startswith(f"{file}: {said}")
