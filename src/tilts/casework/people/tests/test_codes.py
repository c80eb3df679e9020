"""Types of identifier by name."""

import pytest
from django.utils import translation

from tilts.casework.people.codes import kind_name


@pytest.mark.parametrize(
    ("reader", "kind", "name"),
    [
        ("en", "lv_personal_code", "Latvian personal code"),
        ("lv", "lv_personal_code", "Personas kods"),
        ("ru", "lv_personal_code", "Персональный код"),
        ("uk", "lv_personal_code", "Latvian personal code"),
        ("lv", "library_card", "library_card"),
    ],
)
def test_a_type_has_its_name_in_the_readers_language(reader: str, kind: str, name: str) -> None:
    with translation.override(reader):
        assert kind_name("LV", kind) == name
