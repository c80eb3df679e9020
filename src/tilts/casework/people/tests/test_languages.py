"""In which language somebody is spoken to."""

import pytest
from django.conf import settings

from tilts.casework.people.languages import first_language
from tilts.casework.people.models import Person


@pytest.mark.parametrize(
    ("spoken", "found"),
    [
        (["ru", "lv"], "ru"),
        (["lv", "ru"], "lv"),
        (["uk", "lt"], "lt"),  # the first one that the service speaks
        (["uk", "ka"], settings.LANGUAGE_CODE),
        ([], settings.LANGUAGE_CODE),
    ],
)
def test_it_is_the_first_one_that_the_service_speaks(spoken: list[str], found: str) -> None:
    assert first_language(Person(languages=spoken)) == found
