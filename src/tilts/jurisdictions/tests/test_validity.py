"""Which version of an entry holds on a day."""

from dataclasses import dataclass
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tilts.jurisdictions.validity import NoSuchVersion, overlap, select, valid


@dataclass(frozen=True)
class Version:
    """The least that can be selected."""

    code: str
    valid_from: date
    valid_to: date | None = None


OLD = Version("a", date(2020, 1, 1), date(2021, 12, 31))
NEW = Version("a", date(2022, 1, 1))
OTHER = Version("b", date(2021, 1, 1))
days = st.dates(date(2020, 1, 1), date(2020, 2, 15))


@pytest.mark.parametrize(
    ("on", "version"),
    [
        (date(2020, 1, 1), OLD),
        (date(2021, 12, 31), OLD),
        (date(2022, 1, 1), NEW),
        (date(2090, 1, 1), NEW),
    ],
)
def test_the_version_of_the_day(on: date, version: Version) -> None:
    assert select([OLD, NEW, OTHER], "a", on=on) == version


def test_all_that_hold_on_a_day() -> None:
    assert valid([OLD, NEW, OTHER], on=date(2021, 6, 1)) == (OLD, OTHER)


@pytest.mark.parametrize(
    ("items", "code", "on", "message"),
    [
        ([OLD, NEW], "a", date(2019, 12, 31), r"^'a': no version holds on 2019-12-31\.$"),
        ([OLD, NEW], "c", date(2020, 1, 1), r"^'c': no version holds on 2020-01-01\.$"),
        ([OLD, OLD], "a", date(2020, 1, 1), r"^'a': 2 versions hold on 2020-01-01\.$"),
    ],
)
def test_none_or_several_is_an_error(
    items: list[Version], code: str, on: date, message: str
) -> None:
    with pytest.raises(NoSuchVersion, match=message):
        select(items, code, on=on)


@given(days, days | st.none(), days, days | st.none())
def test_two_overlap_when_some_day_is_in_both(
    from_1: date, to_1: date | None, from_2: date, to_2: date | None
) -> None:
    one, other = Version("a", from_1, to_1), Version("a", from_2, to_2)
    january_to_march = [date.fromordinal(date(2020, 1, 1).toordinal() + i) for i in range(60)]
    shared = [day for day in january_to_march if len(valid([one, other], on=day)) == 2]
    assert overlap(one, other) == overlap(other, one)
    assert overlap(one, other) or not shared
    if (to_1 or date.max) >= from_1 and (to_2 or date.max) >= from_2:
        assert overlap(one, other) == bool(shared)


@pytest.mark.parametrize(
    ("one", "other", "both"),
    [
        (("2020-01-01", "2020-12-31"), ("2021-01-01", None), False),
        (("2020-01-01", "2021-01-01"), ("2021-01-01", None), True),
        (("2020-01-01", None), ("2030-01-01", None), True),
        (("2020-01-01", "2020-01-01"), ("2020-01-01", "2020-01-01"), True),
        (("2020-03-01", "2020-03-31"), ("2020-01-01", "2020-12-31"), True),
        (("2020-02-29", "2020-02-29"), ("2020-03-01", None), False),
    ],
)
def test_overlap_counts_both_ends(
    one: tuple[str, str | None], other: tuple[str, str | None], both: bool
) -> None:
    first, second = (
        Version("a", date.fromisoformat(since), date.fromisoformat(until) if until else None)
        for since, until in (one, other)
    )
    assert (overlap(first, second), overlap(second, first)) == (both, both)


CHAIN = [
    Version("a", date(2020, 1, 1), date(2020, 6, 30)),
    Version("a", date(2020, 7, 1), date(2020, 12, 31)),
    Version("a", date(2021, 2, 1)),  # nothing holds in January 2021
]


@given(st.dates(date(2019, 12, 1), date(2021, 4, 1)))
def test_each_day_has_its_one_version_or_none(day: date) -> None:
    expected = None
    if date(2020, 1, 1) <= day <= date(2020, 6, 30):
        expected = CHAIN[0]
    elif date(2020, 7, 1) <= day <= date(2020, 12, 31):
        expected = CHAIN[1]
    elif day >= date(2021, 2, 1):
        expected = CHAIN[2]
    assert valid([*CHAIN, OTHER], on=day) == tuple(
        version for version in (expected, OTHER if day >= OTHER.valid_from else None) if version
    )
    if expected is None:
        with pytest.raises(NoSuchVersion):
            select(CHAIN, "a", on=day)
    else:
        assert select(CHAIN[::-1], "a", on=day) == expected
