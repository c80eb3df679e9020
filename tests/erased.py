"""Who is erased in the story of an erasure, what is left about them everywhere, and by whom."""

from importlib import import_module
from typing import Any
from uuid import UUID

from django.conf import settings

from tests.worlds import hidden
from tilts.casework.proceedings.actions import end_measure
from tilts.casework.proceedings.models import Ending, Measure, Proceeding
from tilts.doors.web.drafts.store import save_draft
from tilts.platform.access.purposes import remember_purpose
from tilts.platform.access.scoped import seen_by
from tilts.platform.organisation.models import Account, RoleAssignment
from tilts.platform.parties.actors import SERVICE
from tilts.platform.workflow.actions import move

IN_PRISON = {"staff__agency__kind": "prison", "staff__agency__country": "LV"}


def somebody_and_two_who_erase() -> dict[str, str]:
    """The person's id, and the e-mails of who proposes and who approves."""
    post = RoleAssignment.objects.filter(role="prison_officer", **IN_PRISON).order_by("pk")[0]
    known = hidden.hide(post.unit, post.staff)
    person = known["person_id"]
    with seen_by(SERVICE):
        _pardoned(known["measure_id"])
    account = Account.objects.get(staff=post.staff)
    save_draft(account, f"/people/{person}/contacts/record/", {"text": [hidden.FORMER]})
    session = import_module(settings.SESSION_ENGINE).SessionStore()
    remember_purpose(session, person, "other", hidden.FORMER)
    session.save()
    return {
        "person": str(person),
        "first": _email("data_protection_officer"),
        "second": _email("inspector"),
    }


def _pardoned(measure_id: UUID) -> None:
    """Whoever serves a sentence is not erased, so all of it ends, and the case with it."""
    proceeding = Measure.objects.get(pk=measure_id).proceeding
    how: dict[str, Any] = {"how": Ending.PARDONED, "reason": "amnesty"}
    for measure in proceeding.measures.order_by("pk"):
        end_measure(by=SERVICE, measure=measure, ended_on=hidden.TODAY, **how)
    move(case=Proceeding.objects.get(pk=proceeding.pk), code="complete", by=SERVICE)


def _email(role: str) -> str:
    post: RoleAssignment = RoleAssignment.objects.get(role=role, **IN_PRISON)
    return post.staff.email
