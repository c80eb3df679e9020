"""The monthly draw."""

from datetime import date, timedelta
from secrets import token_hex

from django.utils import timezone

from tilts.engines.calendars.months import add_months
from tilts.platform.access.authority import require
from tilts.platform.organisation.models import Agency
from tilts.platform.parties.actors import Actor
from tilts.platform.record.acts import act
from tilts.platform.workflow.actions import begin_all
from tilts.platform.workflow.samples import materials

from ..holding import hold
from ..models import Draw, Stratum
from ..plans import plan_of
from ..rules import LEAD
from ..strata import pieces_of, strata_of


def draw_month(*, by: Actor, agency: Agency, month: date, seed: str = "") -> list[Draw]:
    """Draw, once, what an agency's plan asks for of the work finished in a month (its first day).

    Each kind of work gets a draw of its own, by a seed that nobody could foresee, unless one is
    given. A kind without a plan on the last day of the month, or drawn before, gets none.
    """
    require(by, LEAD)
    after = add_months(month, 1)
    drawn = []
    with act("quality.draw", by=by):
        hold(agency)
        for code, kind in materials().items():
            plan = plan_of(agency, code, after - timedelta(days=1))
            done = Draw.objects.filter(agency=agency, material=code, month=month).exists()
            if done or not plan.rows:
                continue
            draw = Draw(agency=agency, material=code, month=month, seed=seed or token_hex(16))
            draw.drawn_on = timezone.localdate()
            draw.save(force_insert=True)
            strata = list(strata_of(draw, kind.finished(agency.pk, month, after), plan))
            Stratum.objects.bulk_create(strata)
            begin_all(cases=[one for row in strata for one in pieces_of(row)], by=by)
            drawn.append(draw)
    return drawn
