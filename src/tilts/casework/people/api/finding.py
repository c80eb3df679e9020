"""API: the list of people, and the search."""

from collections.abc import Sequence
from typing import Annotated, Any
from uuid import UUID

from ninja import Field

from tilts.platform.access.operations import ApiRequest, Rows, Size, may, rows_of
from tilts.platform.design.paging import keyset_page
from tilts.platform.record.consultations import consult
from tilts.platform.record.models import Way

from ..queries import current_people
from ..rules import SEE
from ..search import search
from .router import router
from .rows import hit, row
from .shapes import Found, PersonRow


@router.get("/people", response=Rows[PersonRow], operation_id="people_list", auth=may(SEE))
def people(
    request: ApiRequest,
    unit: UUID | None = None,
    category: str = "",
    cursor: str | None = None,
    size: Size = 50,
) -> Any:
    """Everybody one may see, by name; those merged or entered in error are not listed."""
    wanted = {name: value for name, value in (("unit", unit), ("category", category)) if value}
    page = keyset_page(current_people().filter(**wanted), ["sort_key", "pk"], cursor, size)
    _shown(request, [person.pk for person in page.items])
    return {**rows_of(page), "items": [row(person) for person in page.items]}


def _shown(request: ApiRequest, people: Sequence[UUID]) -> None:
    """Write down who is about to be shown."""
    if people:
        consult(request.actor, people, way=Way.API, purpose="search")


@router.get("/people/search", response=Found, operation_id="people_search", auth=may(SEE))
def find(
    request: ApiRequest,
    q: Annotated[str, Field(min_length=1, max_length=200)],
    size: Size = 50,
) -> Any:
    """By name, however it is spelt, code, file number or birth year, as on the page."""
    found = search(q, limit=size)
    _shown(request, [one.person for one in found.hits])
    items = [hit(one) for one in found.hits]
    return {"items": items, "more": found.more, "suggestions": list(found.suggestions)}
