"""What gatherings are told of people: names, records that are one person, deaths."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.dispatch import receiver
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from tilts.platform.access.reasons import Reason, Reasons
from tilts.platform.access.scoped import seen_by
from tilts.platform.design.addresses import page_of
from tilts.platform.gatherings.actions import end_all, take_up_again
from tilts.platform.gatherings.hooks import Intent, Knowledge, Shown, know, veto
from tilts.platform.gatherings.models import Ended
from tilts.platform.parties.actors import SERVICE, Actor

from .merging import merged_records, survivors
from .models import Person
from .queries import named, records_of
from .search import search
from .signals import died, entered_in_error, restored, split

FEW = 20
MERGED = Reason(
    "merged", _("This record was joined with another one. Enrol the person under that one.")
)
DEAD = Reason("dead", _("This person has died."))
ERROR = Reason("entered-in-error", _("This record was entered in error. Choose the right person."))


def names(parties: Iterable[UUID]) -> dict[UUID, Shown]:
    """Visible people as lists show them, with what is known of their birth."""
    return {
        key: Shown(row.name, row.birth_shown, page_of(key, "web:person"))
        for key, row in named(parties).items()
    }


def records(parties: Iterable[UUID]) -> dict[UUID, UUID]:
    """Every record of these people with the one that stands for them, whoever asks."""
    with seen_by(SERVICE):
        standing = survivors(parties)
        merged = merged_records(standing.values())
    themselves = {root: root for root in standing.values()}
    return {
        **standing,
        **themselves,
        **{row.pk: root for root, rows in merged.items() for row in rows},
    }


def find(words: str, agency: str) -> list[UUID]:
    """Visible people whom a name, a code or a file number may mean: the first of them."""
    return [hit.person for hit in search(words, limit=FEW).hits]


@veto
def why_not_enrol(intent: Intent) -> Reasons:
    """Only a record that stands for somebody alive is enrolled."""
    if intent.what != "enrol" or intent.party is None:
        return []
    with seen_by(SERVICE):
        row = Person.objects.filter(pk=intent.party).first()
    if row is None:
        return []  # staff, a volunteer, a guest
    found = ((row.merged_into_id, MERGED), (row.died_on, DEAD), (row.entered_in_error, ERROR))
    return [reason for holds, reason in found if holds]


@receiver(died, dispatch_uid="people.gatherings_death")
def end_with_death(person: Person, by: Actor, **kwargs: Any) -> None:
    """Whoever has died takes part in nothing any more, under whichever record."""
    _end(person, by, Ended.DIED)


@receiver(entered_in_error, dispatch_uid="people.gatherings_error")
def end_with_error(person: Person, by: Actor, **kwargs: Any) -> None:
    """A record that should never have been takes part in nothing."""
    _end(person, by, Ended.ERROR)


def _end(person: Person, by: Actor, how: Ended) -> None:
    with seen_by(SERVICE):
        for record in records_of(person):
            end_all(by=by, party=record, on=timezone.localdate(), how=how)


@receiver(restored, dispatch_uid="people.gatherings_life")
def go_on_with_life(person: Person, by: Actor, **kwargs: Any) -> None:
    """Whoever has not died takes part again, where that is still possible."""
    _take_up_again(person, by)


@receiver(split, dispatch_uid="people.gatherings_split")
def go_on_after_split(gone: Person, by: Actor, **kwargs: Any) -> None:
    """The death was that of somebody else, whose record this one was taken for."""
    _take_up_again(gone, by)


def _take_up_again(person: Person, by: Actor) -> None:
    with seen_by(SERVICE):
        standing = Person.objects.get(pk=survivors([person.pk])[person.pk])
        if standing.died_on or standing.entered_in_error:
            return
        for record in records_of(person):
            take_up_again(by=by, party=record)


know("people", Knowledge(names=names, records=records, find=find))
