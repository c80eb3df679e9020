"""Who is erased in the story of an erasure, what is left about them everywhere, and by whom."""

from importlib import import_module

from django.conf import settings

from tests.worlds import hidden
from tilts.doors.web.drafts.store import save_draft
from tilts.platform.access.purposes import remember_purpose
from tilts.platform.organisation.models import Account, RoleAssignment

IN_PRISON = {"staff__agency__kind": "prison", "staff__agency__country": "LV"}


def somebody_and_two_who_erase() -> dict[str, str]:
    """The person's id, and the e-mails of who proposes and who approves."""
    post = RoleAssignment.objects.filter(role="prison_officer", **IN_PRISON).order_by("pk")[0]
    person = hidden.hide(post.unit, post.staff)["person_id"]
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


def _email(role: str) -> str:
    post: RoleAssignment = RoleAssignment.objects.get(role=role, **IN_PRISON)
    return post.staff.email
