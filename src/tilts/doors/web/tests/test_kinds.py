"""What looks are called."""

from tilts.doors.web.kinds import WAYS
from tilts.platform.record.models import Way


def test_each_way_of_looking_has_a_name() -> None:
    assert list(WAYS) == list(Way)
