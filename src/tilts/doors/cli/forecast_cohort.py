"""`tilts forecast cohort CODE --agency AGENCY -o OUT`: the service's own history as a table."""

import json
from pathlib import Path

import click
from django.conf import settings
from django.utils import timezone

from tilts.casework.assessment.forecasts.cohorts import Drawn, draw
from tilts.engines.forecast.table import write_table
from tilts.jurisdictions.loading import packs
from tilts.jurisdictions.schema import Cohort
from tilts.jurisdictions.validity import valid
from tilts.platform.organisation.models import Agency
from tilts.platform.parties.actors import SERVICE

from .forecast_question import OUT

NEXT = "--outcome returned --id person --start start --exclude days"


@click.command()
@click.argument("code")
@click.option("--agency", required=True, help="Whose history, by its code.")
@click.option("-o", "--out", required=True, type=OUT, help="The table, .csv or .parquet.")
@click.option("--json", "as_json", is_flag=True, help="Answer as JSON.")
def cohort(code: str, agency: str, out: Path, as_json: bool) -> None:
    """Write a cohort of the country pack (cohorts.yaml) as a table to learn from.

    One row a person, without names and codes. Who looked at these people says that the service did.
    """
    whose, today = _agency(agency), timezone.localdate()
    drawn = draw(by=SERVICE, agency=whose, cohort=_cohort(code, whose.country), today=today)
    write_table(drawn.table, out)
    returned = int(drawn.table["returned"].sum())
    told = {"rows": drawn.table.height, "returned": returned, "left_out": drawn.left_out}
    click.echo(json.dumps({**told, "out": str(out)}) if as_json else _words(drawn, returned, out))


def _agency(code: str) -> Agency:
    found: Agency | None = Agency.objects.filter(code=code).first()
    if found is None:
        known = ", ".join(Agency.objects.order_by("code").values_list("code", flat=True))
        raise click.UsageError(f"No agency is called “{code}”. There are: {known or 'none yet'}.")
    return found


def _cohort(code: str, country: str) -> Cohort:
    """The definition that holds today."""
    here = valid(packs(settings.PACKS)[country].cohorts, on=timezone.localdate())
    for one in here:
        if one.code == code:
            return one
    known = ", ".join(one.code for one in here)
    raise click.UsageError(f"No cohort is called “{code}” in {country}. There are: {known}.")


def _words(drawn: Drawn, returned: int, out: Path) -> str:
    lines = [f"{drawn.table.height} people, {returned} of them with the outcome → {out}"]
    lines += [f"Left out, {why}: {people}" for why, people in sorted(drawn.left_out.items())]
    return "\n".join([*lines, f"Next: tilts forecast check {out} {NEXT}"])
