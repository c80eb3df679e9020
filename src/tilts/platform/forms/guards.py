"""Why an instrument cannot be answered, and why a sheet takes no more answers."""

from uuid import UUID

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from tilts.engines.instruments import Instrument
from tilts.platform.access.reasons import Reason, Reasons
from tilts.platform.organisation.certified import why_not_certified
from tilts.platform.parties.actors import Actor

from .models import ANSWERABLE, Level, Sheet, Standing


def why_not_usable(of: Instrument, standing: Standing | None) -> Reasons:
    """Only what is in use or on trial in an agency is answered there about real people."""
    title = of.title.to(get_language() or "en")
    level = Level(standing.level) if standing else Level.REFERENCE
    if standing is None or level not in ANSWERABLE:
        text = _(
            "“%(title)s” is here as: %(level)s. The quality manager decides whether it is used."
        )
        return [Reason("not-in-use", text % {"title": title, "level": level.label})]
    if standing.digest != of.digest:
        text = _("The file of “%(title)s” changed since it was put to use. Decide anew.")
        return [Reason("file-changed", text % {"title": title})]
    return []


def why_not_answering(by: Actor, standing: Standing | None, subject: UUID | None) -> Reasons:
    """What an actor lacks to answer about somebody; about themself nobody needs a certificate."""
    if standing is None or subject == by.party:
        return []
    return why_not_certified(by, standing.requires)


def why_not_open(sheet: Sheet) -> Reasons:
    """A fixed sheet stands for good."""
    if sheet.fixed_at is None:
        return []
    return [Reason("fixed", _("These answers are final. A new assessment gives new ones."))]
