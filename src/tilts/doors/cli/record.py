"""tilts record verify, seal, erase."""

import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from uuid import UUID

import click
from django.utils import timezone

from tilts.platform.access.reasons import Refused
from tilts.platform.erasure.actions import approve, carry_out, propose
from tilts.platform.erasure.models import Ground
from tilts.platform.erasure.queries import dry_run, request_of
from tilts.platform.organisation.grants import actor_for
from tilts.platform.organisation.models import Staff
from tilts.platform.parties.actors import Actor
from tilts.platform.parties.models import Party
from tilts.platform.record.sealing import seal_all
from tilts.platform.record.state import State, check_state, subjects
from tilts.platform.record.verifying import size
from tilts.platform.record.verifying import verify as verify_record
from tilts.platform.workflow.state_check import state_faults

from .progress import counted

BY = click.option("--by", "email", required=True, help="E-mail of the member of staff who does it.")


@click.group()
def record() -> None:
    """Prove that the record is whole, seal it, erase somebody from it."""


@record.command()
@click.option("--state", is_flag=True, help="Compare the rows with what the record says of them.")
@click.option("--json", "as_json", is_flag=True, help="Answer as JSON.")
def verify(state: bool, as_json: bool) -> None:
    """Name every altered, missing or inserted row. Exit code 1 when there is any."""
    with counted("Reading the record", size()) as progress:
        faults = verify_record(progress)
    compared = _state() if state else State()
    faults += compared.faults
    if as_json:
        rows = [{"what": fault.what, "where": fault.where} for fault in faults]
        click.echo(json.dumps({"faults": rows, "erased": compared.erased}))
    else:
        for fault in faults:
            click.echo(str(fault))
        click.echo(f"{len(faults)} faults" if faults else "The record is whole.")
        if compared.erased:
            click.echo(f"Not compared, because erased: {compared.erased}")
    sys.exit(1 if faults else 0)


def _state() -> State:
    with counted("Comparing rows", subjects()) as progress:
        state = check_state(progress)
    state.faults += state_faults()
    return state


@record.command()
def seal() -> None:
    """Seal what is not sealed yet."""
    click.echo(f"{seal_all()} entries sealed")


@record.group()
def erase() -> None:
    """Erase somebody for good. It takes two: one proposes, another approves."""


@erase.command("plan")
@click.argument("subject", type=click.UUID)
def plan(subject: UUID) -> None:
    """Show what would go, and change nothing."""
    run = dry_run(subject)
    for label, rows in run.going.items():
        click.echo(f"{rows:6} {label}")
    for column, rows in run.forgetting.items():
        click.echo(f"{rows:6} {column} emptied")
    for reason in run.against:
        click.echo(f"against: {reason.text}")
    sys.exit(1 if run.against else 0)


@erase.command("propose")
@click.argument("subject", type=click.UUID)
@click.option("--ground", type=click.Choice(Ground.values), required=True)
@click.option("--basis", required=True, help="The article of the law, or the ruling; no name.")
@BY
def propose_(subject: UUID, ground: str, basis: str, email: str) -> None:
    """Propose to erase SUBJECT."""
    party = Party.objects.filter(pk=subject).first()
    if party is None:
        raise click.UsageError(f"There is nobody with the id {subject}.")
    with _reasons_shown():
        propose(by=_actor(email), subject=party, ground=Ground(ground), basis=basis)
    click.echo("Proposed. Another person must approve it.")


@erase.command("approve")
@click.argument("subject", type=click.UUID)
@BY
def approve_(subject: UUID, email: str) -> None:
    """Approve what another person proposed, and carry it out."""
    request = request_of(subject)
    if request is None:
        raise click.UsageError("Nobody has proposed this erasure, or it has been carried out.")
    with _reasons_shown():
        by = _actor(email)
        if request.approved_at is None:
            request = approve(by=by, request=request)
        done = carry_out(by=by, request=request)
    click.echo(f"Erased. Certificate {done.certificate}. Copy the keys anew: tilts backup --keys")


def _actor(email: str) -> Actor:
    staff = Staff.objects.filter(email=email.lower()).first()
    if staff is None:
        raise click.UsageError(f"No member of staff has the e-mail {email}.")
    return actor_for(staff, timezone.localdate())


@contextmanager
def _reasons_shown() -> Iterator[None]:
    try:
        yield
    except Refused as refused:
        texts = [str(reason.text) for reason in refused.reasons]
        raise click.ClickException("\n".join(texts)) from refused
