"""The steps of a protocol as rows, each with the time by which it is due."""

from datetime import timedelta

from tilts.jurisdictions.schema import Protocol

from .models import Occurrence, OccurrenceStep


def steps_for(case: Occurrence, protocol: Protocol) -> list[OccurrenceStep]:
    """The steps of the protocol where the case is, each with the time by which it is due."""
    return [
        OccurrenceStep(
            person_id=case.person_id,
            occurrence=case,
            number=number,
            code=step.code,
            due_at=case.opened_at + timedelta(minutes=step.within),
        )
        for number, step in enumerate(protocol.steps_in(case.setting), start=1)
    ]
