"""Pages of docs/ that are printed from the code: `python -m tools.docs [FOLDER]`.

docs/settings.md comes from the table of environment variables, docs/commands.md from what
`--help` says. A test fails when either is not as printed.
"""

import sys
from collections.abc import Iterator
from pathlib import Path

import click

from tilts.doors.cli import main as tilts
from tilts.settings.environment import VARIABLES
from tools import ROOT

WIDTH = 88  # columns of a help text

SETTINGS = """\
# Settings

Printed by `make docs` from `src/tilts/settings/environment.py`. Every setting is an environment
variable; *yes*, *true*, *on* and *1* all mean yes.

| Variable | Default | Meaning |
|---|---|---|
"""
COMMANDS = """\
# Commands

Printed by `make docs` from the commands themselves. Each works from any folder; `TILTS_HOME` and
the other [settings](settings.md) say which service is meant. A command ends with 0 when all is
well, with 1 when it found faults or refused rows, and with 2 when it was called wrongly.
"""


def settings_page() -> str:
    """docs/settings.md."""
    rows = [f"| `{row.name}` | {row.default} | {row.meaning} |\n" for row in VARIABLES]
    return SETTINGS + "".join(rows)


def commands_page() -> str:
    """docs/commands.md."""
    return "\n".join([COMMANDS, *_sections(tilts, None, "tilts")])


def _sections(command: click.Command, above: click.Context | None, name: str) -> Iterator[str]:
    """A heading and the help text of a command, then of those below it."""
    context = click.Context(command, above, name, terminal_width=WIDTH)
    yield f"## {context.command_path}\n\n```text\n{command.get_help(context)}\n```\n"
    if isinstance(command, click.Group):
        for sub in command.list_commands(context):
            below = command.get_command(context, sub)
            assert below is not None, sub  # noqa: S101 - a group lists what it has
            yield from _sections(below, context, sub)


PAGES = {"settings.md": settings_page, "commands.md": commands_page}


def print_pages(folder: Path) -> None:
    """Write every page into a folder."""
    for name, page in PAGES.items():
        (folder / name).write_text(page())


if __name__ == "__main__":
    print_pages(Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "docs")
