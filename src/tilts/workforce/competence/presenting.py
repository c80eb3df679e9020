"""Observations as pages show them."""

from collections.abc import Iterable
from typing import Any

from django.utils import timezone
from django.utils.formats import number_format

from tilts.engines.agreement import icc, weighted_kappa
from tilts.engines.instruments import Instrument
from tilts.engines.instruments.schema.items import Item
from tilts.platform.forms.about import label
from tilts.platform.forms.answering import values_in
from tilts.platform.forms.catalogue import instrument
from tilts.platform.forms.models import Level
from tilts.platform.forms.queries import listed, standings
from tilts.platform.forms.questions import said, words
from tilts.platform.organisation.models import Agency
from tilts.platform.parties.actors import Actor

from .limits import least_agreement, least_feedback
from .models import Observation, Part, Rating
from .queries import feedback_form, feedback_on, pairs_by_form, trial_feedback, trial_form
from .results import agreement, pairs, steps

TONES = ("danger", "info", "success")
BEFORE = ("planned", "cancelled")  # stages in which nobody sees what the others rated
FED_BACK = ("fed_back", "developing", "awaiting", "closed")


def title(observation: Observation) -> str:
    """The instrument in words; its name when its file is gone."""
    of = instrument(observation.instrument, observation.version)
    return words(of.title) if of else observation.instrument


def is_told(observation: Observation, actor: Actor) -> bool:
    """True once the actor may see what the raters said: both are done, the observed was told."""
    if actor.party == observation.person_id:
        return observation.state in FED_BACK
    return observation.state not in BEFORE


def compared(of: Instrument, observation: Observation, ratings: list[Rating]) -> dict[str, Any]:
    """Every rated question: what each said, what stands; and how far the observers agree."""
    by_part = {Part(row.part): row for row in ratings}
    first, second = by_part[Part.FIRST], by_part[Part.SECOND]
    if first.sheet is None or second.sheet is None:
        return {}
    found = agreement(of, first.sheet, second.sheet)
    differing = {item.id for item in found.differing}
    own = by_part[Part.OWN]
    answers = [values_in(r.sheet.answers) if r.sheet else {} for r in (first, second, own)]
    if not own.is_done:
        answers[2] = {}
    rows = [_row(item, answers, observation.agreed, differing) for item in of.items.values()]
    return {
        "agreement": found,
        "kappa": decimal(found.kappa),
        "icc": decimal(found.icc),
        "low": found.kappa is not None and found.kappa < least_agreement(observation),
        "least": decimal(least_agreement(observation)),
        "rows": [row for row in rows if row["rated"]],
        "words": [row for row in rows if not row["rated"] and any(row["said"])],
    }


def _row(
    item: Item, answers: list[dict[str, Any]], agreed: dict[str, Any], differing: set[str]
) -> dict[str, Any]:
    rated = item.type in ("scale", "number")
    told = [one.get(item.id) for one in answers]
    shown = [_short(value) if rated else _told(item, value) for value in told]
    return {
        "label": words(item.label),
        "said": shown,
        "agreed": _short(agreed.get(item.id)),
        "differs": item.id in differing,
        "rated": rated,
    }


def _short(value: Any) -> str:
    return "" if value is None else str(value)


def _told(item: Item, value: Any) -> str:
    return "" if value is None else said(item, value)


def result_rows(of: Instrument, observation: Observation) -> list[dict[str, Any]]:
    """Every score: its value, its band and the tone of it."""
    rows = []
    for score in of.scores:
        if kept := observation.results.get(score.id):
            bands = {band.id: (place, band) for place, band in enumerate(score.bands)}
            place, band = bands.get(kept["band"], (1, None))
            rows.append(
                {
                    "title": label(of, score.id),
                    "value": decimal(kept["value"], score.decimals),
                    "band": words(band.label) if band else "",
                    "tone": TONES[min(place, 2)],
                }
            )
    return rows


def decimal(value: float | None, places: int = 2) -> str:
    """A number as the reader's language writes it; a dash for none."""
    return "–" if value is None else number_format(round(value, places), places)


def feedback_rows(observation: Observation) -> dict[str, Any]:
    """How many participants answered, and the mean of each question once they are enough.

    A question that fewer answered shows none: their answers could be told apart.
    """
    of, answers = feedback_form(observation), feedback_on(observation)
    least = least_feedback(observation)
    rows = []
    for item in of.items.values() if of and len(answers) >= least else ():
        given = [one[item.id] for one in answers if one.get(item.id) is not None]
        mean = sum(given) / len(given) if len(given) >= least else None
        rows.append({"label": words(item.label), "shown": decimal(mean, 1), "value": mean or 0})
    return {"papers": len(answers), "least": least, "rows": rows, "usable": of is not None}


def trials(agency: Agency) -> list[dict[str, Any]]:
    """Every instrument that an agency tries: what its users say, and since when it is tried.

    Means of each question with how many answered, and every wish: staff speak in their own name.
    """
    of, rows = trial_form(agency.pk), []
    for one in listed(agency.pk, timezone.localdate()):
        if one.level == Level.TRIAL and one.standing:
            said = trial_feedback(agency.pk, one.of)
            asked = list(of.items.values()) if of else []
            rows.append(
                {
                    "of": one.of,
                    "title": words(one.of.title),
                    "since": one.standing.since,
                    "answers": len(said),
                    "rows": [_mean_row(i, said) for i in asked if i.type == "scale"],
                    "wishes": [s["change"] for s in said if s.get("change")],
                }
            )
    return rows


def _mean_row(item: Item, said: list[dict[str, Any]]) -> dict[str, Any]:
    given = [one[item.id] for one in said if one.get(item.id) is not None]
    mean = _mean(given) if given else None
    return {"label": words(item.label), "shown": decimal(mean, 1), "value": mean or 0}


def reliability(agency: str) -> list[dict[str, Any]]:
    """For each instrument by which an agency observes: sessions rated by two, kappa and ICC of all.

    The kappa is of every question of every session; the ICC of the sessions' means.
    """
    standing = standings(agency, timezone.localdate())
    rows = []
    for key, both in sorted(pairs_by_form(agency).items()):
        of = instrument(*key)
        if of is None:
            continue
        told = [pairs(of, one, other) for one, other in both]
        means = [(_mean(a for a, _ in two), _mean(b for _, b in two)) for two in told if two]
        level = standing[key].get_level_display() if key in standing else ""
        rows.append(
            {
                "title": words(of.title),
                "version": of.version,
                "level": level,
                "trial": key in standing and standing[key].level == Level.TRIAL,
                "sessions": len(both),
                "kappa": decimal(weighted_kappa([pair for two in told for pair in two], steps(of))),
                "icc": decimal(icc(means)),
            }
        )
    return rows


def _mean(numbers: Iterable[int]) -> float:
    found = list(numbers)
    return sum(found) / len(found)
