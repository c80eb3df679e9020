"""What the tests of the platform share: a small service, and its pages without the shell."""

from collections.abc import Callable
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from tilts.platform.organisation.actions import open_account
from tilts.platform.organisation.models import Staff
from tilts.platform.organisation.tests.house import House, build_house
from tilts.platform.parties.actors import SERVICE

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
SHELL = "tilts.doors.web.context.shell"


@pytest.fixture
def house(db: None) -> House:
    """Two Latvian agencies and a Lithuanian one."""
    return build_house()


@pytest.fixture
def pages(settings: Any, tmp_path: Path) -> None:
    """Pages of the platform alone: the doors above add the shell and gather static files."""
    settings.STATIC_ROOT = tmp_path
    settings.ROOT_URLCONF = "tilts.platform.organisation.tests.pages"
    templates = deepcopy(settings.TEMPLATES)
    templates[0]["OPTIONS"]["context_processors"].remove(SHELL)
    settings.TEMPLATES = templates


@pytest.fixture
def enter(pages: None) -> Callable[[Staff], Client]:
    """Signs somebody in."""

    def signed_in(staff: Staff) -> Client:
        client = Client()
        client.force_login(open_account(by=SERVICE, staff=staff), backend=BACKEND)
        return client

    return signed_in
