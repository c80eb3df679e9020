"""Puts the built front end and the compiled translations into the wheel."""

import subprocess
import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

DIST = "src/tilts/platform/design/static/design/dist"


class Assets(BuildHookInterface[Any]):
    """Makes what git leaves out and a package needs; needs Node unless it was built before."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Called by hatchling before it gathers the files."""
        if version == "editable":
            return
        if not (Path(self.root) / DIST).exists():
            self._run("tools.frontend")
        self._run("tools.translations")

    def _run(self, module: str) -> None:
        subprocess.run([sys.executable, "-m", module], cwd=self.root, check=True)  # noqa: S603 - ours
