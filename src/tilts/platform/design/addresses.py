"""Addresses of pages about people, for lists of many: to reverse each would take longest of all."""

from functools import lru_cache
from uuid import UUID

from django.urls import get_script_prefix, reverse

SOMEBODY = UUID(int=0)


def page_of(person: UUID, name: str) -> str:
    """The address of the page `name` about somebody, as `reverse` gives it."""
    return _address(name, get_script_prefix()).replace(str(SOMEBODY), str(person))


@lru_cache
def _address(name: str, prefix: str) -> str:
    """The address for somebody, under the prefix at which the service is mounted."""
    return reverse(name, args=[SOMEBODY])
