"""Fictional papers: what participants say of a session, and staff of a form on trial."""

from collections.abc import Iterator
from datetime import datetime
from random import Random
from typing import Any

from tilts.engines.instruments import Instrument
from tilts.engines.instruments.schema.items import Scale
from tilts.platform.forms.catalogue import versions
from tilts.platform.forms.models import Sheet
from tilts.platform.organisation.models import Agency

from ..models import Observation
from ..queries import FEEDBACK, TRIAL, tried

TRIED = "miti4"
PARTICIPANTS, STAFF = 8, 6


def of_participants(random: Random, one: Observation, at: datetime) -> Iterator[Sheet]:
    """What eight participants said of an observed session."""
    (of,) = versions(FEEDBACK)
    for _number in range(PARTICIPANTS):
        said = {name: random.choice([3, 4, 4]) for name in of.items}
        yield _paper(of, one.case_ref(), one.person.agency_id, said, at)


def on_trial(random: Random, agency: Agency, at: datetime) -> Iterator[Sheet]:
    """What six members of staff think of the instrument that their agency tries."""
    (form,) = versions(TRIAL)
    (of,) = versions(TRIED)
    for _number in range(STAFF):
        scales = [item.id for item in form.items.values() if isinstance(item, Scale)]
        said = {name: random.choice([3, 3, 4]) for name in scales}
        yield _paper(form, tried(of), agency.pk, said, at)


def _paper(of: Instrument, thing: str, agency: str, said: dict[str, Any], at: datetime) -> Sheet:
    return Sheet(
        thing=thing,
        agency_id=agency,
        instrument=of.id,
        version=of.version,
        digest=of.digest,
        answers={name: {"value": value, "saved": 1} for name, value in said.items()},
        opened_at=at,
        fixed_at=at,
    )
