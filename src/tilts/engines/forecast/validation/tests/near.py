"""A number that stands for all near it, also in a typed whole."""

from typing import Any

import pytest


def near(value: Any, rel: float | None = None, abs: float | None = None) -> Any:
    """pytest.approx, which says of itself that it is no float."""
    return pytest.approx(value, rel=rel, abs=abs)
