"""Dates, terms and calendars for the properties."""

from datetime import date

from hypothesis import strategies as st

from tilts.engines.calendars.sentences import Component, Term
from tilts.engines.calendars.working_days import Calendar

days = st.dates(date(1990, 1, 1), date(2060, 12, 31))
near_days = st.dates(date(2020, 1, 1), date(2030, 12, 31))
terms = st.builds(
    Term,
    years=st.integers(0, 4),
    months=st.integers(0, 14),
    days=st.integers(1, 60),
)
calendars = st.builds(
    Calendar,
    st.sampled_from(["LV", "LT"]),
    st.frozensets(st.dates(date(2024, 1, 1), date(2024, 6, 30)), max_size=5),
    st.frozensets(st.dates(date(2024, 7, 1), date(2024, 12, 31)), max_size=5),
)


@st.composite
def chains(draw: st.DrawFn, most: int = 3) -> list[Component]:
    """One to `most` judged components, each consecutive to the one before."""
    lengths = draw(st.lists(terms, min_size=1, max_size=most))
    return [
        Component(
            code=f"c{i}",
            release_class=draw(st.sampled_from(["half", "two_thirds", "whole"])),
            term=term,
            first_day=None if i else draw(days),
            after=f"c{i - 1}" if i else "",
            judged_on=date(1990, 1, 1),
            remand_days=draw(st.integers(0, 200)),
        )
        for i, term in enumerate(lengths)
    ]
