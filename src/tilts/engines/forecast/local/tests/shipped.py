"""Fictional people answered for in shipped instruments, whose every score is known by hand."""

from collections.abc import Mapping

import polars as pl

from tilts.engines.instruments import find, load

Answers = Mapping[str, object]
RVN, OGRS = load(find("rvn-demo")), load(find("ogrs3"))
# Copas rate, status, age and offence by hand: 12 and 92 % within two years, 6 and 84 % within one.
OLDER = {
    "sex": "male",
    "date_of_birth": "1990-01-01",
    "date_of_current_conviction": "2022-01-10",
    "date_at_start_of_followup": "2022-02-10",
    "total_sanctions": 1,
    "age_at_first_sanction": 32,
    "offence_group": "Violence",
}
YOUNGER = OLDER | {
    "date_of_birth": "2002-01-01",
    "total_sanctions": 15,
    "age_at_first_sanction": 12,
    "offence_group": "Theft (non-motor)",
}


def rvn_answers(place: int) -> dict[str, str]:
    """The answer with the fewest points to every question that is scored, or with the most."""
    options = {name: item.options for name, item in RVN.items.items() if item.type == "choice"}
    return {
        name: sorted(of, key=lambda one: one.points or 0)[place].code
        for name, of in options.items()
    }


LEAST, MOST = rvn_answers(0), rvn_answers(-1)
# 120 people of the first kind, 30 of them with the outcome, and 80 of the second, 60 of them.
EVENTS = [*[1] * 30, *[0] * 90, *[1] * 60, *[0] * 20]


def people(first: Answers, second: Answers) -> pl.DataFrame:
    """200 people of two kinds, with what happened in the column `again`."""
    return pl.DataFrame([dict(first)] * 120 + [dict(second)] * 80).with_columns(
        again=pl.Series(EVENTS)
    )
