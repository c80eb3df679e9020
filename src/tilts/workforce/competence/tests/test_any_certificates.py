"""Whatever is certified and withdrawn, in whichever order: no day is covered twice."""

from datetime import timedelta
from itertools import pairwise

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tilts.engines.calendars.months import add_months
from tilts.platform.access.reasons import Refused
from tilts.platform.organisation.certified import uncertified, why_not_certified
from tilts.platform.organisation.models import Qualification
from tilts.workforce.competence.actions import certify, withdraw

from .conftest import TODAY, Service

pytestmark = pytest.mark.usefixtures("all_seen")
DAYS = st.integers(-1500, 1500)
STEPS = st.lists(st.tuples(st.sampled_from(["certify", "withdraw"]), DAYS), max_size=8)
FEW = settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


def play(service: Service, steps: list[tuple[str, int]]) -> list[Qualification]:
    """Take the steps that can be taken; what stands afterwards."""
    for step, days in steps:
        day = TODAY + timedelta(days=days)
        held = Qualification.objects.order_by("pk").last()
        try:
            if step == "certify":
                said = {"code": "observer", "since": day, "evidence": "A course."}
                certify(by=service.leader, staff=service.first, **said)  # type: ignore[arg-type] # each as its name says
            elif held:
                withdraw(by=service.leader, certificate=held, on=day, reason="A test.")
        except Refused:
            continue
    return list(Qualification.objects.filter(staff=service.first).order_by("since", "pk"))


@FEW
@given(STEPS)
def test_no_two_overlap_and_none_is_longer_than_its_term(service: Service, steps):
    with transaction.atomic():
        rows = play(service, steps)
        for row in rows:
            assert row.until is not None
            assert row.since <= row.until <= add_months(row.since, 36)
        for one, other in pairwise(rows):
            assert one.until is not None
            assert one.until <= other.since
        transaction.set_rollback(True)


@FEW
@given(STEPS)
def test_who_is_certified_is_told_alike_by_every_question(service: Service, steps):
    """One who acts and one who plans with them hear the same of today."""
    with transaction.atomic():
        rows = play(service, steps)
        holds = any(row.is_on(TODAY) for row in rows)
        acting = why_not_certified(service.actor(service.first), "observer")
        planning = uncertified([service.first.pk], "observer", country="LV", day=TODAY)
        assert (acting == []) is holds
        assert (planning == {}) is holds
        told = {reason.code for reason in acting} | {reason.code for reason in planning.values()}
        begun = any(row.since <= TODAY for row in rows)
        ended = {"certificate-ended"} if begun else {"not-certified"}
        assert told == (set() if holds else ended)
        transaction.set_rollback(True)
