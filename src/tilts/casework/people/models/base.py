"""What every row about a person has in common."""

from typing import Any

from tilts.platform.parties.whose import IN_PROCEEDINGS, Regime, WhoseData


def joined(*parts: str) -> str:
    """Those parts of a line that say something."""
    return " · ".join(part for part in parts if part)


def about_person(purpose: str, **fields: str) -> WhoseData:
    """Declaration of a row about a person in proceedings, kept with their file."""
    common: dict[str, Any] = {"subjects": IN_PROCEEDINGS, "about": "person_id"}
    return WhoseData(
        controller="agency",
        regime=Regime.LED,
        purpose=purpose,
        retention="person-file",
        **{**common, **fields},
    )
