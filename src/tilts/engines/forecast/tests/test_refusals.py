"""What is wrong with a table is said all at once, and how to put it right."""

import pytest

from tilts.engines.forecast.refusals import DataFault, DataRefused, refuse

AGE = DataFault("column age", "there is none.", "Name another.")
ROWS = DataFault("the table", "it is empty.", "Fill it.")


def test_one_reason():
    refused = refuse("column age", "there is none.", "Name another.")
    assert refused.faults == (AGE,)
    assert str(refused) == "column age: there is none. Name another."


def test_every_reason_has_its_line():
    with pytest.raises(ValueError, match="age") as raised:
        raise DataRefused(fault for fault in (AGE, ROWS))
    assert isinstance(raised.value, DataRefused)
    assert raised.value.faults == (AGE, ROWS)
    assert str(raised.value) == (
        "column age: there is none. Name another.\nthe table: it is empty. Fill it."
    )
