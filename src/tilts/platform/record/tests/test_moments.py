"""A moment is recorded the same in whatever zone it is given."""

from datetime import UTC, datetime, timedelta, timezone

import pytest

from tilts.platform.organisation.models import Agency
from tilts.platform.parties.actors import SERVICE
from tilts.platform.record.acts import act
from tilts.platform.record.entries import canonical
from tilts.platform.record.verifying import verify

MIDNIGHT = datetime(2026, 3, 1, tzinfo=timezone(timedelta(hours=2)))


def test_a_moment_is_written_in_utc():
    written = {canonical(MIDNIGHT), canonical(MIDNIGHT.astimezone(UTC))}
    assert written == {b'"2026-02-28T22:00:00Z"'}


@pytest.mark.django_db
def test_an_act_of_local_midnight_verifies():
    with act("test.found", by=SERVICE, effective_at=MIDNIGHT):
        Agency.objects.create(code="vpd", country="LV", kind="probation", names={})
    assert verify() == []
