"""API: who I am, and which role may do what."""

from typing import Any

from ninja import Router, Schema

from tilts.platform.parties.actors import Grant

from .operations import ApiRequest, may
from .roles import Role, roles
from .rules import SEE_ROLES

router = Router(tags=["access"])


class GrantOut(Schema):
    """A capability, how far it reaches, and the role that gives it."""

    capability: str
    scope: str
    role: str


class Me(Schema):
    """Who asks."""

    id: str
    kind: str
    name: str
    agency: str
    country: str
    grants: list[GrantOut]

    @staticmethod
    def resolve_id(obj: Any) -> str:
        """The actor's party."""
        return str(obj.party)

    @staticmethod
    def resolve_grants(obj: Any) -> list[Grant]:
        """In the order of their capabilities."""
        return sorted(obj.grants, key=lambda grant: (grant.capability, grant.role, grant.scope))


class RoleOut(Schema):
    """A role: its names by language, the kinds of agency that have it, what it may do where."""

    code: str
    names: dict[str, str]
    agencies: list[str]
    may: dict[str, str]


@router.get("/me", response=Me, operation_id="me", auth=may("web.enter"))
def me(request: ApiRequest) -> Any:
    """Who I am to this service, and what I may do today."""
    return request.actor


@router.get("/roles", response=list[RoleOut], operation_id="roles_list", auth=may(SEE_ROLES))
def role_table(request: ApiRequest) -> list[Role]:
    """The one table: which role may do what, and how far."""
    return list(roles().values())
