"""What this machine lacks, from Debian's packages where we may install them.

`python3 -m tools.debian chromium postgresql` does nothing when both are there.
"""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterable
from importlib.util import find_spec

from tools.postgres import binaries

PRESENT: dict[str, Callable[[], object]] = {
    "chromium": lambda: shutil.which("chromium"),
    "gettext": lambda: shutil.which("xgettext"),
    "poppler-utils": lambda: shutil.which("pdfsig"),
    "postgresql": binaries,
    "python3-venv": lambda: find_spec("ensurepip"),
}


def missing(packages: Iterable[str]) -> list[str]:
    """Those of the packages, each named in PRESENT, whose programs this machine lacks."""
    return [package for package in packages if not PRESENT[package]()]


def may_install() -> bool:
    """Whether this is a Debian machine and we are root on it."""
    return os.geteuid() == 0 and shutil.which("apt-get") is not None


def install(packages: list[str]) -> None:
    """Install the packages without asking anything."""
    apt = ["apt-get", "-qq", "-o", "DPkg::Lock::Timeout=300"]
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for arguments in (["update"], ["install", "--yes", "--no-install-recommends", *packages]):
        subprocess.run([*apt, *arguments], check=True, env=quiet, stdin=subprocess.DEVNULL)


def ensure(*packages: str) -> None:
    """Install what is missing, or exit with one line that names it."""
    lacking = missing(packages)
    if lacking and not may_install():
        sys.exit(f"Missing on this machine: run `sudo apt-get install {' '.join(lacking)}`.")
    if lacking:
        print(f"Installing from Debian: {' '.join(lacking)}", flush=True)
        install(lacking)


if __name__ == "__main__":
    ensure(*sys.argv[1:])
