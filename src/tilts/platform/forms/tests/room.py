"""A room that lets a sheet be filled in, for the tests; the real addresses stand beside its own."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.urls import path, reverse
from django.utils.html import format_html

from tilts.doors.web.urls import handler400, handler403, handler404, handler500
from tilts.doors.web.urls import urlpatterns as real
from tilts.platform.access.doors import door
from tilts.platform.access.scoped import seen_by
from tilts.platform.forms.models import Sheet
from tilts.platform.forms.pages import SheetPage
from tilts.platform.forms.queries import sheet
from tilts.platform.forms.results import scored
from tilts.platform.forms.saving import filled_in
from tilts.platform.parties.actors import SERVICE

__all__ = ["handler400", "handler403", "handler404", "handler500"]


def result(of: Sheet) -> str:
    """The column beside the questions."""
    total = scored(of).results["total"]
    text = '<section class="ds-card card"><h2>Result</h2><p data-level>{}</p><p>{}</p></section>'
    return format_html(text, total.band or "provisional", ", ".join(total.missing))


@door("people.see")
def section(request: Any, sheet_id: UUID, name: str) -> HttpResponse:
    """One section of a sheet about somebody."""
    with seen_by(SERVICE):
        found = sheet(sheet_id)
        assert found is not None
        assert found.subject_id is not None
        page = SheetPage(
            sheet=found,
            here=name,
            url=lambda one: reverse("room", args=[sheet_id, one]),
            end=reverse("room_end"),
            people=[found.subject_id],
            side=result,
        )
        return filled_in(request, page, "room_section.html", {})


def end(request: Any) -> HttpResponse:
    """Where one goes after the last section."""
    return HttpResponse("the end")


urlpatterns = [
    *real,
    path("room/<uuid:sheet_id>/<str:name>/", section, name="room"),
    path("room/end/", end, name="room_end"),
]
