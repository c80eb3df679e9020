"""What the papers say of a run is what the run holds."""

from tilts.engines.forecast.card import Run, Table
from tilts.engines.forecast.card.facts import (
    LATER,
    NO_GROUPS,
    NOT_VALIDATED,
    UNITS,
    accuracy,
    calibration,
    data,
    features,
    groups,
    held_out,
    identity,
    incompatible,
    left_out,
    libraries,
    outcome,
    thresholds,
)

from .runs import KEPT_BACK, MANIFEST, VALIDATION

TRAINED, VALIDATED = Run(MANIFEST), Run(MANIFEST, VALIDATION)
CROSSED = Table(
    "In cross-validation",
    ("Measure", "Mean", "Standard error"),
    (
        ("Brier score (lower is better)", "0.1719", "0.0011"),
        ("Area under the curve (0.5 is chance)", "0.7100", "0.0040"),
    ),
)


def only(blocks) -> Table:
    (table,) = blocks
    assert isinstance(table, Table)
    return table


def test_which_model_it_is():
    table = only(identity(TRAINED))
    assert table == Table(
        "Which model this is",
        ("What", "Value"),
        (
            ("Model", "scorecard"),
            ("Trained on", "2026-11-26"),
            ("Version of Tilts", "0.1.0"),
            ("Seed", "7"),
            ("Setting rules", "20"),
            ("Data (SHA-256)", "ab" * 32),
        ),
    )


def test_what_it_forecasts_and_of_whom():
    assert outcome(TRAINED) == [
        "It forecasts the value “yes” of “reoffended” as a probability between 0 and 1."
    ]
    assert data(TRAINED) == [
        "1,200 people, of whom 25.0% had the outcome. Follow-up begins with “released_on”."
    ]
    plain = Run(MANIFEST.model_copy(update={"positive": None, "start": None}))
    assert outcome(plain) == ["It forecasts “reoffended” as a probability between 0 and 1."]
    assert data(plain) == ["1,200 people, of whom 25.0% had the outcome."]


def test_what_it_rests_on_and_what_it_never_saw():
    table = only(features(TRAINED))
    assert table.rows == (
        ("age", "number", "more never raises it", "the older, the less often"),
        ("sex", "category", "free", "norms differ"),
    )
    table = only(left_out(TRAINED))
    assert table.rows == (("race", "origin"),)
    whole = Run(MANIFEST.model_copy(update={"left_out": ()}))
    assert left_out(whole) == ["No column of the table was left out."]
    table = only(libraries(TRAINED))
    assert table.rows == (("joblib", "1.4"), ("polars", "1.0"))


def test_before_a_validation_that_is_the_gap():
    assert accuracy(TRAINED) == [CROSSED, NOT_VALIDATED]
    for fact in (calibration, thresholds, groups, incompatible):
        assert fact(TRAINED) == []


def test_accuracy_stands_with_its_interval_and_what_is_unknown_with_none():
    assert accuracy(VALIDATED) == [
        CROSSED,
        Table(
            "On 1,000 people not seen in training, 250 of them with the outcome",
            ("Measure", "Value", "95 % interval"),
            (
                ("Brier score (lower is better)", "0.172", "0.165 to 0.180"),
                ("Area under the curve (0.5 is chance)", "0.700", "0.670 to 0.730"),
                ("Slope of calibration (1 is right)", "–", "–"),
            ),
        ),
    ]


def test_those_who_were_kept_from_it_and_what_lacks():
    assert held_out(TRAINED) == [LATER, UNITS]
    later, north = KEPT_BACK.held_out
    rows = (
        ("from 2025-01-01 on", "1,300", "90", "0.180", "0.170 to 0.190", "0.690", "0.660 to 0.720"),
        ("north", "350", "30", "0.200", "0.190 to 0.210", "0.700", "–"),
    )
    head = (
        "Who", "People", "With the outcome",
        "Brier score", "95 % interval", "Area under the curve", "95 % interval",
    )  # fmt: skip

    def told(*kept):
        return held_out(Run(KEPT_BACK.model_copy(update={"held_out": kept})))

    caption = "On people who were kept from it"
    assert told(later, north) == [Table(caption, head, rows)]
    assert told(later) == [Table(caption, head, rows[:1]), UNITS]
    assert told(north) == [Table(caption, head, rows[1:]), LATER]


def test_calibration_and_thresholds_in_numbers_of_people():
    curve = only(calibration(VALIDATED))
    assert curve.rows == (("100", "10.0%", "10.0%", "5.0% to 17.5%"),)
    table = only(thresholds(VALIDATED))
    assert table.head == (
        "From", "flagged, had it", "flagged, had it not", "not flagged, had it",
        "not flagged, had it not",
    )  # fmt: skip
    assert table.rows == (("50%", "60", "40", "190", "710"),)


def test_groups_are_shown_and_a_small_one_without_numbers():
    table = only(groups(VALIDATED))
    assert table.caption == "By sex"
    assert table.rows == (
        ("men", "900", "0.250", "0.240", "0.010", "0.700", "0.100", "0.050", "0.600", "–", ""),
        ("women", "90", *["–"] * 8, "Too small."),
    )
    assert {len(row) for row in table.rows} == {len(table.head)}
    assert groups(Run(MANIFEST, {**VALIDATION, "fairness": {}})) == [NO_GROUPS]
    assert incompatible(VALIDATED) == ["Not all can be equal."]
    assert incompatible(Run(MANIFEST, {"fairness": {}})) == []


def test_a_warning_of_the_validation_stands_with_its_figures():
    warned = Run(MANIFEST, {**VALIDATION, "warnings": ["The very rows."]})
    assert accuracy(warned)[1] == "The very rows."
