"""The page that says why somebody is in a tier."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone

from tilts.casework.assessment.capabilities import SEE
from tilts.casework.people.headers import person_header
from tilts.casework.people.queries import open_person
from tilts.platform.access.doors import door

from ..presenting_tiers import lines, missing_in_words
from ..queries.tiers import calculations_of
from ..tier_facts import rules_on, tiers_today

SHOWN = 20  # calculations before this one


@door(SEE)
def tier(request: Any, person_id: UUID) -> HttpResponse:
    """The tier of today, rule by rule, and how it came to be."""
    person = open_person(request.actor, person_id, session=request.session)
    today = timezone.localdate()
    _facts, found = tiers_today([person.pk], today)[person.pk]
    rules = rules_on(person.country, today)
    context = {
        "person": person,
        "header": person_header(request.actor, person, "tier"),
        "tier": found,
        "missing": missing_in_words(found.could_raise),
        "lines": lines([vars(step) for step in found.steps], rules),
        "unconfirmed": any(not rule.confirmed for rule in rules),
        "before": [_past(row) for row in calculations_of(person.pk)[:SHOWN]],
    }
    return render(request, "supervision/tier.html", context)


def _past(row: Any) -> dict[str, Any]:
    """A calculation of the past with the rules that held, by the names of its day."""
    rules = rules_on(row.person.country, timezone.localdate(row.calculated_at))
    held = [step for step in row.steps if step["holds"]]
    return {"row": row, "held": lines(held, rules), "missing": missing_in_words(row.could_raise)}
