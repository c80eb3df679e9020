"""What every test may rely on: both databases, and pictures of pages when asked for."""

import gc
import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import hypothesis
import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

DATABASES = ["default", "keys"]
DATABASE_FIXTURES = {"db", "transactional_db", "django_db_reset_sequences", "live_server"}
WIDTHS = (1280, 390)
CHROMIUM = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking"]

hypothesis.settings.register_profile("here", deadline=None)
hypothesis.settings.register_profile("ci", deadline=None, derandomize=True)
hypothesis.settings.load_profile("ci" if os.environ.get("CI") else "here")


def pytest_addoption(parser: pytest.Parser) -> None:
    """Where the browser tests leave their pictures, and what a second database need not repeat."""
    parser.addoption("--screens", type=Path, help="folder for the pictures of pages")
    parser.addoption("--with-database", action="store_true", help="only tests that open a database")


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """A test that has a database has both: acts are sealed with keys from the second one."""
    without = []
    for item in items:
        mark = item.get_closest_marker("django_db")
        asked = DATABASE_FIXTURES & set(getattr(item, "fixturenames", ()))
        if mark or asked:
            options = {"databases": DATABASES, **(mark.kwargs if mark else {})}
            item.add_marker(pytest.mark.django_db(**options), append=False)
        else:
            without.append(item)
    if config.getoption("--with-database"):
        config.hook.pytest_deselected(items=without)
        items[:] = [item for item in items if item.get_closest_marker("django_db")]


def pytest_collection_finish() -> None:
    """What is there before the first test stays: the garbage collector need not look at it."""
    gc.collect()
    gc.freeze()


@pytest.fixture(scope="session")
def django_db_setup(
    django_test_environment: None, django_db_blocker: Any, django_db_modify_db_settings: None
) -> Iterator[None]:
    """Both databases, empty: pytest-django would let each process migrate for itself."""
    from django.contrib.contenttypes.management import create_contenttypes
    from django.db import connections
    from django.db.models.signals import post_migrate

    from tests import schema

    with django_db_blocker.unblock():
        own = {alias: schema.make(connections[alias]) for alias in DATABASES}
    # Nobody reads these, and each test that clears the tables would fill them again for longer.
    post_migrate.disconnect(dispatch_uid="django.contrib.auth.management.create_permissions")
    post_migrate.disconnect(create_contenttypes)
    yield
    with django_db_blocker.unblock():
        for alias, name in own.items():
            connections[alias].creation.destroy_test_db(name, verbosity=0)


@pytest.fixture(autouse=True)
def nothing_told_outside(settings: Any) -> None:
    """Each test begins with an empty record, and so with no head of a chain told outside."""
    settings.RECORD_SEAL_LOG.unlink(missing_ok=True)


@pytest.fixture(autouse=True)
def in_the_own_language() -> None:
    """Each test begins in the service's own language: a page of another one leaves it behind."""
    from django.utils import translation

    translation.deactivate()


@pytest.fixture
def pages_as_served(monkeypatch: pytest.MonkeyPatch) -> None:
    """Django keeps the context of each template for its tests, which those of many pages spare."""
    from django.template.base import Template
    from django.test.utils import _TestState

    kept = _TestState.saved_data  # type: ignore[attr-defined] # the stubs leave it out
    monkeypatch.setattr(Template, "_render", kept.template_render)


@pytest.fixture(scope="session")
def browser() -> Iterator["Browser"]:
    """Debian's Chromium: one for all browser tests, since Playwright bears no second beside it."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=CHROMIUM)
        yield chromium
        chromium.close()


@pytest.fixture
def picture(request: pytest.FixtureRequest) -> Callable[["Page", str], None]:
    """Keeps a page's picture, wide and narrow, under a name; does nothing without --screens."""
    folder: Path | None = request.config.getoption("--screens")

    def take(page: "Page", name: str) -> None:
        for width in WIDTHS if folder else ():
            page.set_viewport_size({"width": width, "height": 900})
            page.screenshot(path=f"{folder}/{name}-{width}.png", full_page=True)

    return take
