"""Finding people: by misspelt names, by any code, by file number and birth year."""

from .find import search
from .found import Found, Hit

__all__ = ["Found", "Hit", "search"]
