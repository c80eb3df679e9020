"""The attendance sheet: what is said once counts once, and nobody's word is lost."""

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from tilts.platform.gatherings.actions import Mark, add_session, mark
from tilts.platform.gatherings.actions.sessions import NewSession
from tilts.platform.gatherings.forms import SheetForm, choice_of
from tilts.platform.gatherings.marking import save_sheet
from tilts.platform.gatherings.models import Attendance, Outcome, Session
from tilts.platform.gatherings.queries import sheet_of
from tilts.platform.gatherings.tests.groups import MONDAY, at
from tilts.platform.parties.actors import SERVICE

pytestmark = pytest.mark.django_db


class Paper:
    """A sheet as a browser has it: what stood on the page, and what is chosen on it."""

    def __init__(self, session: Session) -> None:
        self.session = session
        shown = SheetForm(session, sheet_of(session))
        self.sent: dict[str, Any] = {"sheet": str(shown.head["sheet"].value()), "said_at": ""}
        self.lines = shown.lines
        for line in shown.lines:
            for name in line.fields:
                was = line[name].value()
                self.sent[line.add_prefix(name)] = "" if was is None else was
                self.sent[line.add_initial_prefix(name)] = "" if was is None else was

    def choose(self, n: int, outcome: str = "", **more: Any) -> "Paper":
        """Choose something in a line."""
        said = {**({"outcome": outcome} if outcome else {}), **more}
        self.sent |= {self.lines[n].add_prefix(name): value for name, value in said.items()}
        return self

    def form(self, **more: str) -> SheetForm:
        """The sheet as the server gets it."""
        return SheetForm(self.session, sheet_of(self.session), {**self.sent, **more})

    def send(self, **more: str) -> list[str]:
        """Send it, and read what came of it."""
        form = self.form(**more)
        assert form.is_valid(), form.faults
        return [str(one) for one in save_sheet(SERVICE, self.session, form).values()]


def marked(session: Session) -> list[tuple[str, int, str]]:
    """What stands, in the order of the sheet."""
    rows = [was for _enrolment, was in sheet_of(session)]
    return [(choice_of(row), row.minutes if row else 0, row.note if row else "") for row in rows]


@pytest.fixture
def session(groups, series):
    for _ in range(3):
        groups.enrolled(series)
    return groups.past(series)


def test_everybody_is_marked_at_once(session):
    assert Paper(session).send(all="complied") == ["written"] * 3
    assert marked(session) == [("complied", 90, "")] * 3


def test_exceptions_stay_when_everybody_else_is_marked(session):
    paper = Paper(session).choose(1, "excused:court", note="hearing")
    assert paper.send(all="complied") == ["written"] * 3
    assert marked(session) == [("complied", 90, ""), ("excused:court", 0, "hearing"),
                               ("complied", 90, "")]  # fmt: skip


def test_only_what_is_chosen_is_said(session):
    assert Paper(session).choose(2, "rescheduled:service").send() == ["written"]
    assert marked(session) == [("", 0, ""), ("", 0, ""), ("rescheduled:service", 0, "")]
    assert Paper(session).send() == []


def test_the_same_sheet_sent_twice_counts_once(session):
    paper = Paper(session).choose(0, "not-complied", minutes="40")
    assert paper.send(all="complied") == ["written"] * 3
    before = list(Attendance.objects.order_by("pk").values())
    assert set(paper.send(all="complied")) <= {"known"}
    assert list(Attendance.objects.order_by("pk").values()) == before
    assert marked(session)[0] == ("not-complied", 40, "")


def test_another_word_from_the_same_sheet_is_another_mark(session):
    """Somebody went back to the page, chose otherwise and sent it again."""
    paper = Paper(session).choose(0, "unacceptable")
    assert paper.send() == ["written"]
    assert paper.choose(0, "excused:medical").send() == ["written"]
    assert marked(session)[0] == ("excused:medical", 0, "")


def test_what_was_said_last_stays_whichever_comes_last(session):
    """By the clock of the device: a sheet that waited for a connection is older."""
    now = timezone.now()
    early, late = ((now - timedelta(minutes=n)).isoformat() for n in (50, 10))
    offline, online = Paper(session), Paper(session)
    assert online.choose(0, "complied").send(said_at=late) == ["written"]
    assert offline.choose(0, "unacceptable").send(said_at=early) == ["overtaken"]
    assert marked(session)[0] == ("complied", 90, "")
    assert Attendance.objects.count() == 1


def test_somebody_elses_mark_is_not_undone_by_an_older_page(session):
    """A sheet says only what was changed on it, and of everybody else whom nobody marked."""
    mine, theirs = Paper(session), Paper(session)
    theirs.choose(0, "unacceptable", note="in the yard").send()
    assert mine.choose(1, "complied").send(all="complied") == ["written"] * 2
    assert marked(session)[0] == ("unacceptable", 0, "in the yard")


def test_minutes_are_whole_unless_they_are_said(session):
    Paper(session).choose(0, "complied", minutes="60").choose(1, "sent-home", minutes="20").send()
    assert [row[:2] for row in marked(session)[:2]] == [("complied", 60), ("sent-home", 20)]
    paper = Paper(session)
    assert [line["minutes"].value() for line in paper.lines] == [60, 20, None]
    paper.choose(0, "unacceptable").send()
    assert marked(session)[0] == ("unacceptable", 0, "")


def test_a_note_needs_to_say_whether_they_attended(session):
    form = Paper(session).choose(0, note="came late").form()
    assert not form.is_valid()
    assert [text for _line, text in form.faults] == ["Say whether they attended."]
    assert Paper(session).choose(0, note="came late").send(all="complied") == ["written"] * 3
    assert marked(session)[0] == ("complied", 90, "came late")


@pytest.mark.parametrize(
    ("field", "value"),
    [("outcome", "absent"), ("outcome", "excused"), ("minutes", "-1"), ("note", "x" * 501)],
)
def test_what_nobody_can_say_is_refused(session, field, value):
    form = Paper(session).choose(0, "complied").choose(0, **{field: value}).form()
    assert (form.is_valid(), len(form.faults)) == (False, 1)
    assert Attendance.objects.count() == 0


def test_a_sheet_without_its_name_is_refused(session):
    form = Paper(session).choose(0, "complied").form(sheet="")
    assert not form.is_valid()


def test_before_a_session_only_absences_can_be_chosen(groups, series):
    groups.enrolled(series)
    (first, *_rest) = groups.scheduled(series)
    (line,) = SheetForm(first, sheet_of(first)).lines
    outcome: Any = line.fields["outcome"]
    codes = {key.partition(":")[0] for key, _label in outcome.choices}
    assert codes == {"", "excused", "rescheduled"}
    assert Paper(first).choose(0, "excused:court").send() == ["written"]


def test_who_attends_a_catch_up_has_made_good_what_they_missed(groups, series):
    (one, other) = (groups.enrolled(series) for _ in range(2))
    missed = groups.past(series, hours=48)
    for row, outcome in ((one, Outcome.UNACCEPTABLE), (other, Outcome.COMPLIED)):
        mark(by=SERVICE, session=missed, marks=[Mark(enrolment=row.pk, outcome=outcome)])
    again = groups.past(series, hours=24, catches_up=missed)
    assert Paper(again).send(all="complied") == ["written"] * 2
    made_good = {row.enrolment_id: row.catches_up_id for row in again.attendances.all()}
    absent = missed.attendances.get(enrolment=one)
    assert made_good == {one.pk: absent.pk, other.pk: None}


def test_who_misses_a_catch_up_has_made_nothing_good(groups, series):
    row = groups.enrolled(series)
    missed = groups.past(series, hours=48)
    absent = Mark(enrolment=row.pk, outcome=Outcome.UNACCEPTABLE)
    mark(by=SERVICE, session=missed, marks=[absent])
    again = groups.past(series, hours=24, catches_up=missed)
    assert Paper(again).choose(0, "unacceptable").send() == ["written"]
    assert again.attendances.get().catches_up is None
    assert Paper(again).choose(0, "complied").send() == ["written"]
    assert again.attendances.get().catches_up == missed.attendances.get()


def test_a_one_to_one_session_has_one_line(groups, series):
    rows = [groups.enrolled(series) for _ in range(2)]
    leaders = tuple(one.pk for one in groups.leaders)
    when = at(MONDAY, 15)
    of = NewSession(code="talk", starts_at=when, leaders=leaders, alone=rows[1])
    alone = add_session(by=SERVICE, series=series, of=of)
    assert [line.enrolment for line in Paper(alone).lines] == [rows[1]]
