"""The first agency and its first administrator: where an empty service begins."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from tilts.platform.access.reasons import Reason, Reasons, refuse_if
from tilts.platform.parties.actors import SERVICE
from tilts.platform.record.acts import act

from .actions import NewStaff, appoint, give_role, open_account
from .models import Account, Agency, AgencyKind, Staff

ADMINISTRATOR = "administrator"


@dataclass(frozen=True, kw_only=True)
class NewAgency:
    """What is known of an agency. `names`: language code → name; without any, the code."""

    code: str
    country: str  # ISO 3166-1 alpha-2, in capitals
    kind: str
    names: Mapping[str, str] = field(default_factory=dict)


def create_admin(*, agency: NewAgency, who: NewStaff, password: str) -> Account:
    """Found the agency if there is none of that code, and give it an administrator who can sign in.

    The service itself acts: it is the command line of whoever runs the machine. Raises Refused.
    """
    refuse_if(why_not_admin(agency, who, password))
    with transaction.atomic():
        founded = Agency.objects.filter(code=agency.code).first() or _found(agency)
        staff = appoint(by=SERVICE, agency=founded, who=who)
        account = open_account(by=SERVICE, staff=staff, password=password)
        give_role(by=SERVICE, staff=staff, role=ADMINISTRATOR, since=timezone.localdate())
    return account


def why_not_admin(agency: NewAgency, who: NewStaff, password: str) -> Reasons:
    """Reasons why this administrator cannot be made; empty when they can."""
    return [*_about_agency(agency), *_about_email(who), *_about_password(who, password)]


def _found(new: NewAgency) -> Agency:
    agency = Agency(code=new.code, country=new.country, kind=new.kind)
    agency.names = dict(new.names) or {"en": new.code}
    with act("organisation.found", by=SERVICE):
        agency.save()
    return agency


def _about_agency(new: NewAgency) -> Reasons:
    if new.kind not in AgencyKind.values:
        text = _("An agency is one of: %(kinds)s.") % {"kinds": ", ".join(AgencyKind.values)}
        return [Reason("agency-kind", text)]
    there = Agency.objects.filter(code=new.code).first()
    if there and (there.country, there.kind) != (new.country, new.kind):
        return [Reason("agency-other", _("An agency of that code has another country or kind."))]
    return []


def _about_email(who: NewStaff) -> Reasons:
    if Staff.objects.filter(email__iexact=who.email).exists():
        return [Reason("email-taken", _("Somebody on the staff has that e-mail address."))]
    return []


def _about_password(who: NewStaff, password: str) -> Reasons:
    try:
        validate_password(password, Account(email=who.email))
    except ValidationError as error:
        return [Reason("password-weak", text) for text in error.messages]
    return []
