"""Reads about agencies, units, staff and clients."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Exists, F, OuterRef, Prefetch, Q, QuerySet
from django.utils import timezone

from tilts.platform.parties.actors import SERVICE, Actor

from .models import Absence, Account, Agency, ApiClient, RoleAssignment, Staff, Unit
from .sorting import folded
from .tokens import token_digest

Rows = QuerySet[Any]


@dataclass(frozen=True)
class Branch:
    """A unit in its tree, and how many staff hold a role right there."""

    unit: Unit
    staff: int

    @property
    def depth(self) -> int:
        """Steps in from the margin."""
        return self.unit.depth

    @property
    def level(self) -> int:
        """Depth as people count it: 1 at the top."""
        return self.depth + 1

    @property
    def steps(self) -> range:
        """One for each step in from the margin."""
        return range(self.depth)


def agencies_seen_by(actor: Actor) -> Rows:
    """The agencies of the actor's country; every one for the service."""
    rows: Rows = Agency.objects.order_by("code")
    return rows if actor.is_service else rows.filter(country=actor.country)


def agency_seen_by(actor: Actor, code: str) -> Agency | None:
    """One agency of the actor's country."""
    found: Agency | None = agencies_seen_by(actor).filter(pk=code).first()
    return found


def unit_tree(agency: Agency, day: date, *, ended: bool = False) -> list[Branch]:
    """Units of an agency, each below the one it belongs to; `ended` also those closed by then."""
    units = Unit.objects.filter(agency=agency).order_by("path")
    shown = units if ended else units.exclude(until__lte=day)
    held = RoleAssignment.objects.on(day).filter(unit__agency=agency)
    heads = Counter(unit for unit, _ in held.values_list("unit_id", "staff_id").distinct())
    return [Branch(unit, heads[unit.pk]) for unit in shown]


def unit_seen_by(actor: Actor, unit_id: UUID) -> Unit | None:
    """One unit of the actor's country."""
    units = Unit.objects.select_related("agency", "parent")
    found: Unit | None = units.filter(agency__in=agencies_seen_by(actor), pk=unit_id).first()
    return found


def units_below(unit: Unit) -> Rows:
    """The units right below one, those closed as well."""
    rows: Rows = unit.children.order_by("path")
    return rows


def units_seen_by(actor: Actor, day: date) -> Rows:
    """Units of the actor's country that are open on a day, each after the one it belongs to."""
    rows: Rows = Unit.objects.on(day).filter(agency__in=agencies_seen_by(actor)).order_by("path")
    return rows


def units_of(agency: Agency, day: date) -> Rows:
    """Units of an agency that are open on a day, in the order of the tree."""
    rows: Rows = Unit.objects.on(day).filter(agency=agency).order_by("path")
    return rows


def unit_of(staff: UUID, day: date) -> Unit | None:
    """The unit in which somebody works on a day; of one with a role in all, the agency's first."""
    held = (
        RoleAssignment.objects.on(day).filter(staff=staff).select_related("unit__agency", "staff")
    )
    rows = list(held.order_by("pk"))
    own = next((row.unit for row in rows if row.unit), None)
    if own or not rows:
        return own
    units = Unit.objects.on(day).filter(agency=rows[0].staff.agency_id).select_related("agency")
    first: Unit | None = units.order_by("path").first()
    return first


def staff_in(unit: Unit, day: date) -> Rows:
    """Role assignments in a unit on a day, by name."""
    rows = RoleAssignment.objects.on(day).filter(unit=unit).select_related("staff")
    return rows.order_by("staff__sort_key", "pk")


def staff_found(actor: Actor, words: str = "", unit: Unit | None = None) -> Rows:
    """Staff of the actor's country whose name or e-mail has every word.

    With a `unit` those who hold a role in it, or below it, today.
    """
    rows = Staff.objects.filter(agency__in=agencies_seen_by(actor)).select_related("agency")
    for word in folded(words).split():
        rows = rows.filter(Q(sort_key__contains=word) | Q(email__icontains=word))
    if unit is not None:
        held = RoleAssignment.objects.on(timezone.localdate()).filter(staff=OuterRef("pk"))
        rows = rows.filter(Exists(held.filter(unit__path__under=unit.path)))
    return rows


def with_roles(staff: Rows, day: date) -> Rows:
    """The same staff with their roles of the day in `roles_now`: one query for a page."""
    held = RoleAssignment.objects.on(day).select_related("unit").order_by("role", "pk")
    return staff.prefetch_related(Prefetch("assignments", held, to_attr="roles_now"))


def staff_seen_by(actor: Actor, staff_id: UUID) -> Staff | None:
    """One member of staff of the actor's country."""
    found: Staff | None = staff_found(actor).filter(pk=staff_id).first()
    return found


def account_of(staff: Staff) -> Account | None:
    """How they sign in; None when they cannot."""
    return Account.objects.filter(staff=staff).first()


def roles_of(staff: Staff) -> Rows:
    """All their roles, those that go on first, then the latest."""
    rows = staff.assignments.select_related("unit")
    return rows.order_by(F("until").desc(nulls_first=True), "-since", "pk")


def qualifications_of(staff: Staff) -> Rows:
    """What they have learnt, by code, the latest first."""
    rows: Rows = staff.qualifications.order_by("code", "-since", "-pk")
    return rows


def absences_of(staff: Staff) -> Rows:
    """Their leave, the latest first."""
    rows: Rows = staff.absences.select_related("substitute").order_by("-since", "pk")
    return rows


def colleagues_of(staff: Staff) -> Rows:
    """Everybody else in the agency, by name."""
    rows: Rows = Staff.objects.filter(agency=staff.agency_id).exclude(pk=staff.pk)
    return rows.order_by("sort_key", "pk")


def standing_in_for(staff_id: UUID, day: date) -> set[UUID]:
    """Ids of the colleagues on leave that day whose substitute this member of staff is."""
    return set(substituted_by(staff_id, day).values_list("staff", flat=True))


def substituted_by(staff_id: UUID, day: date) -> Rows:
    """The absences that day for which this member of staff stands in."""
    rows: Rows = Absence.objects.on(day).filter(substitute=staff_id)
    return rows


def clients_of(agencies: Rows) -> Rows:
    """The API clients of some agencies, those still let in first."""
    rows = ApiClient.objects.filter(agency__in=agencies).select_related("agency", "unit")
    return rows.order_by(F("revoked_at").asc(nulls_first=True), "name", "pk")


def client_with(token: str, day: date) -> ApiClient | None:
    """The client that a token belongs to, unless it has expired or was revoked."""
    clients = ApiClient.objects.select_related("agency", "unit")
    found: ApiClient | None = clients.filter(token_digest=token_digest(token)).first()
    return found if found and found.is_open_on(day) else None


def names_of(parties: Iterable[UUID]) -> dict[UUID, str]:
    """Names of staff, API clients and the service by party: two queries for any number."""
    wanted = set(parties)
    staff = {row.pk: row.short_name for row in Staff.objects.filter(pk__in=wanted)}
    clients = dict(ApiClient.objects.filter(pk__in=wanted).values_list("pk", "name"))
    return {SERVICE.party: SERVICE.name, **staff, **clients}


def path_of(agency: Agency, code: str, parent: Unit | None) -> str:
    """The codes from the agency down to a unit, each followed by a dot."""
    return f"{parent.path if parent else f'{agency.pk}.'}{code}."


def version_of(versions: Sequence[Any], day: date) -> Any:
    """The last of these versions that has begun by that day, else the first; oldest first."""
    begun = [version for version in versions if version.valid_from <= day]
    return begun[-1] if begun else versions[0]
