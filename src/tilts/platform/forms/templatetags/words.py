"""Words of an instrument in the language of the page, and the last day of a decision."""

from datetime import date, timedelta

from django import template

from tilts.platform.organisation.certified import competences, in_words

from .. import questions
from ..models import Standing

register = template.Library()
register.filter("words", questions.words)


@register.filter
def last_day(standing: Standing | None) -> date | None:
    """The last day on which it holds; None while it is open."""
    return standing.until - timedelta(days=1) if standing and standing.until else None


@register.filter
def certificate(standing: Standing) -> str:
    """The certificate that a decision asks for, in words."""
    known = competences(standing.agency.country, standing.since).get(standing.requires)
    return in_words(known.names) if known else standing.requires
