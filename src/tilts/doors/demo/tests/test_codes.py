"""Personal codes of nobody are right in form and checksum."""

from datetime import date
from random import Random

import pytest

from tilts.casework.people.identifiers import doubt
from tilts.doors.demo.codes import personal_code

BORN = (date(1958, 2, 28), date(1987, 11, 16), date(2004, 7, 1))


@pytest.mark.parametrize("country", ["LV", "LT"])
@pytest.mark.parametrize("born", BORN)
@pytest.mark.parametrize("sex", ["male", "female"])
def test_no_code_is_doubted(country, born, sex):
    random = Random(4)
    codes = [personal_code(random, country, sex, born) for _ in range(60)]
    assert {doubt(kind, value) for kind, value in codes} == {""}


def test_latvia_has_two_kinds():
    random = Random(4)
    kinds = {personal_code(random, "LV", "male", BORN[0])[0] for _ in range(60)}
    assert kinds == {"lv_personal_code", "lv_personal_code_old"}
