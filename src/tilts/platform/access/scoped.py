"""Reads of personal data go through the scope of whoever reads; without one they raise."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import date
from typing import Any
from uuid import UUID

from django.db import models
from django_scopes import get_scope, scope
from django_scopes.exceptions import ScopeError

from tilts.platform.parties.actors import Actor
from tilts.platform.record.dated import DatedQuerySet
from tilts.platform.record.recorded import RecordedQuerySet

from .among import Ids
from .telling import all_seen
from .visibility import NO_ONE, SEE, Visible, visible_to


class WallClosed(ScopeError):  # type: ignore[misc] # django-scopes ships no types
    """Walled data was read without opening the wall for a purpose."""


class PersonScoped(models.Manager[Any]):
    """Manager of person-bound rows: shows only those of people visible in the present scope.

    What it scopes by stands on its class, because Django makes the managers of reverse relations
    from the class alone: `person_scoped` makes one for each need.
    """

    path = "person_id"
    wall = ""
    nobodys = False
    _queryset_class: type[models.QuerySet[Any]] = RecordedQuerySet

    def get_queryset(self) -> Any:
        rows, visible = self._behind_no_wall(), _visible(get_scope())
        if self.nobodys:
            return visible.narrow_or_nobodys(rows, self.path)
        return visible.narrow(rows, self.path)

    def about(self, people: Iterable[UUID]) -> Any:
        """Rows about these people, as far as they are visible.

        Of people whom a page was found to show already the database is not asked once more: the
        condition would be most of the query.
        """
        _visible(get_scope())
        wanted = set(people)
        rows = self._behind_no_wall() if all_seen(wanted) else self.get_queryset()
        return rows.filter(**{f"{self.path}__among": Ids(wanted)})

    def _behind_no_wall(self) -> Any:
        if self.wall and self.wall not in get_scope().get("walls", frozenset()):
            raise WallClosed(
                f"open the wall “{self.wall}” for a purpose to read {self.model.__name__}"
            )
        return super().get_queryset()

    def on(self, day: date) -> Any:
        """Dated rows in force that day."""
        return self.get_queryset().on(day)


def person_scoped(
    path: str = "person_id",
    *,
    wall: str = "",
    dated: bool = False,
    recorded: bool = True,
    nobodys: bool = False,
) -> Any:
    """A manager whose rows lead by `path` to their person's id, and stand behind `wall`.

    Rows that only follow from others, such as an index, are not `recorded`. With `nobodys` it
    shows those too that are about no person.
    """
    rows: type[models.QuerySet[Any]] = models.QuerySet
    if recorded:
        rows = DatedQuerySet if dated else RecordedQuerySet
    scoped = {"path": path, "wall": wall, "nobodys": nobodys, "_queryset_class": rows}
    return type("PersonScoped", (PersonScoped,), scoped)()


def _visible(state: dict[str, Any]) -> Visible:
    if "person" not in state:
        raise ScopeError("read personal data inside `with seen_by(actor)`")
    visible: Visible = state["person"]
    return visible


@contextmanager
def seen_by(actor: Actor | None, capability: str = SEE) -> Iterator[None]:
    """Everything read inside is what this actor may see; nobody's data for None.

    With another `capability`, the people for whom the actor holds that one.
    """
    visible = visible_to(actor, capability) if actor else NO_ONE
    with scope(person=visible, told=None):
        yield


@contextmanager
def behind(*walls: str) -> Iterator[None]:
    """Walled rows may be read inside. Only `walls.slice_of` and actions call this."""
    with scope(walls=frozenset(walls)):
        yield
