"""Days said, confirmed, approved, sent back and corrected in any order: the minutes always agree.

A ledger of its own is kept beside the rules, one number a day, and compared after every step.
"""

from dataclasses import dataclass, field, replace
from datetime import date, time, timedelta
from typing import Any
from uuid import UUID, uuid4

from hypothesis import given
from hypothesis import strategies as st

from tilts.casework.community_service.balance import Balance, balance, latest
from tilts.casework.community_service.hours_guards import Day, why_not_approve, why_not_so
from tilts.jurisdictions.loading import SHIPPED, load_packs

from .test_hours_rules import TODAY, Place

LIMITS = next(one for one in load_packs([SHIPPED])["LV"].community_service)
ORDERED = 2400


@dataclass(frozen=True)
class Said:
    """One thing said of a day, as the balance reads it."""

    line: UUID
    number: int
    step: str
    day: date
    begins: time | None
    minutes: int
    went: str


@dataclass
class Ledger:
    """Everything said so far, and what each line is worth by what was done to it."""

    events: list[Any] = field(default_factory=list)
    approved: dict[UUID, int] = field(default_factory=dict)
    waiting: dict[UUID, int] = field(default_factory=dict)

    def balance(self, besides: UUID | None = None) -> Balance:
        rest = [one for one in latest(self.events) if one.line != besides]
        return balance(ORDERED, rest, due_by=TODAY, today=TODAY)

    def why_not(self, what: Day, besides: UUID | None = None) -> list[str]:
        here: Any = Place()
        lines = latest(self.events)
        found = why_not_so(what, here, lines, self.balance(besides), LIMITS, besides)
        return [reason.code for reason in found]

    def say(self, what: Day) -> None:
        if self.why_not(what):
            return
        line = uuid4()
        self.events.append(Said(line, 1, "recorded", what.day, what.begins, what.minutes, "worked"))
        self.waiting[line] = what.minutes

    def again(self, pick: int, step: str, what: Day | None = None) -> None:
        """A later word on one of the days, if the rules allow it."""
        lines: list[Any] = latest(self.events)
        if not lines:
            return
        last = lines[pick % len(lines)]
        if step == "confirmed" and last.step != "recorded":
            return
        if step == "approved" and what is None and why_not_approve(last):
            return
        if what is not None and self.why_not(what, last.line):
            return
        said = {} if what is None else {n: getattr(what, n) for n in ("day", "begins", "minutes")}
        event = replace(last, number=last.number + 1, step=step, **said)
        self.events.append(event)
        self.approved.pop(last.line, None)
        self.waiting.pop(last.line, None)
        if step != "sent-back":
            worth = self.approved if step == "approved" else self.waiting
            worth[last.line] = event.minutes


DAYS = st.builds(
    lambda ago, hour, minutes: Day(
        day=TODAY - timedelta(days=ago), begins=time(hour), minutes=minutes
    ),
    st.integers(0, 6), st.integers(0, 22), st.sampled_from([1, 59, 60, 240, 479, 480, 481]),
)  # fmt: skip
STEPS = st.one_of(
    st.tuples(st.just("say"), DAYS),
    st.tuples(st.sampled_from(["confirmed", "approved", "sent-back"]), st.integers(0, 9)),
    st.tuples(st.just("correct"), st.tuples(st.integers(0, 9), DAYS)),
)


def walked(steps: list[Any]) -> Ledger:
    ledger = Ledger()
    for step, told in steps:
        if step == "say":
            ledger.say(told)
        elif step == "correct":
            ledger.again(told[0], "approved", told[1])
        else:
            ledger.again(told, step)
        agrees(ledger)
    return ledger


def agrees(ledger: Ledger) -> None:
    """The balance is what the ledger says, and no limit is passed."""
    left = ledger.balance()
    credited, waiting = sum(ledger.approved.values()), sum(ledger.waiting.values())
    assert (left.credited, left.waiting) == (credited, waiting)
    assert (left.remaining, left.unsaid) == (ORDERED - credited, ORDERED - credited - waiting)
    assert left.unsaid >= 0
    counted = [one for one in latest(ledger.events) if one.step != "sent-back"]
    for day in {one.day for one in counted}:
        assert sum(one.minutes for one in counted if one.day == day) <= LIMITS.daily_minutes
    assert apart(counted)


def apart(lines: list[Any]) -> bool:
    """No two lines of a day have a minute in common."""
    taken = [
        (one.day, one.begins.hour * 60 + one.begins.minute + minute)
        for one in lines
        for minute in range(one.minutes)
    ]
    return len(taken) == len(set(taken))


@given(st.lists(STEPS, max_size=25))
def test_the_minutes_agree_whatever_is_said_in_whatever_order(steps: list[Any]) -> None:
    walked(steps)


@given(st.lists(STEPS, min_size=3, max_size=20), st.randoms(use_true_random=False))
def test_the_balance_does_not_ask_in_which_order_it_is_read(steps: list[Any], shuffle: Any) -> None:
    ledger = walked(steps)
    expected = ledger.balance()
    shuffle.shuffle(ledger.events)
    assert ledger.balance() == expected


@given(st.lists(DAYS, min_size=1, max_size=12))
def test_what_is_sent_back_can_be_said_anew(days: list[Day]) -> None:
    ledger = Ledger()
    for what in days:
        ledger.say(what)
    before = ledger.balance()
    said = latest(ledger.events)
    for number in range(len(said)):
        ledger.again(number, "sent-back")
    assert ledger.balance().unsaid == ORDERED
    for one in said:
        ledger.say(Day(day=one.day, begins=one.begins, minutes=one.minutes))
    assert ledger.balance() == before
