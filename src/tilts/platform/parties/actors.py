"""Who acts: a member of staff, an API client, or the service itself."""

from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from .models import SERVICE_ID


class Scope(StrEnum):
    """How far a capability reaches, narrow to wide."""

    SELF = "self"  # no person at all: the actor's own things
    CASELOAD = "caseload"
    UNIT = "unit"
    AGENCY = "agency"
    COUNTRY = "country"


@dataclass(frozen=True, slots=True)
class Grant:
    """One capability that an actor holds today, and where."""

    capability: str
    scope: Scope
    role: str
    unit_path: str = ""  # units at or below this path; for wider scopes agency or country code


@dataclass(frozen=True, slots=True)
class Actor:
    """Who does it, with what they may do today. Written into every act and consultation."""

    party: UUID
    kind: str
    name: str
    grants: tuple[Grant, ...] = ()
    agency: str = ""
    country: str = ""

    @property
    def capabilities(self) -> frozenset[str]:
        """Codes of all capabilities held, wherever they reach."""
        return frozenset(grant.capability for grant in self.grants)

    @property
    def roles(self) -> tuple[str, ...]:
        """Codes of the roles held today, without repeats."""
        return tuple(dict.fromkeys(grant.role for grant in self.grants))

    @property
    def is_service(self) -> bool:
        """True for the worker and the command line, which no access rule narrows."""
        return self.party == SERVICE_ID


SERVICE = Actor(party=SERVICE_ID, kind="service", name="Tilts")
