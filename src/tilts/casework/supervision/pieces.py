"""What this room knows of a person for whoever writes about them."""

from collections.abc import Sequence
from uuid import UUID

from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tilts.platform.design.display import local
from tilts.platform.parties.actors import Actor
from tilts.platform.workflow.pieces import Piece, register_pieces

from .queries import contacts_of


def known(actor: Actor, records: Sequence[UUID]) -> list[Piece]:
    """How often staff were in contact with somebody, and when last."""
    days = [localdate(one.happened_at) for one in contacts_of(records) if not one.withdrawn]
    if not days:
        return []
    text = ngettext(
        "%(n)s contact is on record, on %(last)s.",
        "%(n)s contacts are on record, from %(first)s to %(last)s.",
        len(days),
    )
    told = {"n": len(days), "first": local(min(days)), "last": local(max(days))}
    return [
        Piece(
            topic="history",
            row=f"supervision.contacts:{records[0]}",
            text=text % told,
            source=_("contact notes of the officers"),
            day=max(days),
        )
    ]


register_pieces("supervision", 60, known)
