"""A template filled in: what its slots say, in the words of the document's language."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import override

from tilts.jurisdictions.schema import Slot
from tilts.platform.design.display import local

from .catalogue import Chosen
from .kinds import Form
from .layers import whole
from .slots import Inserted, Nature, Value, Values, pieces
from .typesetting import typeset_files
from .word import as_word, fill


def filled(chosen: Chosen, values: Values, *, number: str, made_at: datetime) -> bytes:
    """The document that a template becomes: a tagged PDF, or Word."""
    with override(chosen.language):
        shown = {slot.code: _shown(slot, pieces(values, slot.code)) for slot in slots(chosen)}
        about = _about(chosen, number, local(made_at))
    if chosen.form == Form.WORD:
        template = as_word(chosen.file, chosen.files[chosen.file].read_bytes())
        given = {**shown, "document": about, "words": about["words"], "labels": about["labels"]}
        return fill(template, given, title=about["title"], made_at=made_at)
    files = whole(chosen.file, chosen.files)
    return typeset_files(chosen.file, files, {**about, "slots": shown}, made_at=made_at)


def title_of(chosen: Chosen) -> str:
    """What the template is called in the document's language."""
    names = chosen.template.names
    return names.get(chosen.language, names["en"])


def slots(chosen: Chosen) -> tuple[Slot, ...]:
    """The template's places, in their order."""
    return chosen.template.slots


def _about(chosen: Chosen, number: str, made_at: str) -> dict[str, Any]:
    return {
        "language": chosen.language,
        "number": number,
        "made_at": made_at,
        "title": title_of(chosen),
        "labels": {slot.code: chosen.named(slot.code) for slot in slots(chosen)},
        "words": _words(),
    }


def _shown(slot: Slot, found: list[Inserted]) -> Any:
    """What stands in a slot: text, or a list of texts, rows or paragraphs with their nature."""
    if slot.type == "paragraphs":
        return [
            {"text": one.value, "judgement": one.nature == Nature.JUDGEMENT, "source": one.source}
            for one in found
        ]
    if slot.type == "table":
        return [list(map(str, one.value)) for one in found if isinstance(one.value, tuple)]
    told = [in_words(one.value) for one in found]
    if slot.type == "list":
        return told
    return told[0] if told else ""


def in_words(value: Value) -> str:
    """A value as it stands in a document, in the language of the moment."""
    if isinstance(value, tuple):
        return " · ".join(value)
    return local(value) if isinstance(value, date) else str(value)


def _words() -> Mapping[str, str]:
    return {
        "document": _("Document"),
        "made": _("Made"),
        "page": _("Page"),
        "judgement": _("Judgement"),
        "signature": _("Signature"),
    }
