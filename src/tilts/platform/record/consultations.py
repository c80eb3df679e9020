"""Nobody looks off the record: a look at a person is written before the answer goes out."""

from collections.abc import Sequence
from uuid import UUID

from django.db import transaction

from tilts.platform.parties.actors import Actor

from .inserting import insert_entry
from .keys import encrypt, keys_for
from .models import Consultation, Shown, Way


def consult(
    by: Actor, people: Sequence[UUID], *, way: Way, purpose: str, reason: str = "", about: str = ""
) -> Consultation:
    """Write down that `by` is about to be shown these people. Call it before answering.

    `purpose` is a code of access.purposes; a typed `reason` is kept under the first one's key.
    """
    looked = Consultation(way=way, purpose=purpose, about=about)
    looked.by(by)
    if reason and people:
        key = keys_for([people[0]])[people[0]]
        looked.reason = encrypt(key, reason.encode(), str(looked.id))
    looked.sign(str(person) for person in people)
    with transaction.atomic():
        insert_entry(looked, [Shown(consultation=looked, person_id=person) for person in people])
    return looked
