from typing import Any

import pytest
from django.core.cache import cache

from tilts.platform.organisation.tests.house import House, build_house


@pytest.fixture(autouse=True)
def fresh_rate_limits():
    """allauth counts tries in the cache, which outlives a test."""
    cache.clear()


@pytest.fixture
def house(db: None, settings: Any) -> House:
    """Two Latvian agencies and a Lithuanian one; pages in English."""
    settings.LANGUAGE_CODE = "en"
    return build_house()
