"""The demonstration instrument is in use where the probation officers of the small demo work."""

from datetime import date

from django.utils import timezone

from tilts.doors.web.signin.demo import _account_with
from tilts.platform.forms.actions import Decision, decide
from tilts.platform.forms.catalogue import versions
from tilts.platform.forms.queries import usable
from tilts.platform.parties.actors import SERVICE


def use_rvn() -> None:
    """Decide so, unless the demo did."""
    account = _account_with("probation_officer")
    assert account
    agency = account.staff.agency_id
    (rvn,) = versions("rvn-demo")
    if rvn not in usable(agency, timezone.localdate()):
        how = Decision("use", "The director", "A trial with 60 people.", date(2026, 1, 1))
        decide(by=SERVICE, agency=agency, of=rvn, decision=how)
