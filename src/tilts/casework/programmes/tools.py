"""Programmes as tools of the work, used by their sessions; opinions as uses of the evaluation form.

A licence holds in the whole country: a programme is used when any agency there gives it.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date

from django.db.models import F
from django.db.models.functions import TruncDate
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from tilts.jurisdictions.schema import Programme
from tilts.platform.gatherings.models import ATTENDED, Attendance, Leading, Series, Session
from tilts.platform.gatherings.rules import SEE as SEE_GATHERINGS
from tilts.platform.gatherings.rules import reached
from tilts.platform.organisation.models import Agency
from tilts.platform.parties.actors import Actor
from tilts.platform.workflow.tools import (
    ListedUses,
    Rows,
    Tool,
    ToolKind,
    Use,
    held_since,
    register_kind,
    register_uses,
)

from .capabilities import ACCREDIT, SEE
from .catalogue import named, programmes_on
from .models import Accreditation, Opinion
from .presenting import Listed
from .queries import licences

KIND = "programme"
SETTINGS = {"prison": "prison", "probation": "community"}  # where an agency gives programmes
EVER_HELD = ("licensed", "extension_requested", "suspended", "expired")


def programmes(agency: Agency, day: date) -> Iterator[Tool]:
    """The programmes that an agency could give, as their licences stand."""
    held = licences(agency.country, day)
    terms = defaultdict(list)
    for case in Accreditation.objects.filter(
        unit__agency__country=agency.country, licensed_on__isnull=False, state__in=EVER_HELD
    ):
        terms[case.programme].append((case.licensed_on, case.valid_to))
    for of in programmes_on(agency.country, day):
        if SETTINGS[agency.kind] in of.settings:
            yield _tool(of, held.get(of.code), terms[of.code], day)


def _tool(
    of: Programme,
    licence: Accreditation | None,
    terms: list[tuple[date, date | None]],
    day: date,
) -> Tool:
    row = Listed(of, licence, day)
    return Tool(
        code=of.code,
        title=named(of),
        standing=row.standing[0],
        in_force=row.holds,
        since=held_since(terms, day),
        until=licence.valid_to if licence else None,
        taught_by=frozenset({of.code}),
        page=reverse("programmes:one", args=[of.code]),
    )


def sessions(agency: Agency) -> Rows:
    """Every session of a programme in an agency's country that somebody attended."""
    came = Attendance.plain.filter(outcome__in=ATTENDED).values("session")
    rows = Session.objects.filter(
        series__template__kind=KIND,
        series__agency__country=agency.country,
        cancelled_because="",
        starts_at__lt=timezone.now(),
        pk__in=came,
    )
    found: Rows = rows.annotate(
        tool=F("series__template__code"),
        used_on=TruncDate("starts_at"),
        used_in=F("series__unit_id"),
        used_in_path=F("series__unit__path"),
    )
    return found


def leaders(agency: Agency) -> Rows:
    """Who led them."""
    rows = Leading.objects.filter(session__in=sessions(agency).values("pk"))
    found: Rows = rows.annotate(
        tool=F("session__series__template__code"),
        used_on=TruncDate("session__starts_at"),
        used_by=F("party_id"),
    )
    return found


def seen_sessions(actor: Actor, agency: Agency) -> Rows:
    """Those of groups that an actor may see."""
    groups = Series.objects.filter(reached(actor, SEE_GATHERINGS))
    return sessions(agency).filter(series__in=groups.values("pk")).select_related("series")


def told_of_sessions(rows: Sequence[Session]) -> list[Use]:
    """Of which group each is, and its number there."""
    return [
        Use(f"{row.series.name}, {row.number}", reverse("gatherings:session", args=[row.pk]))
        for row in rows
    ]


def opinions(agency: Agency) -> Rows:
    """Every opinion that an expert gave on an application of an agency."""
    rows = Opinion.objects.filter(accreditation__unit__agency=agency, given_on__isnull=False)
    found: Rows = rows.annotate(
        tool=F("sheet__instrument"),
        used_on=F("given_on"),
        used_in=F("accreditation__unit_id"),
        used_in_path=F("accreditation__unit__path"),
        used_by=F("expert_id"),
    )
    return found


def seen_opinions(actor: Actor, agency: Agency) -> Rows:
    """Opinions that were given are seen by all who see the programmes."""
    return opinions(agency).select_related("accreditation__unit__agency")


def told_of_opinions(rows: Sequence[Opinion]) -> list[Use]:
    """On which programme each is."""
    return [
        Use(
            row.accreditation.title,
            reverse("programmes:application", args=[row.accreditation_id]),
        )
        for row in rows
    ]


register_kind(ToolKind(code=KIND, title=_("Programme"), tools=programmes, retire=ACCREDIT))
register_uses(
    ListedUses(
        code="sessions",
        kind=KIND,
        title=_("Sessions"),
        rows=sessions,
        staff=leaders,
        see=SEE_GATHERINGS,
        seen=seen_sessions,
        told=told_of_sessions,
    )
)
register_uses(
    ListedUses(
        code="opinions",
        kind="instrument",
        title=_("Opinions on programmes"),
        rows=opinions,
        staff=opinions,
        see=SEE,
        seen=seen_opinions,
        told=told_of_opinions,
    )
)
