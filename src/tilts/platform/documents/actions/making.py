"""Documents are made, and never changed."""

from collections.abc import Callable
from uuid import UUID

from django.conf import settings
from django.utils import timezone
from django.utils.translation import override

from tilts.platform.access.authority import require
from tilts.platform.access.reasons import refuse_if
from tilts.platform.design.display import local
from tilts.platform.parties.actors import Actor
from tilts.platform.record.acts import act

from ..catalogue import Chosen, choose
from ..filling import filled, title_of
from ..guards import why_not_replaced, why_not_taken_in
from ..kinds import PDF, WORD, Form
from ..models import Document, Kind
from ..registering import enter, noted
from ..rules import MAKE
from ..scanning import why_not_clean
from ..sheet import Sheet
from ..slots import Values, why_not_filled
from ..typesetting import template_digest, typeset


def make_document(*, by: Actor, person: UUID, sheet: Sheet, language: str) -> Document:
    """Make a document from a sheet in a language, as a tagged PDF, and enter it in the register.

    A language that the service does not speak gives way to the service's own. Raises Refused
    without the capability, and Erased when the person was erased.
    """
    require(by, MAKE, person)
    document = Document(person_id=person, kind=sheet.kind, language=_spoken(language))
    return _made(by, document, lambda: _typeset(document, sheet))


def make_paper(*, by: Actor, thing: str, sheet: Sheet, language: str) -> Document:
    """As `make_document`, about a thing. Whether `by` may is decided by the room whose it is."""
    document = Document(thing=thing, kind=sheet.kind, language=_spoken(language))
    return _made(by, document, lambda: _typeset(document, sheet))


def make_from_template(
    *,
    by: Actor,
    person: UUID,
    country: str,
    template: str,
    language: str,
    values: Values,
    form: Form = Form.PDF,
    replaces: Document | None = None,
    behind: str = "",
) -> Document:
    """Make a document from a template of the country as it is today, and enter it in the register.

    Every value says where it comes from, and whether it is a fact or a judgement; the register
    keeps both. With `replaces` it is the next version under the same number; `behind` names
    the row whose room says who may read it (see `readers`). Raises Refused, with
    nothing made, without the capability, when no such template holds today in this language and
    form, and for values that are missing or amiss.
    """
    require(by, MAKE, person)
    chosen = choose(country, template, language, form, on=timezone.localdate())
    refuse_if(why_not_replaced(replaces, person))
    refuse_if(why_not_filled(chosen.template, values, language))
    document = Document(
        person_id=person,
        kind=chosen.template.kind,
        title=title_of(chosen)[:200],
        country=chosen.country,
        language=language,
        template=template,
        template_digest=chosen.digest,
        retention=chosen.template.retention,
        signature=chosen.template.signature,
        media_type=WORD if form == Form.WORD else PDF,
        replaces=replaces,
        behind=behind,
    )
    return _made(by, document, lambda: _filled(document, chosen, values), values)


def take_in(*, by: Actor, thing: str, kind: Kind, title: str, content: bytes) -> Document:
    """Enter a PDF about a thing that somebody handed in. The room decides whether they may.

    Raises Refused for what is no PDF, larger than twenty megabytes, or does not pass the scanner.
    """
    refuse_if(why_not_taken_in(content))
    refuse_if(why_not_clean(content))
    document = Document(thing=thing, kind=kind, language="", title=title[:200], media_type=PDF)
    return _made(by, document, lambda: noted(document, content))


def _made(
    by: Actor, document: Document, made: Callable[[], bytes], values: Values | None = None
) -> Document:
    with act("documents.make", by=by):
        return enter(by, document, made, values)


def _spoken(language: str) -> str:
    return language if language in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE


def _typeset(document: Document, sheet: Sheet) -> bytes:
    """Typeset the sheet and note in the register what came of it."""
    with override(document.language):
        made_at = local(document.made_at)
    data = sheet.data(document.language, number=document.number, made_at=made_at)
    content = typeset(sheet.template, data, made_at=document.made_at)
    document.title = data["words"]["title"]
    document.template = sheet.template
    document.template_digest = template_digest(sheet.template)
    document.media_type = PDF
    return noted(document, content)


def _filled(document: Document, chosen: Chosen, values: Values) -> bytes:
    """Fill the template in and note in the register what came of it."""
    made_at, number = document.made_at, document.number
    return noted(document, filled(chosen, values, number=number, made_at=made_at))
