"""`tilts createadmin`: the first account of a service."""

import click
from django.conf import settings

from tilts.jurisdictions.loading import packs
from tilts.platform.access.reasons import Refused
from tilts.platform.organisation.actions import NewStaff, sync_units
from tilts.platform.organisation.founding import NewAgency, create_admin
from tilts.platform.parties.actors import SERVICE

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
    known = {a.code: (pack, a) for pack in packs(settings.PACKS).values() for a in pack.agencies}
    if agency not in known:
        codes = ", ".join(sorted(known))
        raise click.UsageError(f"No country pack has the agency “{agency}”. There are: {codes}.")
    pack, entry = known[agency]
    sync_units(by=SERVICE, pack=pack)
    founded = NewAgency(code=agency, country=pack.country.code, kind=entry.kind, names=entry.names)
    who = NewStaff(given=given, family=family, email=email)
    try:
        account = create_admin(agency=founded, who=who, password=password)
    except Refused as refused:
        raise click.UsageError(" ".join(str(reason.text) for reason in refused.reasons)) from None
    click.echo(f"{given} {family} can sign in as {account.email}.")
