"""A migration operation: the database itself refuses to change or delete recorded rows."""

from typing import Any

from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.operations.base import Operation

SQLITE = """
CREATE TRIGGER {table}_no_{verb} BEFORE {verb} ON {table}
BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END
"""
FUNCTION = """
CREATE OR REPLACE FUNCTION tilts_append_only() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN RAISE EXCEPTION '% is append-only', TG_TABLE_NAME; END $$
"""
POSTGRESQL = """
CREATE TRIGGER {table}_no_change BEFORE UPDATE OR DELETE ON {table}
FOR EACH ROW EXECUTE FUNCTION tilts_append_only()
"""
POSTGRESQL_TRUNCATE = """
CREATE TRIGGER {table}_no_truncate BEFORE TRUNCATE ON {table}
FOR EACH STATEMENT EXECUTE FUNCTION tilts_append_only()
"""


def statements(vendor: str, table: str) -> list[str]:
    """The SQL that makes a table append-only in SQLite or PostgreSQL."""
    if vendor == "sqlite":
        return [SQLITE.format(table=table, verb=verb) for verb in ("UPDATE", "DELETE")]
    return [
        FUNCTION,
        POSTGRESQL.format(table=table),
        POSTGRESQL_TRUNCATE.format(table=table),
    ]


def lifting(vendor: str, table: str) -> list[str]:
    """The SQL that takes the rule off again: for tests, and for nobody else."""
    if vendor == "sqlite":
        return [f"DROP TRIGGER {table}_no_{verb}" for verb in ("UPDATE", "DELETE")]
    return [f"DROP TRIGGER {table}_no_{verb} ON {table}" for verb in ("change", "truncate")]


class AppendOnly(Operation):
    """Makes the table of a model append-only. It cannot be taken back by a migration."""

    reduces_to_sql = True
    reversible = False

    def __init__(self, model: str) -> None:
        self.model = model

    def state_forwards(self, app_label: str, state: Any) -> None:
        """The models do not change, only the database's own rules."""

    def database_forwards(
        self,
        app_label: str,
        schema_editor: BaseDatabaseSchemaEditor,
        from_state: Any,
        to_state: Any,
    ) -> None:
        model = to_state.apps.get_model(app_label, self.model)
        connection = schema_editor.connection
        if self.allow_migrate_model(connection.alias, model):
            for statement in statements(connection.vendor, model._meta.db_table):
                schema_editor.execute(statement, params=None)

    def describe(self) -> str:
        return f"Make {self.model} append-only"
