"""Makes .venv with the `tilts` command, the front end and the translations.

Each step keeps a digest of what it read, and is left out while that and its result are unchanged.
"""

import hashlib
import os
import shutil
import subprocess
import sys
import venv
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from tools import ROOT, debian

VENV = ROOT / ".venv"
PROGRAMS = VENV / "bin"
DESIGN = ROOT / "src/tilts/platform/design"


@dataclass(frozen=True)
class Step:
    """Something that setup makes, and the files (as glob patterns) that it is made from."""

    name: str
    inputs: tuple[str, ...]
    result: Path
    make: Callable[[], None]
    root: Path = ROOT

    def digest(self) -> str:
        """Digest of the input files and of the Python in use."""
        total = hashlib.sha256(sys.version.encode())
        for path in sorted(path for pattern in self.inputs for path in self.root.glob(pattern)):
            if path.is_file():
                total.update(str(path.relative_to(self.root)).encode() + path.read_bytes())
        return total.hexdigest()

    def ensure(self) -> None:
        """Make it unless it is there and still what its inputs ask for."""
        stamp, digest = self.root / ".cache/setup" / self.name, self.digest()
        if self.result.exists() and stamp.exists() and stamp.read_text() == digest:
            return
        print(f"Setting up the {self.name} …", flush=True)
        self.make()
        stamp.parent.mkdir(parents=True, exist_ok=True)
        stamp.write_text(digest)


def run(*command: str | Path) -> None:
    """Run a command in the repository; its words are shown, and its failure ends setup."""
    done = subprocess.run(command, cwd=ROOT, env={**os.environ, "VIRTUAL_ENV": str(VENV)})
    if done.returncode:
        sys.exit(f"Setup stopped: {' '.join(map(str, command))} failed.")


def empty_environment() -> str | Path:
    """Make .venv anew; returns the uv that fills it, from the locked versions if need be."""
    shutil.rmtree(VENV, ignore_errors=True)
    if uv := shutil.which("uv"):
        run(uv, "venv", "--quiet", "--python", sys.executable, VENV)
        return uv
    debian.ensure("python3-venv")
    venv.create(VENV, with_pip=True)
    pip = (PROGRAMS / "python", "-m", "pip", "install", "--quiet", "--require-hashes")
    run(*pip, "-r", "requirements/uv.txt")
    return PROGRAMS / "uv"


def environment() -> None:
    """The locked packages by their hashes, and Tilts itself from its folder."""
    install: list[str | Path] = [empty_environment(), "pip", "install", "--quiet"]
    install.append("--compile-bytecode")  # else each command would compile what it imports
    run(*install, "--require-hashes", "-r", "requirements/dev.txt")
    run(*install, "--no-deps", "--no-build-isolation", "-e", ".")


def front_end() -> None:
    """The styles and scripts that the browser loads."""
    run(PROGRAMS / "python", "-m", "tools.frontend")


def translations() -> None:
    """The compiled catalogues that gettext reads."""
    run(PROGRAMS / "python", "-m", "tools.translations")


STEPS = (
    Step(
        "environment",
        inputs=("requirements/dev.txt", "pyproject.toml"),
        result=PROGRAMS / "tilts",
        make=environment,
    ),
    Step(
        "front end",
        inputs=("package.json", "package-lock.json", "src/tilts/platform/design/frontend/**/*"),
        result=DESIGN / "static/design/dist",
        make=front_end,
    ),
    Step(
        "translations",
        inputs=("src/tilts/**/*.po",),
        result=DESIGN / "locale/lv/LC_MESSAGES/django.mo",
        make=translations,
    ),
)


def main() -> None:
    """Bring everything up to date."""
    if sys.version_info < (3, 11):  # noqa: UP036 - this is where an older Python is told
        sys.exit("Tilts needs Python 3.11 or newer: name it with `make PYTHON=python3.12 …`.")
    for step in STEPS:
        step.ensure()


if __name__ == "__main__":
    main()
