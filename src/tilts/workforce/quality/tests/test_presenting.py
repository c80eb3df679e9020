"""Draws, drawn work and results in words; also where a form, a room or the work is gone."""

from datetime import date
from typing import Any
from uuid import uuid4

import pytest
from django.utils import translation

from tilts.doors.api.tests.callers import browser
from tilts.engines.calendars.months import add_months
from tilts.platform.organisation.tests.house import LONG_AGO
from tilts.platform.parties.actors import SERVICE
from tilts.platform.record.acts import act
from tilts.workforce.quality.models import Draw, Drawn, Reading, Stratum
from tilts.workforce.quality.plans import Plan, plans
from tilts.workforce.quality.presenting import (
    MONTHS,
    draw_rows,
    drawn_title,
    material_title,
    month_name,
    plan_rows,
    reading_rows,
    recent_months,
    results,
    score_rows,
    strand_title,
    stratum_title,
    summed,
)
from tilts.workforce.quality.queries import readings_of

from .conftest import MONTH, TODAY, Service

pytestmark = pytest.mark.usefixtures("all_seen")


@pytest.mark.parametrize(
    ("language", "said"),
    [("en", "October 2026"), ("lv", "2026. gada oktobris"), ("lt", "2026 m. spalis")],
)
def test_months_as_the_language_writes_them(language: str, said: str):
    with translation.override(language):
        assert month_name(date(2026, 10, 1))[:4] == said[:4]


def test_recent_months_are_those_that_are_over_the_earliest_first():
    months = recent_months()
    assert (len(months), months[-1]) == (MONTHS, MONTH)
    assert [add_months(month, 1) for month in months[:-1]] == months[1:]
    assert TODAY.replace(day=1) not in months


def test_a_drawn_piece_is_told_by_its_work_unit_and_month(service: Service):
    drawn = service.drawn()
    instrument = strand_title("ievp", "assessments", "rvn-demo")
    assert stratum_title(drawn.stratum) == f"{instrument} · Riga"
    assert drawn_title(drawn) == f"Assessments: {instrument} · Riga · {month_name(MONTH)}"


def test_work_that_no_room_finishes_any_more_is_told_by_its_codes(service: Service):
    drawn = service.drawn()
    with act("test.forget", by=SERVICE):
        draw = drawn.stratum.draw
        draw.material = "speeches"
        draw.save()
    assert material_title("speeches") == "speeches"
    assert drawn_title(drawn) == f"speeches: rvn-demo · Riga · {month_name(MONTH)}"
    page = browser(service.lead).client.get(f"/quality/drawn/{drawn.pk}/")
    assert page.status_code == 200
    assert "no longer on record" in page.content.decode()


def test_work_that_is_gone_has_no_link_but_its_reason(service: Service):
    drawn = service.drawn()
    with act("test.erase", by=SERVICE):
        drawn.piece = str(uuid4())
        drawn.save()
    page = browser(service.reader).client.get(f"/quality/drawn/{drawn.pk}/").content.decode()
    assert "Open the work" not in page
    assert "This work is no longer on record." in page


def test_the_plan_in_words(service: Service):
    service.plan(2)
    service.plan(0, "riga", material="sessions", since=TODAY)
    found = plan_rows(Plan(plans(service.house.agencies["ievp"], TODAY)))
    assert found == [
        {
            "material": "Assessments",
            "where": "the whole agency",
            "wanted": 2,
            "since": LONG_AGO,
        },
        {"material": "Sessions", "where": "Riga", "wanted": 0, "since": TODAY},
    ]


def rows_of(draw: Draw) -> list[dict[str, Any]]:
    strata = Stratum.objects.filter(draw=draw).select_related("draw", "unit")
    pieces = Drawn.objects.filter(stratum__draw=draw)
    return draw_rows(strata, pieces)


@pytest.mark.parametrize("tampered", ["", "frame", "seed", "wanted", "piece"])
def test_a_draw_that_does_not_repeat_is_shown_not_to(service: Service, tampered: str):
    """Whatever of it somebody changed: what was drawn is no more what the seed draws."""
    for _ in range(6):
        service.assessed()
    service.plan(2)
    (draw,) = service.draw()
    stratum = Stratum.objects.select_related("draw").get()
    with act("test.tamper", by=SERVICE):
        if tampered == "frame":
            drawn = set(Drawn.objects.values_list("piece", flat=True))
            stratum.frame = [one for one in stratum.frame if one not in drawn]
        elif tampered == "wanted":
            stratum.wanted = 3
        elif tampered == "seed":
            draw.seed = next(str(n) for n in range(99) if _other(stratum, str(n)))
            draw.save()
        elif tampered == "piece":
            piece = Drawn.objects.order_by("pk")[0]
            piece.piece = str(uuid4())
            piece.save()
        stratum.save()
    (row,) = rows_of(draw)
    assert row["same"] is (tampered == "")
    assert (row["finished"], len(row["pieces"])) == (4 if tampered == "frame" else 6, 2)


def _other(stratum: Stratum, seed: str) -> bool:
    """Whether another seed draws others."""
    before, stratum.draw.seed = set(stratum.again()), seed
    return set(stratum.again()) != before


def test_answers_are_told_once_the_reader_has_finished(service: Service):
    drawn = service.drawn()
    reading = service.begun(drawn, service.reader, 4)
    assert reading_rows(reading) == []
    service.read(drawn, service.reader, 4)
    (told,) = readings_of(drawn)
    found = reading_rows(told)
    assert [row["said"] for row in found] == ["4 · Throughout"] * 6 + ["Name the sources."]
    assert found[0]["label"] == "Its sources are named, and more than one"
    assert [(row["value"], row["tone"]) for row in score_rows(drawn, [told])] == [
        ("4.0", "success"),
        ("4.0", "success"),
    ]


def test_of_two_readers_the_second_ones_scores_stand(service: Service):
    drawn = service.drawn()
    service.read(drawn, service.reader, 4, sure=False, why="Hard.")
    assert score_rows(drawn, readings_of(drawn)) == []
    service.read(drawn, service.second, 1)
    found = score_rows(drawn, readings_of(drawn))
    assert [(row["value"], row["band"], row["tone"]) for row in found] == [
        ("1.0", "To be developed", "danger"),
        ("1.0", "To be developed", "danger"),
    ]


def test_of_a_form_whose_file_is_gone_the_answers_stay_readable(service: Service):
    drawn = service.drawn()
    service.read(drawn, service.reader, 4)
    reading = Reading.objects.select_related("sheet").get()
    with act("test.lose", by=SERVICE):
        reading.sheet.version = "of-old"
        reading.sheet.save()
    found = {row["label"]: row["said"] for row in reading_rows(reading)}
    assert (found["sources"], found["advice"]) == (4, "Name the sources.")
    assert score_rows(drawn, [reading]) == []
    page = browser(service.lead).client.get(f"/quality/drawn/{drawn.pk}/")
    assert page.status_code == 200
    assert "Name the sources." in page.content.decode()


def test_cells_add_up():
    cells = [
        {"finished": 5, "drawn": 2, "read": 2, "sound": 1, "doubted": 1},
        {"finished": 3, "drawn": 2, "read": 1, "sound": 1, "doubted": 0},
    ]
    assert summed(cells) == {"finished": 8, "drawn": 4, "read": 3, "sound": 2, "doubted": 1}
    assert set(summed([]).values()) == {0}


def test_results_stand_apart_by_work(service: Service):
    service.assessed()
    service.held()
    service.plan()
    service.plan(material="sessions")
    service.draw()
    for drawn in Drawn.objects.select_related("stratum__draw", "unit__agency"):
        value = 4 if drawn.stratum.draw.material == "sessions" else 1
        service.read(drawn, service.reader, value)
    told = {one["code"]: one for one in results(service.actor(service.lead))}
    assert [told[code]["chart"][-1]["shown"] for code in ("assessments", "sessions")] == [
        "0 %",
        "100 %",
    ]
    assert [row["strand"] for row in told["sessions"]["rows"]] == ["Calm"]


def test_draws_of_long_ago_are_no_results_of_these_months(service: Service):
    drawn = service.drawn()
    with act("test.age", by=SERVICE):
        draw = drawn.stratum.draw
        draw.month = add_months(MONTH, -MONTHS)
        draw.save()
    assert results(service.actor(service.lead)) == []
