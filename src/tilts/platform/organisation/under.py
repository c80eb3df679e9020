"""`path__under="vpd.riga."`: that the path of a unit begins with another's.

Django says it with LIKE. For that SQLite plans the query anew each time it runs, because the best
plan hangs on the pattern; what somebody may see has six of these, in nearly every query.
"""

from typing import Any

from django.db import models
from django.db.models.lookups import Lookup, StartsWith

LAST = "\U0010ffff"  # after whatever a path can go on with


@models.CharField.register_lookup
class Under(Lookup[str]):
    """As `startswith`; on SQLite the span of texts that begin so, which an index has as well."""

    lookup_name = "under"

    def as_sql(self, compiler: Any, connection: Any) -> Any:
        return StartsWith(self.lhs, self.rhs).as_sql(compiler, connection)

    def as_sqlite(self, compiler: Any, connection: Any, **_: Any) -> Any:
        """Every path is under none."""
        column, params = self.process_lhs(compiler, connection)
        text = f"({column} >= %s AND {column} < %s)"
        return text, [*params, self.rhs, *params, f"{self.rhs}{LAST}"]
