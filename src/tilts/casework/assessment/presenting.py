"""Assessments as the pages show them."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from tilts.engines.instruments import Instrument, Result
from tilts.engines.instruments.schema.quantities import Score
from tilts.platform.access.reasons import Refused
from tilts.platform.forms.answering import answers_in
from tilts.platform.forms.models import Sheet
from tilts.platform.forms.queries import definition
from tilts.platform.forms.questions import said, words
from tilts.platform.forms.results import ahead, scored

from .levels import bands, level_of, level_title
from .models import Assessment

TONES = ("success", "warning", "danger", "danger")  # of the levels, lowest first


def title(assessment: Assessment) -> str:
    """The instrument in words; its code when its file is gone."""
    of = instrument_of(assessment)
    return (
        f"{words(of.title)} {of.version}" if of else f"{assessment.instrument} {assessment.version}"
    )


def instrument_of(assessment: Assessment) -> Instrument | None:
    """The instrument, as far as it is here."""
    try:
        return assessment.definition
    except Refused:
        return None


def level_badge(assessment: Assessment) -> tuple[str, str]:
    """The level in words and its tone: the decided one, else that of the score."""
    level = assessment.level or assessment.computed_level
    return named_level(instrument_of(assessment), level)


def named_level(of: Instrument | None, level: str) -> tuple[str, str]:
    """A level in words and its tone."""
    if not level:
        return "", "neutral"
    known = [band.id for band in bands(level_of(of))] if of and of.level else []
    tone = TONES[min(known.index(level), 3)] if level in known else "neutral"
    return level_title(of, level, get_language() or "en"), tone


def drivers(of: Instrument, result: Result) -> list[dict[str, Any]]:
    """What each factor of the level adds or takes away, the most first; rows for bars."""
    known = {name: value for name, value in result.factors.items() if value}
    ordered = sorted(known.items(), key=lambda pair: -abs(pair[1]))
    return [
        {
            "label": factor_title(of, name),
            "value": f"{value:+g}",
            "size": abs(value),
            "tone": "success" if value < 0 else "danger",
        }
        for name, value in ordered
    ]


def factor_title(of: Instrument, name: str) -> str:
    """A factor in words: the label of its score or question; its code where it has none."""
    quantity = of.quantities.get(name)
    if isinstance(quantity, Score):
        return words(quantity.label)
    return words(of.items[name].label) if name in of.items else name


@dataclass(frozen=True)
class SoFar:
    """What the answers give until now: the level, or between which levels it will lie."""

    level: tuple[str, str]
    missing: int
    lowest: str
    highest: str
    drivers: list[dict[str, Any]]

    @property
    def is_settled(self) -> bool:
        """True when nothing that is missing can change the level."""
        return bool(self.lowest) and self.lowest == self.highest


def so_far(sheet: Sheet) -> SoFar:
    """The result of a sheet that is being filled in."""
    of = definition(sheet)
    deciding = level_of(of)
    result = scored(sheet).results[deciding.id]
    names: tuple[str, ...] = ()
    if result.missing and (outlook := ahead(sheet).get(deciding.id)):
        names = outlook.bands
    ends = [named_level(of, band)[0] for band in names]
    return SoFar(
        level=named_level(of, result.band or ""),
        missing=len(result.missing),
        lowest=ends[0] if ends else "",
        highest=ends[-1] if ends else "",
        drivers=with_shares(drivers(of, result)),
    )


def with_shares(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Bars are as long as their size, the longest whole."""
    most = max((row["size"] for row in rows), default=1)
    return [{**row, "share": round(100 * row["size"] / most)} for row in rows]


def score_rows(
    of: Instrument | None, scores: Mapping[str, Mapping[str, Any]]
) -> list[dict[str, Any]]:
    """Every score that was kept, in words: value, band, norm."""
    if of is None:
        return [{"title": name, "value": one.get("value"), "band": one.get("band") or "",
                 "norm": one.get("norm")} for name, one in scores.items()]  # fmt: skip
    return [_score_row(score, scores[score.id]) for score in of.scores if score.id in scores]


def _score_row(score: Score, kept: Mapping[str, Any]) -> dict[str, Any]:
    titles = {band.id: words(band.label) for band in bands(score)}
    band = kept.get("band") or ""
    return {
        "title": words(score.label),
        "value": kept.get("value"),
        "band": titles.get(band, band),
        "norm": kept.get("norm"),
    }


def told_sections(sheet: Sheet) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """What was answered, in words: first the sections in the person's own voice, then the rest."""
    of, answers = definition(sheet), answers_in(sheet.answers)
    told = [
        {
            "title": words(section.title),
            "own": section.voice == "person",
            "rows": [
                {"label": words(item.label), "said": said(item, answers[item.id].value),
                 "answer": answers[item.id], "kind": answers[item.id].kind or item.kind}
                for item in section.items
                if item.id in answers and not answers[item.id].waits
            ],
        }
        for section in of.sections
    ]  # fmt: skip
    return [one for one in told if one["own"]], [one for one in told if not one["own"]]


def state_note(assessment: Assessment) -> str:
    """Why a result must be read with care; empty when it need not."""
    if assessment.trial:
        return _("The instrument is on trial here: its result decides nothing by itself.")
    return ""
