"""Steps are recorded once, by whoever took them, and taken back with a trace."""

from datetime import timedelta
from uuid import UUID

import pytest
from django.utils import timezone

from tilts.casework.protocols.actions import Taken, advance, take_step, undo_step
from tilts.casework.protocols.models import ChildNote, HealthNote, Note, Taking
from tilts.casework.protocols.queries import one_taking
from tilts.platform.access.reasons import Refused
from tilts.platform.access.scoped import WallClosed, behind
from tilts.platform.record.models import Act

from .desk import codes, steps, takings

KEY = UUID(int=7)


def taken(desk, step, **said):
    return take_step(by=desk.officer, step=step, what=Taken(**said))


def test_one_press_says_what_who_and_when(desk):
    case = desk.opened()
    before = timezone.now()
    row = taken(desk, steps(case)[0])
    assert (row.done, row.taken_by_id, row.undone_at) == (True, desk.staff.pk, None)
    assert before <= row.said_at <= timezone.now()
    assert takings(case) == [(1, True, False)]


def test_the_time_of_the_device_counts_within_the_occurrence(desk):
    case = desk.opened()
    case.opened_at -= timedelta(hours=1)
    first, second, third, *_ = steps(case)
    early, late = case.opened_at - timedelta(days=1), timezone.now() + timedelta(days=1)
    opened = first.occurrence.opened_at
    assert taken(desk, first, said_at=early).said_at == opened
    assert taken(desk, second, said_at=late).said_at <= timezone.now()
    assert taken(desk, third, said_at=None).said_at <= timezone.now()


def test_the_same_word_sent_twice_counts_once(desk):
    case = desk.opened()
    step = steps(case)[0]
    first = taken(desk, step, key=KEY, words="Called 113.")
    assert taken(desk, step, key=KEY, words="Called 113.") == first
    assert (Taking.objects.count(), Note.objects.count()) == (1, 1)
    assert Act.objects.filter(kind="protocols.take_step").count() == 1


def test_it_counts_once_though_it_was_taken_back_meanwhile(desk):
    step = steps(desk.opened())[0]
    first = taken(desk, step, key=KEY)
    undo_step(by=desk.officer, taking=first)
    assert taken(desk, step, key=KEY) == first
    assert takings(step.occurrence) == [(1, True, True)]


def test_who_comes_second_is_told(desk):
    step = steps(desk.opened())[0]
    taken(desk, step)
    with pytest.raises(Refused) as refused:
        take_step(by=desk.colleague, step=step, what=Taken())
    assert codes(refused) == ["step-taken"]


def test_what_was_not_possible_wants_a_reason(desk):
    case = desk.opened()
    step = steps(case)[1]
    with pytest.raises(Refused) as refused:
        taken(desk, step, done=False, words=" ")
    assert codes(refused) == ["words-missing"]
    taken(desk, step, done=False, words="The alarm is broken.")
    assert takings(case) == [(2, False, False)]
    assert list(Note.objects.values_list("text", flat=True)) == ["The alarm is broken."]


def test_a_step_taken_back_can_be_taken_again_and_both_stay(desk):
    case = desk.opened()
    step = steps(case)[0]
    undone = undo_step(by=desk.colleague, taking=taken(desk, step))
    assert undone.undone_by_id == desk.colleague_staff.pk
    taken(desk, step)
    assert takings(case) == [(1, True, True), (1, True, False)]
    with pytest.raises(Refused) as refused:
        undo_step(by=desk.officer, taking=one_taking(undone.pk))
    assert codes(refused) == ["step-undone"]


def test_no_step_is_taken_or_taken_back_once_it_is_over(desk):
    case = desk.opened()
    first, second, *_ = steps(case)
    row = taken(desk, first)
    advance(by=desk.officer, case=case, code="call_off", reason="It was a film.")
    for refused_do in (lambda: taken(desk, second), lambda: undo_step(by=desk.officer, taking=row)):
        with pytest.raises(Refused) as refused:
            refused_do()
        assert codes(refused) == ["occurrence-over"]


@pytest.mark.parametrize(
    ("code", "kind", "wall"),
    [("suicide", HealthNote, "health"), ("child", ChildNote, "children")],
)
def test_what_is_noted_of_health_or_a_child_stands_behind_its_wall(desk, code, kind, wall):
    taken(desk, steps(desk.opened(code))[0], words="Said so to her sister.")
    assert Note.objects.count() == 0
    with pytest.raises(WallClosed):
        kind.objects.count()
    with behind(wall):
        assert list(kind.objects.values_list("text", flat=True)) == ["Said so to her sister."]


def test_strangers_take_no_step(desk):
    step = steps(desk.opened())[0]
    stranger = desk.house.actor("prison_officer", "olaine")
    with pytest.raises(Refused) as refused:
        take_step(by=stranger, step=step, what=Taken())
    assert codes(refused) == ["not-yours"]
    assert takings(step.occurrence) == []
