"""Licences with their opinions, meetings and votes, as they came about in the past years."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from tilts.jurisdictions.schema import Programme
from tilts.platform.forms.catalogue import versions
from tilts.platform.forms.models import Sheet
from tilts.platform.organisation.models import Staff, Unit
from tilts.platform.parties.actors import SERVICE
from tilts.platform.record.recorded import reference
from tilts.platform.workflow.actions import Past, Step, enter_all

from ..catalogue import programmes_on
from ..choices import INSTRUMENT
from ..licences import last_day
from ..models import Accreditation, Meeting, Opinion, Seat
from .people import Board

LAPSED, SUSPENDED, ENDING = "school-of-life", "stress", "motivation"
UNLICENSED = ("atlantis", "thames", "me-and-others")  # applications under way
MONTH = timedelta(days=30)
WAY = (("submit", "submitted"), ("accept", "expert_opinion"), ("call_commission", "commission"))


@dataclass(frozen=True)
class Made:
    """A licence with everything around it."""

    case: Accreditation
    past: Past
    sheet: Sheet
    opinion: Opinion
    meeting: Meeting
    seats: list[Seat]


def make_licences(board: Board, today: date) -> None:
    """A licence for each programme that is given in this agency."""
    made = list(_made(board, today))
    enter_all(cases=[one.case for one in made], pasts=[one.past for one in made], by=SERVICE)
    Sheet.of_things.bulk_create([one.sheet for one in made])
    Opinion.objects.bulk_create([one.opinion for one in made])
    Meeting.objects.bulk_create([one.meeting for one in made])
    Seat.objects.bulk_create([seat for one in made for seat in one.seats])


def given_in(board: Board, programme: Programme) -> bool:
    """Whether the agency is the one that has the programme licensed: of both, probation."""
    first = "community" if "community" in programme.settings else "prison"
    return (board.agency.kind == "prison") == (first == "prison")


def _made(board: Board, today: date) -> Iterator[Made]:
    known = [one for one in programmes_on(board.agency.country, today) if given_in(board, one)]
    for number, programme in enumerate(known):
        if programme.code not in UNLICENSED:
            place = number % len(board.units)
            licensed = today - _ago(programme.code, number)
            unit, head = board.units[place], board.heads[place]
            yield _licence(board, programme.code, unit, head, licensed)


def _ago(code: str, number: int) -> timedelta:
    """How long ago it was licensed: of two of them so long that it lapsed, or ends soon."""
    return {LAPSED: 38 * MONTH, ENDING: 32 * MONTH}.get(code, (4 + 2 * number) * MONTH)


def _licence(board: Board, code: str, unit: Unit, head: Staff, day: date) -> Made:
    judges = board.judges(unit)
    case = Accreditation(
        unit=unit,
        programme=code,
        applicant=head,
        submitted_on=day - 3 * MONTH,
        licensed_on=day,
        valid_to=last_day(board.agency.country, day),
        conditions="Two trained leaders; evaluated once a year.",
    )
    sheet, opinion = _opinion(case, judges[0], day, board)
    meeting = Meeting(
        accreditation=case, question="licence", held_on=day, decision="license", decided_on=day,
        because="The model of change is sound, and it answers a need of many.",
        minutes="The experts' opinion was read. The members asked about the dose.",
    )  # fmt: skip
    seats = [
        Seat(meeting=meeting, member=one, vote="license", voted_on=day, because="It is sound.")
        for one in judges[1:4]
    ]
    return Made(case, _past(code, day), sheet, opinion, meeting, seats)


def _opinion(case: Accreditation, expert: Staff, day: date, board: Board) -> tuple[Sheet, Opinion]:
    of, asked = versions(INSTRUMENT)[-1], day - 2 * MONTH
    opinion = Opinion(
        accreditation=case, expert=expert, asked_on=asked, given_on=day - MONTH,
        summary="A sound programme with a clear model of change.",
    )  # fmt: skip
    answers = {
        name: {"value": "2" if number % 6 else "1", "saved": 1}
        if item.type == "choice"
        else {"value": "See the description, chapter 3.", "saved": 1}
        for number, (name, item) in enumerate(of.items.items())
    }
    sheet = Sheet(
        thing=reference(opinion), agency=board.agency, instrument=of.id, version=of.version,
        digest=of.digest, answers=answers, opened_at=at(asked), fixed_at=at(day - MONTH),
    )  # fmt: skip
    opinion.sheet = sheet
    return sheet, opinion


def _past(code: str, day: date) -> Past:
    begun = at(day - 4 * MONTH)
    steps = [
        Step(move, state, begun + (number + 1) * MONTH) for number, (move, state) in enumerate(WAY)
    ]
    steps.append(Step("license", "licensed", at(day)))
    if code == LAPSED:
        steps.append(Step("expire", "expired", at(day + 37 * MONTH)))
    if code == SUSPENDED:
        steps.append(Step("suspend", "suspended", at(day + 2 * MONTH)))
    return Past(begun, tuple(steps))


def at(day: date) -> datetime:
    """The morning of a day."""
    return datetime.combine(day, time(9), UTC)
