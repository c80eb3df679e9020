"""Reads of rows about participants: people only in scope, staff, volunteers and guests as well."""

from typing import Any

from django.db.models import Q
from django_scopes import get_scope

from tilts.platform.access.scoped import PersonScoped, person_scoped

NO_PEOPLE = ("staff", "volunteer", "guest")  # whom no scope of casework narrows


class Gathered(PersonScoped):
    """Shows the rows of people visible in the present scope, and of whoever is no such person."""

    kind = ""

    def get_queryset(self) -> Any:
        people = super().get_queryset()
        if get_scope()["person"].everyone and get_scope()["person"].barred is None:
            return people
        rows = self._behind_no_wall()
        return rows.filter(Q(pk__in=people.values("pk")) | Q(**{f"{self.kind}__in": NO_PEOPLE}))

    def about(self, people: Any) -> Any:
        """Rows about these parties, as far as they are visible."""
        return self.get_queryset().filter(**{f"{self.path}__in": set(people)})


def of_seen(rows: Any, *paths: str) -> Any:
    """Rows of which everybody is visible in the present scope to whom one of the paths leads."""
    for path in paths:
        rows = get_scope()["person"].narrow(rows, path)
    return rows


def gathered(path: str, kind: str, *, dated: bool = False) -> Any:
    """A manager whose rows lead by `path` to their party's id, and by `kind` to what they are."""
    rows = type(person_scoped(path, dated=dated))._queryset_class
    scoped = {"path": path, "kind": kind, "_queryset_class": rows}
    return type("Gathered", (Gathered,), scoped)()
