"""What this room knows of a person for whoever writes about them."""

from collections.abc import Sequence
from uuid import UUID

from django.utils.translation import gettext as _

from tilts.platform.design.display import local
from tilts.platform.parties.actors import Actor
from tilts.platform.record.recorded import reference
from tilts.platform.workflow.pieces import Piece, register_pieces

from .models import Assessment, PersonsWord
from .presenting import instrument_of, named_level, title
from .queries import STANDING, assessments_of


def known(actor: Actor, records: Sequence[UUID]) -> list[Piece]:
    """The levels that were decided, as judgements, and what the person said to them, as facts."""
    rows = [row for row in assessments_of(records) if row.level and row.state in STANDING]
    said = PersonsWord.objects.about(records).filter(assessment__in=rows)
    return [*map(_level, rows), *map(_word, said.order_by("said_on", "pk"))]


def _level(row: Assessment) -> Piece:
    told = {"level": named_level(instrument_of(row), row.level)[0], "day": local(row.decided_on)}
    return Piece(
        topic="likelihood",
        row=reference(row),
        text=_("Level of risk, as decided on %(day)s: %(level)s.") % told,
        source=title(row),
        day=row.decided_on,
        is_fact=False,
    )


def _word(row: PersonsWord) -> Piece:
    return Piece(
        topic="likelihood",
        row=reference(row),
        text=_("The person says to their assessment: “%(words)s”") % {"words": row.words},
        source=_("the person"),
        day=row.said_on,
    )


register_pieces("assessment", 30, known)
