"""The language in which somebody is spoken to."""

from django.conf import settings

from .models import Person


def first_language(person: Person) -> str:
    """The first language of the person that the service speaks, else its own."""
    known = dict(settings.LANGUAGES)
    return next((one for one in person.languages if one in known), settings.LANGUAGE_CODE)
