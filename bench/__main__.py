"""Runs every benchmark on SQLite and on PostgreSQL: `python -m bench [--json] [WORD…]`."""

import os
import subprocess
import sys
import tempfile
from pathlib import Path

from tools import debian
from tools.postgres import postgres

FOLDER = Path(__file__).parent


def chosen(words: list[str]) -> list[str]:
    """Names of the benchmarks that contain one of the words; all of them without words."""
    names = sorted(path.stem for path in FOLDER.glob("bench_*.py"))
    return [name for name in names if not words or any(word in name for word in words)]


def run(name: str, options: list[str], database: dict[str, str]) -> int:
    """Exit code of one benchmark in a process and a home of its own."""
    code = f"import django; django.setup(); from bench.{name} import main; main()"
    with tempfile.TemporaryDirectory(prefix="tilts-bench-") as home:
        own = {"TILTS_HOME": home, "DJANGO_SETTINGS_MODULE": "tilts.settings", **database}
        command = [sys.executable, "-c", code, *options]
        return subprocess.run(command, env={**os.environ, **own}, cwd=FOLDER.parent).returncode


def main(arguments: list[str]) -> int:
    """Run the chosen benchmarks on both databases; 1 if one of them failed."""
    options = [argument for argument in arguments if argument.startswith("--")]
    names = chosen([argument for argument in arguments if argument not in options])
    if not names:
        sys.exit("No benchmark has such a name.")
    debian.ensure("postgresql")
    on_sqlite = {"DATABASE_URL": "", "TILTS_KEYS_URL": ""}
    codes = [run(name, options, on_sqlite) for name in names]
    for name in names:
        with postgres(durable=True) as database:
            codes.append(run(name, options, database))
    return int(any(codes))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
