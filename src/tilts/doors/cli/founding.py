"""`tilts createadmin`: the first account of a service."""

import click
from django.conf import settings

from tilts.jurisdictions.loading import packs
from tilts.platform.organisation.founding import create_admin

from .serving import prepare


@click.command()
@click.option("--agency", required=True, help="Code of the agency in its country pack.")
@click.option("--given", prompt=True, help="Given name.")
@click.option("--family", prompt=True, help="Family name.")
@click.option("--email", prompt=True, help="E-mail address to sign in with.")
@click.password_option(help="At least twelve characters.")
def createadmin(agency: str, given: str, family: str, email: str, password: str) -> None:
    """Create the agency's units and its first administrator."""
    prepare()
    known = [a for pack in packs(settings.PACKS).values() for a in pack.agencies]
    if agency not in {a.code for a in known}:
        codes = ", ".join(sorted({a.code for a in known}))
        raise click.UsageError(f"No country pack has the agency “{agency}”. There are: {codes}.")
    staff = create_admin(agency=agency, given=given, family=family, email=email, password=password)
    click.echo(f"{staff.name} can sign in as {staff.email}.")
