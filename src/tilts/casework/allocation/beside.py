"""Pages about a unit that rooms to the right have, linked beside its workload.

register_page(_("Contact standard"), "supervision:standard")
"""

from tilts.platform.access.reasons import Text

_pages: list[tuple[Text, str]] = []


def register_page(title: Text, name: str) -> None:
    """Add a page by the name of its address; whoever shares people out may open it."""
    _pages.append((title, name))


def pages() -> list[tuple[Text, str]]:
    """Titles and names of addresses, in the order of the rooms."""
    return list(_pages)
