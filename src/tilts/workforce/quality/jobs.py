"""What the worker does: in each agency it draws the work of the month that is over."""

from datetime import date, timedelta

from django.utils import timezone

from tilts.engines.calendars.months import add_months
from tilts.platform.access.scoped import seen_by
from tilts.platform.organisation.models import Agency
from tilts.platform.parties.actors import SERVICE
from tilts.platform.workflow.periodic import periodic

from .actions import draw_month

SETTLED = timedelta(days=7)  # attendance that is marked late is in by then


def month_to_draw(today: date) -> date:
    """The first day of the last month that has been over for a week."""
    return add_months((today - SETTLED).replace(day=1), -1)


@periodic(every=timedelta(hours=6))
def draw_last_month() -> None:
    """Draw by each agency's plan what it finished last month; what is drawn already stays."""
    month = month_to_draw(timezone.localdate())
    with seen_by(SERVICE):
        for agency in Agency.objects.order_by("code"):
            draw_month(by=SERVICE, agency=agency, month=month)
