"""Words of an occurrence go behind the wall of its protocol."""

from django.utils import timezone

from .catalogue import protocol_of
from .models import NOTES, Occurrence, Taking


def note(case: Occurrence, text: str, taking: Taking | None = None) -> None:
    """Keep what was noted, under the act under way; nothing where nothing was."""
    if not text.strip():
        return
    kind = NOTES[protocol_of(case).wall]
    row = kind(person_id=case.person_id, occurrence=case, taking=taking, text=text.strip())
    row.written_at = timezone.now()
    row.save(force_insert=True)
