"""The demonstration of full size, and a small one against plain inserts of the same rows."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.apps import apps
from django.db import connection, models, transaction
from django.utils import timezone

from bench.timing import clock, show
from tilts.doors.cli.serving import prepare
from tilts.doors.demo.loading import FULL, load
from tilts.platform.parties.models import Party
from tilts.platform.record.recorded import RecordedModel
from tilts.platform.record.router import KEY_STORE
from tilts.platform.workflow.models import Status

PEOPLE = 1000
RUNS = 3
Rows = dict[type[models.Model], list[Any]]


def main() -> None:
    """A thousand people and the staff they need, in turn with plain inserts; then everybody."""
    prepare()
    with _taken_back():
        _load()
        rows = _made()
    print(f"{sum(map(len, rows.values())):,} rows of {len(rows)} models for {PEOPLE:,} people")
    show(
        f"Demonstration on {connection.vendor}, {PEOPLE:,} people",
        {"plain inserts": lambda: _insert(rows), "load": _load_and_take_back},
        baseline="plain inserts",
        runs=RUNS,
    )
    with clock() as span:
        _load(FULL)
    print(f"{connection.vendor}: {FULL:,} people of the demonstration in {span}")


def _load(size: int = PEOPLE) -> None:
    load(size, timezone.localdate(), lambda made: None)


def _load_and_take_back() -> None:
    with _taken_back():
        _load()


@contextmanager
def _taken_back() -> Iterator[None]:
    """What is written inside is taken back: every run begins with the same empty tables."""
    with transaction.atomic(), transaction.atomic(KEY_STORE):
        yield
        transaction.set_rollback(True)
        transaction.set_rollback(True, KEY_STORE)


def _made() -> Rows:
    """The rows of the load, without the record and what is derived from others."""
    kinds = [m for m in apps.get_models() if issubclass(m, RecordedModel | Party | Status)]
    found: Rows = {kind: list(models.QuerySet(kind).all()) for kind in kinds}
    return {kind: rows for kind, rows in found.items() if rows}


def _insert(rows: Rows) -> None:
    with _taken_back():
        for kind, made in rows.items():
            models.QuerySet(kind).bulk_create(made)
