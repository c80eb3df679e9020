"""Draws, drawn work and results as pages show them."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from typing import Any

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from tilts.engines.calendars.months import add_months
from tilts.engines.instruments import Instrument
from tilts.platform.access.telling import told_once
from tilts.platform.forms.answering import values_in
from tilts.platform.forms.catalogue import instrument
from tilts.platform.forms.questions import said, words
from tilts.platform.parties.actors import Actor
from tilts.platform.workflow.samples import materials
from tilts.workforce.competence.presenting import decimal

from .models import Drawn, Reading, Stratum
from .plans import Plan
from .queries import counted

MONTHS = 6  # shown side by side


def month_name(month: date) -> str:
    """`October 2026`."""
    return date_format(month, "YEAR_MONTH_FORMAT")


def material_title(code: str) -> str:
    """A kind of work in words; its code when no room registers it any more."""
    known = materials().get(code)
    return str(known.title) if known else code


def strand_title(agency: str, material: str, strand: str) -> str:
    """A programme or instrument in words."""
    known = materials().get(material)
    return known.strand(agency, strand) if known else strand


def unit_name(unit: Any) -> str:
    """In the present language."""
    return str(unit.name_in(get_language() or "en"))


def stratum_title(stratum: Stratum) -> str:
    """`EQUIP · Riga`."""
    draw = stratum.draw
    told = strand_title(draw.agency_id, draw.material, stratum.strand)
    return f"{told} · {unit_name(stratum.unit)}"


def drawn_title(drawn: Drawn) -> str:
    """`Assessments: RVN · Riga · October 2026`."""
    draw = drawn.stratum.draw
    told = f"{stratum_title(drawn.stratum)} · {month_name(draw.month)}"
    return f"{material_title(draw.material)}: {told}"


def recent_months() -> list[date]:
    """The last months that are over, the earliest first."""
    this = timezone.localdate().replace(day=1)
    return [add_months(this, -back) for back in range(MONTHS, 0, -1)]


@told_once()
def results(actor: Actor) -> list[dict[str, Any]]:
    """For each kind of work: a row per programme or instrument and unit, a cell per month; a chart.

    A cell has what was drawn, read, and sound; the chart the share that is sound in each month.
    """
    months = recent_months()
    by_material: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for one in counted(actor, months[0]):
        by_material[one["material"]].append(one)
    return [
        {
            "code": code,
            "title": material_title(code),
            "months": [month_name(month) for month in months],
            "rows": _rows(actor, code, cells, months),
            "chart": [_bar(month, cells) for month in months],
        }
        for code, cells in by_material.items()
    ]


def _rows(
    actor: Actor, material: str, cells: list[dict[str, Any]], months: list[date]
) -> list[dict[str, Any]]:
    strata: dict[tuple[str, Any], dict[date, dict[str, Any]]] = defaultdict(dict)
    for one in cells:
        strata[one["strand"], one["unit"]][one["month"]] = one
    return [
        {
            "strand": strand_title(unit.agency_id, material, strand),
            "unit": unit_name(unit),
            "cells": [of.get(month) for month in months],
            "total": summed(of.values()),
        }
        for (strand, unit), of in strata.items()
    ]


def summed(cells: Iterable[dict[str, Any]]) -> dict[str, int]:
    """Cells added up, by what they count."""
    found = list(cells)
    names = ("finished", "drawn", "read", "sound", "doubted")
    return {name: sum(one[name] for one in found) for name in names}


def _bar(month: date, cells: list[dict[str, Any]]) -> dict[str, Any]:
    """The share in a month of what was read that was sound, in per cent; a dash where none was."""
    total = summed(one for one in cells if one["month"] == month)
    share = round(100 * total["sound"] / total["read"]) if total["read"] else None
    shown = "–" if share is None else f"{share} %"
    return {"label": month_name(month), "value": share or 0, "shown": shown}


def plan_rows(plan: Plan) -> list[dict[str, Any]]:
    """The plan in words: what, where, how much."""
    return [
        {
            "material": material_title(row.material),
            "where": unit_name(row.unit) if row.unit else _("the whole agency"),
            "wanted": row.wanted,
            "since": row.since,
        }
        for row in plan.rows
    ]


@told_once()
def draw_rows(strata: Iterable[Stratum], pieces: Iterable[Drawn]) -> list[dict[str, Any]]:
    """Each stratum of a draw with what was drawn, and whether the seed draws the same again."""
    drawn: dict[Any, list[Drawn]] = defaultdict(list)
    for piece in pieces:
        drawn[piece.stratum_id].append(piece)
    return [
        {
            "row": one,
            "title": stratum_title(one),
            "finished": len(one.frame),
            "pieces": drawn[one.pk],
            "same": sorted(one.again()) == sorted(piece.piece for piece in drawn[one.pk]),
        }
        for one in strata
    ]


def reading_rows(reading: Reading) -> list[dict[str, Any]]:
    """What a reader gave to each question, in words, once they have finished."""
    if not reading.is_done:
        return []
    answers, of = values_in(reading.sheet.answers), _form(reading)
    if of is None:
        return [{"label": name, "said": value} for name, value in answers.items()]
    return [
        {"label": words(item.label), "said": said(item, answers[item.id])}
        for item in of.items.values()
        if answers.get(item.id) is not None
    ]


def _form(reading: Reading) -> Instrument | None:
    """The instrument that a reader answered, as far as its file is here."""
    return instrument(reading.sheet.instrument, reading.sheet.version)


def score_rows(drawn: Drawn, readings: Iterable[Reading]) -> list[dict[str, Any]]:
    """Every score of the reading that stands: its value and band."""
    of = next((_form(one) for one in reversed(list(readings)) if one.is_done), None)
    rows = []
    for score in of.scores if of else ():
        if kept := drawn.results.get(score.id):
            bands = {band.id: band for band in score.bands or ()}
            band = bands.get(kept["band"])
            low = bool(score.bands) and kept["band"] == score.bands[0].id
            rows.append(
                {
                    "title": words(score.label),
                    "value": decimal(kept["value"], score.decimals),
                    "band": words(band.label) if band else "",
                    "tone": "danger" if low else "success",
                }
            )
    return rows
