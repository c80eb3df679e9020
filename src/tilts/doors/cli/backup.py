"""tilts backup, restore, upgrade."""

from pathlib import Path

import click

from tilts.casework.people.indexing import forget_unused_tokens
from tilts.platform.record.backup import (
    BrokenArchive,
    KeyMissing,
    NotEmpty,
    OtherSchema,
    copy_keys,
    restore_keys,
)
from tilts.platform.record.backup import backup as write_archive
from tilts.platform.record.backup import restore as read_archive
from tilts.platform.record.backup import upgrade as migrate_with_backup

from .progress import by_table

FILE = click.Path(dir_okay=False, path_type=Path)
THERE = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.command()
@click.argument("archive", type=FILE)
@click.option("--keys", type=FILE, help="Copy the keys here too, over the copy before.")
def backup(archive: Path, keys: Path | None) -> None:
    """Write everything but the keys to ARCHIVE.

    What is about somebody lies under their key. Keep the keys apart from the archives, and one
    copy of them only: then whoever is erased is erased from every archive.
    """
    with by_table("Backing up") as progress:
        done = write_archive(archive, progress)
    click.echo(f"{archive}: {sum(done.rows.values())} rows, {done.documents} documents")
    if keys:
        copied = copy_keys(keys)
        click.echo(f"{keys}: {copied.keys} keys, {copied.destroyed} destroyed")


@click.command()
@click.argument("archive", type=THERE)
@click.option("--keys", type=THERE, help="The copy of the keys, when the key store is gone too.")
def restore(archive: Path, keys: Path | None) -> None:
    """Fill an empty, migrated database from ARCHIVE. Who was erased since stays erased."""
    if keys:
        restore_keys(keys)
    try:
        with by_table("Restoring") as progress:
            done = read_archive(archive, progress)
    except NotEmpty as error:
        raise click.UsageError(f"The database is not empty: it has rows in {error}.") from error
    except OtherSchema as error:
        raise click.UsageError(f"{error}: restore it with that one, then upgrade.") from error
    except KeyMissing as error:
        raise click.UsageError(f"No key of {error}: give the copy with --keys.") from error
    except BrokenArchive as error:
        raise click.ClickException(str(error)) from error
    forget_unused_tokens()  # names of who was erased since
    click.echo(f"{sum(done.rows.values())} rows, {done.documents} documents")
    for subject, rows in sorted(done.left_out.items()):
        click.echo(f"erased: {subject}, {rows} rows left out")
    for column, rows in sorted(done.mended.items()):
        click.echo(f"referred to the erased: {rows} rows of {column}")


@click.command()
def upgrade() -> None:
    """Bring the database to this version, after a backup to TILTS_HOME/backups."""
    with by_table("Backing up") as progress:
        archive = migrate_with_backup(progress)
    click.echo(f"Backed up to {archive}." if archive else "Nothing to back up.")
    click.echo("The database is up to date.")
