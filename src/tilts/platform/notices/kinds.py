"""Kinds of notices, declared by rooms: the text that staff read in Tilts, and how urgent it is."""

from collections.abc import Mapping
from dataclasses import dataclass

from tilts.platform.access.reasons import Text


@dataclass(frozen=True)
class NoticeKind:
    """A text that may take values: "%(who)s broke the glass"; translated when shown.

    An `urgent` one is about life and limb: it waits for no quiet hours, is sent as a text message
    too where there is a gateway, and is tried again sooner.
    """

    code: str
    text: Text
    urgent: bool = False

    def text_with(self, values: Mapping[str, object]) -> str:
        """The text in the present language."""
        return str(self.text) % values if values else str(self.text)


_declared: dict[str, NoticeKind] = {}


def notice(code: str, text: Text, *, urgent: bool = False) -> NoticeKind:
    """Declare a kind of notice, "<room>.<what>", once at import."""
    _declared[code] = NoticeKind(code, text, urgent)
    return _declared[code]


def kinds() -> dict[str, NoticeKind]:
    """All kinds of notices by code, in alphabetical order."""
    return dict(sorted(_declared.items()))
