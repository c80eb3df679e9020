"""What several tests share."""

import pytest

from tilts.engines.instruments import Scorer

from .made import needs_scorer


@pytest.fixture(scope="session")
def needs() -> Scorer:
    """The scorer of tests/needs.yaml."""
    return needs_scorer()
