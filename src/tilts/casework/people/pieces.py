"""What this room knows of a person for whoever writes about them."""

from collections.abc import Iterator, Sequence
from uuid import UUID

from django.utils.translation import gettext as _

from tilts.platform.design.display import language_name
from tilts.platform.parties.actors import Actor
from tilts.platform.record.recorded import reference
from tilts.platform.workflow.pieces import Piece, register_pieces

from .models import Address, Person, Relation


def known(actor: Actor, records: Sequence[UUID]) -> list[Piece]:
    """Where somebody lives, who is close to them, and which languages they speak."""
    return [*_addresses(records), *_relations(records), *_languages(records)]


def _addresses(records: Sequence[UUID]) -> Iterator[Piece]:
    for row in Address.objects.about(records).filter(until=None).order_by("since", "pk"):
        told = {"kind": row.get_kind_display(), "address": row.text_shown}
        yield Piece(
            topic="family",
            row=reference(row),
            text=_("Address (%(kind)s): %(address)s.") % told,
            source=_("the record of the person"),
            day=row.since,
        )


def _relations(records: Sequence[UUID]) -> Iterator[Piece]:
    for row in Relation.objects.about(records).filter(until=None).order_by("since", "pk"):
        yield Piece(
            topic="family",
            row=reference(row),
            text=f"{row.get_kind_display()}: {row.name}.",
            source=_("the record of the person"),
            day=row.since,
        )


def _languages(records: Sequence[UUID]) -> Iterator[Piece]:
    for row in Person.objects.about(records).order_by("pk"):
        if row.languages:
            spoken = ", ".join(map(language_name, row.languages))
            yield Piece(
                topic="family",
                row=reference(row),
                text=_("The person speaks %(languages)s.") % {"languages": spoken},
                source=_("the record of the person"),
            )


register_pieces("people", 10, known)
