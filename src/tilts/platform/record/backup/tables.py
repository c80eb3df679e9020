"""Which tables a backup holds, whose each row is, and what is written of a value.

Tables are read as the database has them now, from its applied migrations, and not as the models
have become: so a backup can be made before a migration.
"""

from collections.abc import Callable
from dataclasses import dataclass
from operator import attrgetter
from typing import Any
from uuid import UUID

from django.apps import apps
from django.conf import settings
from django.db import connection, models
from django.db.migrations.executor import MigrationExecutor

from tilts.platform.parties.models import SERVICE_ID

CHUNK = 2000  # rows read at once
KEPT_APART = "record.subjectkey"
NOT_A_PERSONS = ("record", "parties")  # the record seals itself, a party is an id and a kind

Progress = Callable[[str, int, int], None]  # a table, rows done, rows in all


def silent(table: str, done: int, total: int) -> None:
    """Progress that nobody watches."""


@dataclass(frozen=True)
class Table:
    """A table of the service. `about` is the lookup of the party whose row it is, or empty."""

    model: type[models.Model]
    about: str

    @property
    def label(self) -> str:
        """Like "people.person"."""
        return str(self.model._meta.label_lower)

    @property
    def columns(self) -> list[Any]:
        """The columns, in the order of their names."""
        return sorted(self.model._meta.concrete_fields, key=attrgetter("attname"))

    def rows(self) -> Any:
        """All rows by primary key, past any scope."""
        return self.model._base_manager.order_by("pk")

    def values(self) -> Any:
        """Each row as a tuple: the columns' values, then whose it is."""
        whose = models.F(self.about) if self.about else models.Value(SERVICE_ID)
        names = [column.attname for column in self.columns]
        return self.rows().annotate(backup_whose=whose).values_list(*names, "backup_whose")


def schema() -> list[list[str]]:
    """The applied migrations, sorted: two databases that agree here have the same tables."""
    return sorted(
        [app, name] for app, name in MigrationExecutor(connection).loader.applied_migrations
    )


def tables() -> list[Table]:
    """Tables of our rooms and of sign-in; sessions, locks and queued jobs are left out."""
    executor: Any = MigrationExecutor(connection)  # its stubs leave out what it is asked for here
    state = executor._create_project_state(with_applied_migrations=True)
    found = [
        Table(model, _about(model))
        for model in state.apps.get_models(include_auto_created=True)
        if _is_ours(model._meta.app_label)
        and model._meta.managed
        and model._meta.label_lower != KEPT_APART
    ]
    return sorted(found, key=attrgetter("label"))


def _is_ours(app_label: str) -> bool:
    name = apps.get_app_config(app_label).name if app_label in apps.app_configs else ""
    return name.startswith(("tilts.", "allauth."))


def _about(model: type[models.Model]) -> str:
    """By the data map; rows of sign-in belong to the account's member of staff."""
    if model._meta.app_label in NOT_A_PERSONS:
        return ""
    for column in model._meta.concrete_fields:
        other = column.related_model
        if other is not None and other._meta.label == settings.AUTH_USER_MODEL:
            return f"{column.name}__staff_id"
    try:
        present = apps.get_model(model._meta.label)
    except LookupError:
        return ""
    whose = getattr(present, "whose", None)
    return whose.about_lookup if whose else ""


def written(value: object) -> object:
    """A value for JSON where it has none of its own; times keep their microseconds."""
    if isinstance(value, (bytes, memoryview)):
        return bytes(value).hex()
    if hasattr(value, "isoformat"):
        return value.isoformat()
    return str(value)


def reader(column: Any) -> Callable[[Any], Any]:
    """How a column reads again what was written of it."""
    own = column.target_field if column.is_relation else column
    read = bytes.fromhex if isinstance(own, models.BinaryField) else own.to_python
    return lambda value: None if value is None else read(value)


def subject_of(value: object) -> UUID:
    """Whose a row is; the service's when nobody's."""
    return UUID(str(value)) if value else SERVICE_ID
