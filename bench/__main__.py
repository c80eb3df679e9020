"""Runs every benchmark on SQLite and on PostgreSQL: `python -m bench [--json] [WORD…]`."""

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tools import debian
from tools.postgres import postgres

FOLDER = Path(__file__).parent
KEPT = ("bench_search",)  # they only read what they once loaded
WITHOUT = ("bench_forecast",)  # they ask no database


def chosen(words: list[str]) -> list[str]:
    """Names of the benchmarks that contain one of the words; all of them without words."""
    names = sorted(path.stem for path in FOLDER.glob("bench_*.py"))
    return [name for name in names if not words or any(word in name for word in words)]


def run(name: str, options: list[str], database: dict[str, str], home: Path) -> int:
    """Exit code of one benchmark in a process of its own."""
    code = f"import django; django.setup(); from bench.{name} import main; main()"
    own = {"TILTS_HOME": str(home), "DJANGO_SETTINGS_MODULE": "tilts.settings", **database}
    command = [sys.executable, "-c", code, *options]
    return subprocess.run(command, env={**os.environ, **own}, cwd=FOLDER.parent).returncode


@contextmanager
def places(name: str, options: list[str]) -> Iterator[tuple[Path, Path | None]]:
    """A benchmark's home and its cluster's data: new ones, or those kept from the last run."""
    if name in KEPT:
        size = [option for option in options if option.startswith("--size=")]
        folder = Path(os.environ.get("TILTS_BENCH_CACHE", FOLDER.parent / ".cache/bench"))
        own = folder.absolute() / "".join([name, *size])
        (own / "home").mkdir(parents=True, exist_ok=True)
        yield own / "home", own / "data"
    else:
        with tempfile.TemporaryDirectory(prefix="tilts-bench-") as home:
            yield Path(home), None


def on_both(name: str, options: list[str]) -> list[int]:
    """Exit codes of one benchmark on SQLite and on PostgreSQL."""
    with places(name, options) as (home, _data):
        code = run(name, options, {"DATABASE_URL": "", "TILTS_KEYS_URL": ""}, home)
    if name in WITHOUT:
        return [code]
    with places(name, options) as (home, data), postgres(durable=True, data=data) as database:
        return [code, run(name, options, database, home)]


def main(arguments: list[str]) -> int:
    """Run the chosen benchmarks on both databases; 1 if one of them failed."""
    options = [argument for argument in arguments if argument.startswith("--")]
    names = chosen([argument for argument in arguments if argument not in options])
    if not names:
        sys.exit("No benchmark has such a name.")
    debian.ensure("postgresql")
    return int(any(code for name in names for code in on_both(name, options)))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
