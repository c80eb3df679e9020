"""`person__among=Ids(people)`: that a column holds one of many ids, given as one parameter.

Django takes longer for a list of a hundred ids than the database for the rows: each is converted,
checked and quoted on its own, in every query of a page anew.
"""

import json
from collections.abc import Iterable
from functools import cached_property
from typing import Any
from uuid import UUID

from django.core.exceptions import EmptyResultSet
from django.db import models
from django.db.models.lookups import Lookup


class Ids:
    """A set of ids, which Django hands on as it is."""

    def __init__(self, of: Iterable[UUID | None]) -> None:
        self.ids = [one for one in dict.fromkeys(of) if one]

    @cached_property
    def as_json(self) -> str:
        """As SQLite is given them, with an id as its 32 hexadecimal digits."""
        return json.dumps([one.hex for one in self.ids])


@models.UUIDField.register_lookup
@models.ForeignKey.register_lookup
class Among(Lookup[Ids]):
    """Written for both databases; no ids ask nothing of either."""

    lookup_name = "among"
    prepare_rhs = False

    def as_sql(self, compiler: Any, connection: Any) -> Any:
        column, params = self.process_lhs(compiler, connection)
        ids = self._ids()
        return f"{column} = ANY(%s)", [*params, ids]

    def as_sqlite(self, compiler: Any, connection: Any, **_: Any) -> Any:
        column, params = self.process_lhs(compiler, connection)
        self._ids()
        text = f"{column} IN (SELECT value FROM json_each(%s))"  # noqa: S608 # a column's own name
        return text, [*params, self.rhs.as_json]

    def _ids(self) -> list[UUID]:
        if not self.rhs.ids:
            raise EmptyResultSet
        ids: list[UUID] = self.rhs.ids
        return ids
