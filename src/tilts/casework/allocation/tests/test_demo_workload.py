"""The demonstration: some officers have less time for people, one of them no longer."""

from datetime import date, timedelta
from random import Random

import pytest
from django.utils import timezone

from tilts.casework.allocation.cases import TransferMachine
from tilts.casework.allocation.demo.reductions import make_reductions
from tilts.casework.allocation.demo.transfers import WAYS, WORK, make_transfers
from tilts.casework.allocation.models import Reduction, Transfer
from tilts.platform.organisation.demo import Batch
from tilts.platform.parties.actors import SERVICE
from tilts.platform.record.acts import act
from tilts.platform.workflow.machines import targets

TODAY = timezone.localdate()
DAY = timedelta(days=1)


def batch() -> Batch:
    return Batch(Random(1), TODAY, [], [])


def test_one_officer_in_four_has_less_time_once(house):
    for _ in range(9):
        house.member("probation_officer", "jelgava")
    house.member("clerk", "jelgava")
    made = batch()
    for _ in range(2):  # later batches add none
        with act("test.demo", by=SERVICE):
            make_reductions(made)
    rows = Reduction.objects.order_by("staff__email")
    since: date = TODAY - 40 * DAY
    assert list(rows.values_list("code", "weekly_minutes", "since", "until")) == [
        ("trainee", 1200, since, TODAY + 90 * DAY),
        ("mentoring", 240, since, TODAY - 10 * DAY),
        ("part_time", 960, since, None),
    ]


def test_every_way_can_be_walked_and_leaves_the_work_of_its_state():
    for state, moves, _ago, _ahead in WAYS:
        now = "asked"
        for code, to in moves:
            assert to in targets(TransferMachine, code, now)
            now = to
        assert now == state
    assert {state for state, *_rest in WAYS} - set(WORK) == {"completed", "withdrawn"}


@pytest.mark.django_db(databases=["default", "keys"])
def test_where_nobody_can_move_nobody_does():
    made = batch()
    make_transfers(made)
    assert (made.made["transfers"], Transfer.plain.count()) == (set(), 0)
