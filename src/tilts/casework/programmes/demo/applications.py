"""Applications under way: one to be checked, one with the experts, one before the commission."""

from django.utils import timezone

from tilts.platform.forms.actions import answer
from tilts.platform.forms.answering import Answer
from tilts.platform.organisation.grants import actor_for
from tilts.platform.organisation.models import Staff, Unit
from tilts.platform.parties.actors import Actor

from .. import actions
from ..catalogue import programme_on
from ..choices import PartKind
from ..models import Accreditation, Opinion
from .licences import UNLICENSED, given_in
from .people import Board

PAPER = (
    b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
    b"2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
    b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>endobj\n"
    b"trailer<</Root 1 0 R>>\n"
)  # an empty page


def make_applications(board: Board) -> None:
    """Each of the programmes that are not licensed stands one step further than the one before."""
    country, today = board.agency.country, timezone.localdate()
    for stage, code in enumerate(UNLICENSED):
        programme = programme_on(country, code, today)
        if programme and given_in(board, programme):
            place = stage % len(board.units)
            _applied(board, code, board.units[place], board.heads[place], stage)


def _applied(board: Board, code: str, unit: Unit, head: Staff, stage: int) -> None:
    by = actor_for(head, timezone.localdate())
    case = actions.apply(by=by, unit=unit, programme=code)
    for kind in PartKind:
        title = f"{code}-{kind}.pdf"
        actions.hand_in(by=by, case=case, kind=kind, title=title, content=PAPER)
    actions.advance(by=by, case=case, code="submit")
    if stage:
        _examined(board, case, stage)


def _examined(board: Board, case: Accreditation, stage: int) -> None:
    actions.advance(by=board.by, case=case, code="accept")
    expert, *members = board.judges(case.unit)
    opinion = actions.invite_expert(by=board.by, case=case, expert=expert)
    if stage > 1:
        _given(opinion, actor_for(expert, timezone.localdate()))
        actions.call_commission(
            by=board.by, case=case, held_on=timezone.localdate(), members=members[:3]
        )


def _given(opinion: Opinion, by: Actor) -> None:
    for name, item in opinion.definition.items.items():
        value = "2" if item.type == "choice" else "See the description, chapter 2."
        answer(by=by, sheet=opinion.sheet, item=name, given=Answer(value=value))
    actions.give_opinion(by=by, opinion=opinion, summary="Sound, and clearly written.")
