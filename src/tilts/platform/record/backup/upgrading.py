"""A new version: an archive of what is there, and only then the migrations."""

from datetime import UTC, datetime
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from ..router import KEY_STORE
from .tables import Progress, schema, silent
from .writing import backup


def pending() -> list[str]:
    """Migrations that the database has not had yet, as "app.name"."""
    executor = MigrationExecutor(connection)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    return [f"{migration.app_label}.{migration.name}" for migration, _ in plan]


def upgrade(progress: Progress = silent) -> Path | None:
    """Back up to TILTS_HOME/backups, then migrate both databases; returns the archive.

    Nothing is backed up when nothing is pending or the database is new.
    """
    archive = None
    if schema() and pending():
        folder = Path(settings.HOME) / "backups"
        archive = folder / f"before-upgrade-{datetime.now(UTC):%Y%m%dT%H%M%SZ}.zip"
        backup(archive, progress)
    call_command("migrate", interactive=False, verbosity=0)
    call_command("migrate", database=KEY_STORE, interactive=False, verbosity=0)
    return archive
