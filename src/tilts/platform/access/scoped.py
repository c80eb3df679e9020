"""Reads of personal data go through the scope of whoever reads; without one they raise."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import models
from django_scopes import get_scope, scope
from django_scopes.exceptions import ScopeError

from tilts.platform.parties.actors import Actor
from tilts.platform.record.dated import DatedQuerySet
from tilts.platform.record.recorded import RecordedQuerySet

from .visibility import NO_ONE, Visible, visible_to


class WallClosed(ScopeError):  # type: ignore[misc] # django-scopes ships no types
    """Walled data was read without opening the wall for a purpose."""


class PersonScoped(models.Manager[Any]):
    """Manager of person-bound rows: shows only those of people visible in the present scope.

    `path` leads to the person's id; `wall` names the wall the rows stand behind.
    """

    def __init__(self, path: str = "person_id", *, wall: str = "", dated: bool = False) -> None:
        super().__init__()
        self.path, self.wall = path, wall
        self._queryset_class = DatedQuerySet if dated else RecordedQuerySet

    def get_queryset(self) -> Any:
        state = get_scope()
        if self.wall and self.wall not in state.get("walls", frozenset()):
            raise WallClosed(
                f"open the wall “{self.wall}” for a purpose to read {self.model.__name__}"
            )
        return _visible(state).narrow(super().get_queryset(), self.path)

    def on(self, day: Any) -> Any:
        """Dated rows in force that day."""
        return self.get_queryset().on(day)


def _visible(state: dict[str, Any]) -> Visible:
    if "person" not in state:
        raise ScopeError("read personal data inside `with seen_by(actor)`")
    visible: Visible = state["person"]
    return visible


@contextmanager
def seen_by(actor: Actor | None) -> Iterator[None]:
    """Everything read inside is what this actor may see; nobody's data for None."""
    visible = visible_to(actor) if actor else NO_ONE
    with scope(person=visible):
        yield


@contextmanager
def behind(*walls: str) -> Iterator[None]:
    """Walled rows may be read inside. Only `walls.slice_of` and actions call this."""
    with scope(walls=frozenset(walls)):
        yield
