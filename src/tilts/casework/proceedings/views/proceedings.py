"""The proceedings of a person: the list, opening them, and one of them."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from tilts.casework.people.headers import person_header
from tilts.casework.people.queries import open_person
from tilts.casework.people.rules import SEE
from tilts.platform.access.authority import why_not
from tilts.platform.access.doors import door
from tilts.platform.workflow.ways import status_lines, ways

from ..forms import WallForm
from ..presenting import Calculated, measure_lines, offence_lines
from ..queries import measures_in, offences_of, one_proceeding, proceedings_of
from ..release import release_calculation
from ..responsibility import responsibility
from ..rules import OPEN_SEXUAL, PLACE, RECORD
from ..verbs import OPEN
from .steps import take

PAGES = {"mark_wrong_person": "proceedings:wrong"}  # moves whose page asks for more


@door(SEE)
def listed(request: Any, person_id: UUID) -> HttpResponse:
    """All proceedings of a person, who is responsible, and when release can come."""
    person = open_person(request.actor, person_id, session=request.session)
    today = timezone.localdate()
    context = {
        "person": person,
        "header": person_header(request.actor, person, "proceedings"),
        "proceedings": proceedings_of([person.pk]),
        "responsibility": responsibility(person.pk, today),
        "calculated": Calculated(release_calculation(person, today)),
        "may_record": RECORD in request.actor.capabilities,
        "may_place": PLACE in request.actor.capabilities,
    }
    return render(request, "proceedings/list.html", context)


@door(RECORD)
def opening(request: Any, person_id: UUID) -> HttpResponse:
    """Open proceedings about a person."""
    return take(request, OPEN, person_id, onwards=("proceedings:list", person_id))


@door(SEE)
def one(request: Any, proceeding_id: UUID) -> HttpResponse:
    """One proceeding: what it is about, what was imposed, what can happen next, and why not."""
    proceeding = one_proceeding(proceeding_id)
    person = open_person(request.actor, proceeding.person_id, session=request.session)
    calculation = release_calculation(proceeding, timezone.localdate())
    context = {
        "person": person,
        "header": person_header(request.actor, person, "proceedings"),
        "proceeding": proceeding,
        "offences": offence_lines(offences_of(proceeding)),
        "measures": measure_lines(measures_in(proceeding)),
        "calculated": Calculated(calculation),
        "ways": ways(proceeding, request.actor, "proceedings:move", PAGES),
        "history": status_lines(proceeding, _("opened")),
        "may_record": RECORD in request.actor.capabilities,
        "may_open": not why_not(request.actor, OPEN_SEXUAL, proceeding.person_id),
        "wall": WallForm(auto_id=False),
    }
    return render(request, "proceedings/one.html", context)
