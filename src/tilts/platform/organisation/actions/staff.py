"""Staff, their accounts, roles and qualifications."""

from dataclasses import asdict, dataclass
from datetime import date

from allauth.account.models import EmailAddress
from django.utils.translation import gettext_lazy as _

from tilts.platform.access.reasons import Reason, refuse_if
from tilts.platform.parties.actors import Actor
from tilts.platform.parties.models import Party, PartyKind
from tilts.platform.record.acts import act

from ..ending import end
from ..guards import (
    require_run,
    why_not_assigned,
    why_not_ended,
    why_not_own_role,
    why_not_role_ended,
)
from ..models import Account, Agency, Qualification, RoleAssignment, Staff, Unit
from ..sorting import folded

EMAIL_TAKEN = Reason(
    "email-taken", _("Somebody works here under this e-mail already. Find them in the list.")
)
ACCOUNT_THERE = Reason("account-there", _("They have an account already. Open it again instead."))


@dataclass(frozen=True, kw_only=True)
class NewStaff:
    """What is known of somebody who starts to work here, or of whom it is corrected."""

    given: str
    family: str
    email: str
    phone: str = ""
    language: str = "en"


def appoint(*, by: Actor, agency: Agency, who: NewStaff) -> Staff:
    """Take somebody into the staff. They can do nothing until they are given a role."""
    require_run(by, agency)
    if Staff.objects.filter(email__iexact=who.email).exists():
        refuse_if([EMAIL_TAKEN])
    staff = Staff(agency=agency, **asdict(who))
    staff.email, staff.sort_key = who.email.lower(), folded(f"{who.family} {who.given}")
    with act("organisation.appoint", by=by):
        staff.party = Party.objects.create(kind=PartyKind.STAFF)
        staff.save()
    return staff


def correct_staff(*, by: Actor, staff: Staff, who: NewStaff) -> Staff:
    """Correct what is known of somebody. With a new e-mail they sign in from now on."""
    require_run(by, staff.agency)
    if Staff.objects.filter(email__iexact=who.email).exclude(pk=staff.pk).exists():
        refuse_if([EMAIL_TAKEN])
    for name, value in asdict(who).items():
        setattr(staff, name, value)
    staff.email, staff.sort_key = who.email.lower(), folded(f"{who.family} {who.given}")
    with act("organisation.correct_staff", by=by) as a:
        staff.save()
        if _readdress(staff):
            a.note(staff.pk, account="e-mail changed")
    return staff


def _readdress(staff: Staff) -> bool:
    """Let the account follow its owner's e-mail, and the old one open it no more."""
    account = Account.objects.filter(staff=staff).exclude(email=staff.email).first()
    if account is None:
        return False
    account.email = staff.email
    account.save(update_fields=["email"])
    EmailAddress.objects.filter(user=account).delete()
    return True


def open_account(*, by: Actor, staff: Staff, password: str | None = None) -> Account:
    """Let a member of staff sign in; without a password only by OIDC or the demo's door."""
    require_run(by, staff.agency)
    if Account.objects.filter(staff=staff).exists():
        refuse_if([ACCOUNT_THERE])
    account = Account(email=staff.email, staff=staff)
    account.set_password(password)
    return _keep(account, by, "opened")


def shut_account(*, by: Actor, account: Account) -> Account:
    """Let somebody sign in no more; whoever is signed in loses every page at once."""
    require_run(by, account.staff.agency)
    account.is_active = False
    return _keep(account, by, "shut")


def reopen_account(*, by: Actor, account: Account) -> Account:
    """Let somebody sign in again."""
    require_run(by, account.staff.agency)
    account.is_active = True
    return _keep(account, by, "reopened")


def _keep(account: Account, by: Actor, now: str) -> Account:
    """Save an account; it is no recorded model, as signing in changes it, so the act notes it."""
    with act("organisation.account", by=by) as a:
        account.save()
        a.note(account.staff_id, account=now)
    return account


def give_role(
    *, by: Actor, staff: Staff, role: str, since: date, unit: Unit | None = None
) -> RoleAssignment:
    """Give a role in a unit and those below it; without a unit in the whole agency."""
    require_run(by, staff.agency)
    refuse_if([*why_not_own_role(by, staff), *why_not_assigned(staff, role, unit, since)])
    assignment = RoleAssignment(staff=staff, role=role, unit=unit, since=since)
    with act("organisation.give_role", by=by):
        assignment.save()
    return assignment


def end_role(*, by: Actor, assignment: RoleAssignment, until: date) -> RoleAssignment:
    """End a role from that day on."""
    require_run(by, assignment.staff.agency)
    why_not = [*why_not_own_role(by, assignment.staff), *why_not_role_ended(assignment, until)]
    with act("organisation.end_role", by=by):
        return end(assignment, until, why_not)


def qualify(
    *, by: Actor, staff: Staff, code: str, since: date, until: date | None = None
) -> Qualification:
    """Note what a member of staff is qualified for, and until when."""
    require_run(by, staff.agency)
    return note_qualification(by=by, staff=staff, code=code, since=since, until=until)


def note_qualification(
    *, by: Actor, staff: Staff, code: str, since: date, until: date | None = None
) -> Qualification:
    """The same for a room that certifies staff, which asked whether `by` may."""
    refuse_if(why_not_ended(since, until or since))
    qualification = Qualification(staff=staff, code=code, since=since, until=until)
    with act("organisation.qualify", by=by):
        qualification.save()
    return qualification


def end_qualification(*, by: Actor, qualification: Qualification, until: date) -> Qualification:
    """A qualification holds no more from that day on."""
    require_run(by, qualification.staff.agency)
    return cut_qualification(by=by, qualification=qualification, until=until)


def cut_qualification(*, by: Actor, qualification: Qualification, until: date) -> Qualification:
    """The same for a room that certifies staff, which asked whether `by` may."""
    why_not = why_not_ended(qualification.since, until)
    with act("organisation.end_qualification", by=by):
        return end(qualification, until, why_not)
