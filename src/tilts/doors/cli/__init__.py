"""The command line: `tilts COMMAND`, from any folder."""

import os
from importlib import import_module

import click

COMMANDS = {
    "backup": "backup",
    "check": "check",
    "createadmin": "founding",
    "demo": "demo",
    "forecast": "forecast",
    "import": "importing",
    "instruments": "instruments",
    "record": "record",
    "restore": "backup",
    "score": "scoring",
    "serve": "serving",
    "upgrade": "backup",
    "worker": "serving",
}


class Commands(click.Group):
    """Loads a command's module, and Django, only when that command is wanted."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return sorted(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        if cmd_name == "demo":
            os.environ["TILTS_DEMO"] = "yes"
        _start_django()
        module = import_module(f"tilts.doors.cli.{COMMANDS[cmd_name]}")
        command: click.Command = getattr(module, cmd_name if cmd_name != "import" else "import_")
        return command


def _start_django() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tilts.settings")
    import django  # only now: the settings read the environment
    from django.core.exceptions import ImproperlyConfigured

    try:
        django.setup()
    except ImproperlyConfigured as wrong:
        raise click.ClickException(str(wrong)) from wrong


@click.group(cls=Commands)
@click.version_option(package_name="tilts")
def main() -> None:
    """Tilts: one record from sentence to a life without crime."""
