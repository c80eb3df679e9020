"""The demonstration instrument is in use in the small demo."""

from datetime import date

from django.utils import timezone

from tilts.platform.forms.actions import Decision, decide
from tilts.platform.forms.catalogue import versions
from tilts.platform.forms.queries import usable
from tilts.platform.organisation.models import Agency
from tilts.platform.parties.actors import SERVICE


def use_rvn() -> None:
    """Decide so in every agency, unless the demo did."""
    (rvn,) = versions("rvn-demo")
    how = Decision("use", "The director", "A trial with 60 people.", date(2026, 1, 1))
    for agency in Agency.objects.all():
        if rvn not in usable(agency.pk, timezone.localdate()):
            decide(by=SERVICE, agency=agency.pk, of=rvn, decision=how)
