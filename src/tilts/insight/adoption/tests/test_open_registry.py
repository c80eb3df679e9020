"""A room that keeps another kind of tool registers it, and it stands on every page by itself."""

from collections.abc import Iterator
from datetime import date

import pytest
from django.db.models import F, Value
from django.db.models.functions import TruncDate

from tilts.casework.programmes.tests.given import group, session
from tilts.doors.api.tests.callers import browser
from tilts.insight.adoption.months import month_name
from tilts.insight.adoption.tests.conftest import LONG, Service, ago, one, shelf
from tilts.insight.adoption.tests.test_pages import PAGE, get, section
from tilts.insight.statistics.tests.test_pages import tables
from tilts.platform.gatherings.models import Session
from tilts.platform.organisation.models import Agency
from tilts.platform.workflow import tools
from tilts.platform.workflow.tools import (
    Rows,
    Tool,
    ToolKind,
    Uses,
    register_kind,
    register_uses,
)

METHODS = {"scaling": "Scaling questions", "chairs": "Two chairs"}


def methods(agency: Agency, day: date) -> Iterator[Tool]:
    """Two methods of a handbook, introduced long ago."""
    for code, title in METHODS.items():
        yield Tool(code=code, title=title, standing="taught", in_force=True, since=LONG)


def practised(agency: Agency) -> Rows:
    """Sessions of one-day courses, whose template names the method that was practised."""
    rows: Rows = Session.objects.filter(series__template__kind="method", series__agency=agency)
    return rows.annotate(
        tool=F("series__template__code"),
        used_on=TruncDate("starts_at"),
        used_in=F("series__unit_id"),
        used_in_path=F("series__unit__path"),
        used_by=Value(None),
    )


@pytest.fixture
def with_methods(service: Service) -> Iterator[Service]:
    register_kind(ToolKind(code="method", title="Method", tools=methods, retire="forms.decide"))
    register_uses(Uses(code="practised", kind="method", title="Practised", rows=practised))
    yield service
    del tools._kinds["method"], tools._uses["practised"]


def practise(service: Service, code: str, on: date) -> None:
    session(group(service.house.units["riga"], code, "method"), on, came=service.analyst)


def test_it_lies_on_the_shelf_when_nobody_used_it(with_methods):
    practise(with_methods, "scaling", ago(2))
    practise(with_methods, "chairs", ago(14))
    assert shelf(with_methods.quality) == ["chairs"]
    text = section(get(with_methods.quality), "shelf")
    assert "Two chairs Method It has been usable since" in text
    assert f"It was last used in {month_name(ago(14))}." in text


def test_it_is_counted_like_every_other(with_methods):
    practise(with_methods, "scaling", ago(2))
    found = one(with_methods.head, "scaling")
    assert (found.of_year, found.uses.first, found.rounded) == (1, ago(2), False)
    row = tables(get(with_methods.quality))["tools"][1]
    month = month_name(ago(2))
    assert [" ".join(cell.split()) for cell in row] == [
        "Scaling questions Method", "taught", month, month, "1", "0",
    ]  # fmt: skip


def test_it_has_its_page_and_its_numbers_lead_nowhere(with_methods):
    """Uses that are not listed one by one are counted all the same."""
    practise(with_methods, "scaling", ago(2))
    page = get(with_methods.quality, f"{PAGE}method/scaling/")
    assert tables(page)["uses"][1][-1] == "1"
    assert "The uses one by one" not in page.content.decode()
    listing = get(with_methods.quality, f"{PAGE}method/scaling/practised/")
    assert listing.status_code == 404


def test_the_api_tells_of_it(with_methods):
    rows = browser(with_methods.analyst).get("/statistics/adoption").json()
    told = {row["code"]: bool(row["shelved_because"]) for row in rows if row["kind"] == "method"}
    assert told == {"chairs": True, "scaling": True}
