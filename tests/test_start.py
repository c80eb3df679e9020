"""Starting the service: what is heavy is loaded by the commands that compute with it."""

from pathlib import Path

from tests.homes import Home
from tests.schema import lay

HEAVY = ("interpret", "lifelines", "lightgbm", "pandas", "scipy", "skops", "sklearn")
LOADED = f"""
import sys
import tilts.doors.web.urls
print(sorted(set({HEAVY}) & sys.modules.keys()))
"""


def test_the_service_starts_without_what_only_forecasting_needs(tmp_path: Path) -> None:
    home = Home(tmp_path / "home")
    lay(home.folder)
    assert home.python(LOADED) == "[]\n"
