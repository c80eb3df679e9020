"""A real service for the browser tests: a small demo in a folder of its own, served for real."""

import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.schema import lay

from .budget import table

AXE = Path("node_modules/axe-core/axe.min.js")
# Of what passes nothing is described: axe takes half the time, and so does what it says.
FAULTS = """async () => {
    const found = await axe.run({resultTypes: ["violations"]});
    return found.violations.map(
        fault => ({rule: fault.id, where: fault.nodes.map(node => node.target)})
    );
}"""
STARTED_WITHIN = 300  # seconds, on a busy machine
expect.set_options(timeout=20_000)  # milliseconds: what waits is sent again after ten seconds


@dataclass(frozen=True)
class Service:
    """A running service: its address, and the folder of everything it writes."""

    url: str
    home: Path
    environment: dict[str, str]

    def tilts(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        """Run a tilts command on this service."""
        return subprocess.run(
            [sys.executable, "-m", "tilts.doors.cli", *arguments],
            env=self.environment,
            capture_output=True,
            text=True,
            check=False,
        )


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture(scope="session")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    """`tilts demo --small`, until the tests are over."""
    home, port = tmp_path_factory.mktemp("service"), free_port()
    lay(home)
    environment = {**os.environ, "TILTS_HOME": str(home)}
    environment["DJANGO_SETTINGS_MODULE"] = "tilts.settings"
    environment.pop("DATABASE_URL", None)
    environment.pop("TILTS_KEYS_URL", None)
    command = [sys.executable, "-m", "tilts.doors.cli", "demo", "--small", "--port", str(port)]
    running = subprocess.Popen(command, env={**environment, "TILTS_DEMO": "yes"})
    try:
        url = f"http://127.0.0.1:{port}"
        _wait_for(f"{url}/accounts/login/", running)
        yield Service(url, home, environment)
    finally:
        running.terminate()
        running.wait(30)


def _wait_for(url: str, running: subprocess.Popen[bytes]) -> None:
    end = time.monotonic() + STARTED_WITHIN
    while time.monotonic() < end and running.poll() is None:
        try:
            urllib.request.urlopen(url, timeout=2).read()  # noqa: S310 - our own loopback address
            return
        except OSError:
            time.sleep(0.2)
    raise RuntimeError("the service did not start")


Enter = Callable[..., Page]


@pytest.fixture
def enter(service: Service, browser: Browser) -> Iterator[Enter]:
    """Sign in by the demonstration's door as a role, in a language; one window for each."""
    windows: list[BrowserContext] = []

    def signed_in(role: str, language: str = "en") -> Page:
        window = browser.new_context(viewport={"width": 1280, "height": 900}, locale=language)
        windows.append(window)
        page = window.new_page()
        page.goto(f"{service.url}/accounts/login/")
        page.locator(f"form[action*='become/{role}/'] button").first.click()
        page.wait_for_url(f"{service.url}/")
        return page

    yield signed_in
    for window in windows:
        window.close()


def faults_of(page: Page) -> list[dict[str, Any]]:
    """What axe finds on a page, once it is there as a whole: rule, and where."""
    page.wait_for_load_state()
    page.evaluate(AXE.read_text())
    found: list[dict[str, Any]] = page.evaluate(FAULTS)
    return found


def pytest_terminal_summary(terminalreporter: Any) -> None:
    """Print the recording budget: the interactions that tests counted."""
    reports = terminalreporter.getreports("passed")
    for line in table(one for report in reports for one in report.user_properties):
        terminalreporter.write_line(line)
