"""What proceedings consist of: offences and measures."""

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

from .. import actions, queries
from ..forms import EndForm, MeasureForm, OffenceForm, RemandForm, StartForm, WallForm
from ..guards import title_of
from ..presenting import offence_choices, offence_title
from ..queries import one_measure, one_offence, one_proceeding
from ..rules import OPEN_SEXUAL, RECORD
from .steps import Step, take


@door(RECORD)
def offence(request: Any, proceeding_id: UUID) -> HttpResponse:
    """Add an offence, found in the national code by its number or title."""
    proceeding = one_proceeding(proceeding_id)
    person = open_person(request.actor, proceeding.person_id, session=request.session)
    sought, code = request.GET.get("q", ""), request.GET.get("code", "")
    step = Step(
        person=person,
        title=_("Add an offence"),
        form=OffenceForm(request.POST or None, initial={"code": code}),
        do=lambda said: actions.add_offence(by=request.actor, proceeding=proceeding, **said),
        onwards=("proceedings:one", proceeding.pk),
        template="proceedings/offence.html",
    )
    found = offence_choices(proceeding.country, sought, timezone.localdate())
    return take(request, step, q=sought, found=found)


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
    proceeding = one_proceeding(proceeding_id)
    form = MeasureForm(request.POST or None, proceeding=proceeding)
    step = Step(
        person=open_person(request.actor, proceeding.person_id, session=request.session),
        title=_("Add a sentence, measure or order"),
        form=form,
        do=lambda said: actions.impose_measure(
            by=request.actor, proceeding=proceeding, what=form.what()
        ),
        onwards=("proceedings:one", proceeding.pk),
    )
    return take(request, step)


@door(RECORD)
def start(request: Any, measure_id: UUID) -> HttpResponse:
    """Give the first day of a measure."""
    return _of_measure(request, measure_id, _("First day"), StartForm, actions.start_measure)


@door(RECORD)
def remand(request: Any, measure_id: UUID) -> HttpResponse:
    """Count days in remand."""
    return _of_measure(request, measure_id, _("Remand counted"), RemandForm, actions.count_remand)


@door(RECORD)
def end(request: Any, measure_id: UUID) -> HttpResponse:
    """End a measure."""
    return _of_measure(request, measure_id, _("End"), EndForm, actions.end_measure)


def _of_measure(request: Any, measure_id: UUID, title: str, form: Any, action: Any) -> HttpResponse:
    measure = one_measure(measure_id)
    step = Step(
        person=open_person(request.actor, measure.person_id, session=request.session),
        title=f"{title_of(measure)}: {title}",
        form=form(request.POST or None),
        do=lambda said: action(by=request.actor, measure=measure, **said),
        onwards=("proceedings:one", measure.proceeding_id),
    )
    return take(request, step)
