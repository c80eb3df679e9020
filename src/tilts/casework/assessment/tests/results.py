"""Assessments as they stand at their end, made without walking through them."""

from datetime import date
from typing import Any

from tilts.casework.assessment.models import Assessment
from tilts.casework.people.models import Person
from tilts.platform.access.scoped import seen_by
from tilts.platform.forms.catalogue import versions
from tilts.platform.parties.actors import SERVICE
from tilts.platform.record.acts import act


def result(whom: Person, level: str, on: date, **values: Any) -> Assessment:
    """A final assessment of somebody in the unit that registered them."""
    (rvn,) = versions("rvn-demo")
    fields = {
        "unit": whom.unit,
        "instrument": rvn.id,
        "version": rvn.version,
        "state": "final",
        "computed_level": level,
        "decided_on": on,
        **values,
    }
    with act("test.assess", by=SERVICE), seen_by(SERVICE):
        made = Assessment(person=whom, level=level, assessed_on=on, **fields)
        made.save(force_insert=True)
    return made
