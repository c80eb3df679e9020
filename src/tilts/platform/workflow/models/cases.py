"""What all cases have in common."""

from collections.abc import Mapping
from datetime import date
from typing import Any, ClassVar, Self
from uuid import UUID

from django.apps import apps
from django.db import models
from uuid_utils.compat import uuid7

from tilts.platform.access.scoped import person_scoped
from tilts.platform.organisation.models import Unit
from tilts.platform.record.recorded import RecordedModel, reference

from ..kinds import WorkKind
from ..machines import Machine, is_closed, state_title


class Matter(RecordedModel):
    """Something that moves as its machine says, and is nobody's: a programme to be licensed.

    Only `actions.move` changes its state. A room's own kind names its `machine`.
    """

    MATTER_FIELDS = "id unit state"  # for the declaration of whose data it is: technical
    machine: ClassVar[Machine]
    person_id: UUID | None = None

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=32, editable=False)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return reference(self)

    def case_ref(self) -> str:
        """How the record and work items name this case."""
        return reference(self)

    def work_owner(self) -> UUID | None:
        """The member of staff whose work the case is; None leaves it to the unit's queue."""
        return None

    def work_due(self, kind: WorkKind) -> date | None:
        """The day on which work of the case is due; None leaves it to the deadline of its kind."""
        return None

    def catch_up_with(self, held: Self, changes: Mapping[str, object]) -> bool:
        """Take over what others changed since this case was read.

        False when some of it was changed here too, or is about to be by `changes`.
        """
        seen, now = self._recorded or {}, held._values()
        newer = {name: value for name, value in now.items() if seen.get(name, value) != value}
        if any(name in changes or getattr(self, name) != seen[name] for name in newer):
            return False
        for name, value in newer.items():
            setattr(self, name, value)
        self._recorded = {**seen, **newer}
        return True

    @property
    def state_title(self) -> str:
        """Where the case stands, in the present language."""
        return state_title(self.machine, self.state)

    @property
    def is_over(self) -> bool:
        """True when the case is closed."""
        return is_closed(self.machine, self.state)


class Case(Matter):
    """A case of a person: a room's own kind has a foreign key `person` as well."""

    CASE_FIELDS = Matter.MATTER_FIELDS
    person_id: UUID

    objects: ClassVar[Any] = person_scoped()

    class Meta(Matter.Meta):
        abstract = True


def case_models() -> list[type[Case]]:
    """Every kind of case of a person of the installed rooms, in the rooms' order."""
    return [model for model in apps.get_models() if issubclass(model, Case)]


def matter_models() -> list[type[Matter]]:
    """Every kind of case, those of nobody too, in the rooms' order."""
    return [model for model in apps.get_models() if issubclass(model, Matter)]
