"""What proceedings consist of: offences and measures."""

from dataclasses import replace
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from tilts.casework.people.headers import person_header
from tilts.casework.people.queries import open_person
from tilts.platform.access.authority import require
from tilts.platform.access.doors import door

from .. import queries
from ..forms import OffenceForm, WallForm
from ..presenting import offence_choices, offence_title
from ..queries import one_offence, one_proceeding
from ..rules import OPEN_SEXUAL, RECORD
from ..verbs import END, MEASURE, OFFENCE, REMAND, START
from .steps import of_measure, of_proceeding


@door(RECORD)
def offence(request: Any, proceeding_id: UUID) -> HttpResponse:
    """Add an offence, found in the national code by its number or title."""
    country = one_proceeding(proceeding_id).country
    sought, code = request.GET.get("q", ""), request.GET.get("code", "")
    verb = replace(OFFENCE, form=lambda sent, proceeding: OffenceForm(sent, initial={"code": code}))
    found = offence_choices(country, sought, timezone.localdate())
    template = "proceedings/offence.html"
    return of_proceeding(request, proceeding_id, verb, template=template, q=sought, found=found)


@door(OPEN_SEXUAL)
def circumstances(request: Any, offence_id: UUID) -> HttpResponse:
    """Open the wall around a sexual offence for a purpose; every opening is a recorded look."""
    offence = one_offence(offence_id)
    require(request.actor, OPEN_SEXUAL, offence.person_id)
    person = open_person(request.actor, offence.person_id, session=request.session)
    form, told = WallForm(request.POST or None), None
    if form.is_valid():
        told = queries.circumstances(
            offence, by=request.actor, purpose=form.cleaned_data["purpose"]
        )
    context = {
        "header": person_header(request.actor, person, "proceedings"),
        "person": person,
        "offence": offence,
        "title": _("Circumstances of %(offence)s") % {"offence": offence_title(offence)},
        "form": form,
        "told": told,
    }
    status = 422 if form.errors else 200
    return render(request, "proceedings/circumstances.html", context, status=status)


@door(RECORD)
def measure(request: Any, proceeding_id: UUID) -> HttpResponse:
    """Record a sentence, measure or order."""
    return of_proceeding(request, proceeding_id, MEASURE)


@door(RECORD)
def start(request: Any, measure_id: UUID) -> HttpResponse:
    """Give the first day of a measure."""
    return of_measure(request, measure_id, START)


@door(RECORD)
def remand(request: Any, measure_id: UUID) -> HttpResponse:
    """Count days in remand."""
    return of_measure(request, measure_id, REMAND)


@door(RECORD)
def end(request: Any, measure_id: UUID) -> HttpResponse:
    """End a measure."""
    return of_measure(request, measure_id, END)
