"""What is counted of any readings is what was done; and who reaches which unit."""

from collections import Counter

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tilts.platform.parties.actors import SERVICE
from tilts.workforce.quality.actions import move_drawn
from tilts.workforce.quality.models import Drawn
from tilts.workforce.quality.queries import counted
from tilts.workforce.quality.rules import LEAD, READ, why_not_there

from .conftest import MONTH, Service

pytestmark = pytest.mark.usefixtures("all_seen")
# What becomes of a piece: read by one (sound or not), by two, by one who doubts so far, by nobody.
ENDS = st.sampled_from(["sound", "weak", "two sound", "two weak", "doubted", "waits"])


def end(service: Service, drawn: Drawn, how: str) -> None:
    """Read a piece, or leave it."""
    value = 1 if "weak" in how else 4
    if how in ("sound", "weak"):
        service.read(drawn, service.reader, value)
    elif how != "waits":
        service.read(drawn, service.reader, 4, sure=False, why="Hard.")
        if how != "doubted":
            service.read(drawn, service.second, value)


@settings(
    max_examples=6, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.lists(ENDS, min_size=1, max_size=4))
def test_each_piece_is_counted_once_however_often_it_was_read(service: Service, ends: list[str]):
    with transaction.atomic():
        for _ in ends:
            service.assessed()
        service.plan(50)
        service.draw()
        pieces = Drawn.objects.select_related("stratum__draw", "unit__agency").order_by("pk")
        for drawn, how in zip(pieces, ends, strict=True):
            end(service, drawn, how)
        (row,) = counted(service.actor(service.lead), MONTH)
        told = Counter(ends)
        sound, weak = (told[f"{word}"] + told[f"two {word}"] for word in ("sound", "weak"))
        assert (row["finished"], row["drawn"]) == (len(ends), len(ends))
        assert (row["read"], row["sound"]) == (sound + weak, sound)
        assert row["doubted"] == told["two sound"] + told["two weak"] + told["doubted"]
        transaction.set_rollback(True)
        service.made = 0


def test_what_was_entered_in_error_stays_drawn_and_counts_as_nothing_read(service: Service):
    drawn, head = service.drawn(), service.actor(service.head)
    service.read(drawn, service.reader, 4, sure=False, why="Hard.")
    service.read(drawn, service.second, 4)
    names = ("drawn", "read", "sound", "doubted")
    found = []
    for code in ("", "mark_error"):
        if code:
            move_drawn(by=head, drawn=drawn, code=code, reason="Another's.")
        (row,) = counted(service.actor(service.lead), MONTH)
        found.append([row[name] for name in names])
    assert found == [[1, 1, 1, 1], [1, 0, 0, 0]]


@pytest.mark.parametrize(
    ("role", "at", "reads", "leads"),
    [
        ("prison_officer", "riga", {"riga", "riga_w1"}, set()),
        ("prison_officer", "riga_w1", {"riga_w1"}, set()),
        ("head_of_unit", "riga", {"riga", "riga_w1"}, {"riga", "riga_w1"}),
        ("probation_officer", "zemgale", {"zemgale", "jelgava"}, set()),
        ("quality_manager", "riga", set(), {"riga", "riga_w1", "olaine"}),
        ("quality_manager", "jelgava", set(), {"zemgale", "jelgava"}),
        ("clerk", "riga", set(), set()),
        ("inspector", "riga", set(), set()),
    ],
)
def test_who_reads_and_leads_in_which_units(service: Service, role, at, reads, leads):
    actor, units = service.house.actor(role, at), service.house.units
    for capability, expected in ((READ, reads), (LEAD, leads)):
        found = {
            code for code, unit in units.items() if not why_not_there(actor, capability, unit.path)
        }
        assert found == expected


def test_the_service_reaches_every_unit(service: Service):
    assert [why_not_there(SERVICE, LEAD, unit.path) for unit in service.house.units.values()] == (
        [[]] * len(service.house.units)
    )


def test_a_unit_whose_code_begins_like_another_is_another(service: Service):
    """`riga.` reaches `riga.riga_w1.` and not `rigas.`: paths end with a dot."""
    actor = service.house.actor("head_of_unit", "riga")
    assert why_not_there(actor, LEAD, "ievp.rigas.")[0].code == "not-your-unit"
    assert why_not_there(actor, LEAD, "ievp.")[0].code == "not-your-unit"
    assert why_not_there(actor, LEAD, "vpd.riga.")[0].code == "not-your-unit"
