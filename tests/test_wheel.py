"""The wheel is whole: it runs in an empty environment, without Node and without this folder."""

import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from tests.house.source import ROOT

pytestmark = pytest.mark.slow
UV = shutil.which("uv", path=str(Path(sys.executable).parent)) or "uv"
DIST = "tilts/platform/design/static/design/dist/"


def run(*command: str | Path, cwd: Path = ROOT, env: dict[str, str] | None = None) -> None:
    """Run a command; what it said appears if it fails."""
    done = subprocess.run(command, cwd=cwd, env=env, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built by way of the source package."""
    folder = tmp_path_factory.mktemp("wheel")
    run(UV, "build", "--quiet", "--out-dir", folder, ROOT)
    (built,) = folder.glob("*.whl")
    return built


def test_it_contains_what_is_built(wheel: Path) -> None:
    names = zipfile.ZipFile(wheel).namelist()
    catalogues = {name.split("/")[4] for name in names if name.endswith(".mo")}
    assert {Path(name).suffix for name in names if name.startswith(DIST)} >= {".css", ".js"}
    assert catalogues == {"lv", "lt", "ru"}


def test_it_serves_the_demo(wheel: Path, tmp_path: Path) -> None:
    environment = tmp_path / "venv"
    run(UV, "venv", "--quiet", "--python", sys.executable, environment)
    install: list[str | Path] = [UV, "pip", "install", "--quiet", "--python", environment]
    run(*install, "--require-hashes", "-r", ROOT / "requirements/tilts.txt")
    run(*install, "--no-deps", wheel)
    programs = environment / "bin"
    own = {"PATH": str(programs), "TILTS_HOME": str(tmp_path / "home")}
    run(programs / "tilts", "demo", "--small", "--once", cwd=tmp_path, env=own)
