"""Is the person about to be registered on record already?"""

from datetime import date
from typing import Any

import pytest

from tilts.casework.people.actions import Code, Identity
from tilts.casework.people.models import Identifier
from tilts.casework.people.newcomers import likely_twins
from tilts.platform.access.scoped import seen_by

from .desk import kept
from .people import BORN, change

pytestmark = pytest.mark.usefixtures("all_seen")
WHO: dict[str, Any] = {"family": "Ozola", "given": "Anna", "birth_date": BORN}


def signs(*codes: str, **who: Any) -> list[list[str]]:
    given = tuple(Code(kind="foreign_document", value=value) for value in codes)
    return [[*twin.signs] for twin in likely_twins(Identity(**{**WHO, **who}), given)]


@pytest.mark.parametrize(("who", "found"), [
    ({}, [["name", "birth"]]),
    ({"family": "Anna", "given": "Ozola"}, [["name", "birth"]]),
    ({"family": "Ozolla"}, [["similar", "birth"]]),
    ({"birth_date": None}, [["name"]]),
    ({"birth_precision": "year"}, [["name"]]),
    ({"birth_date": date(1985, 3, 8)}, []),
    ({"family": "Liepa", "given": "Ilze"}, []),
])  # fmt: skip
def test_who_looks_alike(anna, who, found):
    assert signs(**who) == found


def test_a_code_speaks_however_it_is_written(anna):
    kept(Identifier(person=anna, kind="foreign_document", value="AB1234", since=BORN))
    other = {"family": "Liepa", "given": "Ilze", "birth_date": None}
    assert (signs("ab-12 34", **other), signs("ab-12 35", **other)) == ([["code"]], [])


def test_two_without_a_code_have_no_code_in_common(anna):
    kept(Identifier(person=anna, kind="none", value="", since=BORN))
    assert (signs("", family="Liepa", given="Ilze"), signs("")) == ([], [["name", "birth"]])


@pytest.mark.parametrize("hidden", ["entered_in_error", "unseen"])
def test_who_is_not_listed_is_not_proposed(house, anna, hidden):
    if hidden == "entered_in_error":
        change(anna, entered_in_error=True)
        assert signs() == []
    else:
        with seen_by(house.actor("clerk", "jelgava")):
            assert signs() == []
