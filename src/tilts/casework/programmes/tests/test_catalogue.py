"""The catalogue of each country: what it says, in which words, and how it fits with the rest."""

from datetime import date
from typing import get_args

import pytest
from django.utils.translation import override

from tilts.casework.plans.choices import Need
from tilts.casework.programmes.catalogue import (
    Share,
    level_title,
    named,
    programme_on,
    programmes_on,
    shares,
    title_of,
)
from tilts.casework.programmes.presenting import Listed, eligibility, needs_of
from tilts.jurisdictions import schema
from tilts.jurisdictions.schema import Programme

DAY = date(2026, 11, 26)


def programme(code: str) -> Programme:
    found = programme_on("LV", code, DAY)
    assert found is not None
    return found


def test_the_needs_of_programmes_are_those_of_plans():
    assert sorted(get_args(schema.Need)) == sorted(Need.values)


def test_programmes_by_their_names():
    assert [named(one) for one in programmes_on("LV", DAY)] == [
        "Atlantis",
        "Be aware",
        "Building respectful relationships",
        "EQUIP",
        "Managing substance use",
        "Me and others",
        "Motivation",
        "Pathfinder",
        "Preventing violence",
        "Reducing stress",
        "School of life 3",
        "Thames programme",
        "Violence Reduction Program (VRP)",
    ]
    with override("lv"):
        assert named(programmes_on("LV", DAY)[0]) == "Atlantis"
        assert title_of("LV", "substances", DAY) == "Vielu lietošanas menedžments"
    assert programmes_on("LT", DAY) == []


def test_what_the_catalogue_does_not_have():
    assert programme_on("LV", "juggling", DAY) is None
    assert programme_on("LV", "equip", date(1999, 12, 31)) is None
    assert title_of("LV", "juggling", DAY) == "juggling"
    assert level_title("LV", "lowest", DAY) == "lowest"


def test_every_programme_has_what_its_group_needs():
    for one in programmes_on("LV", DAY):
        assert (one.leaders, one.confirmed, one.places >= 8) == (2, False, True), one.code
        assert one.sessions * one.session_minutes >= one.hours * 60, one.code
        assert {*one.names} == {*one.summary} == {"en", "lv", "lt"}, one.code


def test_what_part_of_the_dose_it_gives():
    assert shares("LV", programme("vrp"), DAY) == [
        Share("High level", 200, 200),
        Share("Very high level", 200, 300),
    ]
    assert [one.percent for one in shares("LV", programme("vrp"), DAY)] == [100, 67]
    assert [one.percent for one in shares("LV", programme("equip"), DAY)] == [60, 30, 20]
    assert Share("x", 250, 200).percent == 100


@pytest.mark.parametrize(
    ("code", "lines"),
    [
        (
            "equip",
            [
                "Level of risk: Medium level, High level, Very high level",
                "A need in: attitudes, self-control and temper, friends and company",
                "Speaks: Latvian, Russian",
                "Where: in prison, in the community",
                "Age: 14 to 25 years",
            ],
        ),
        (
            "thames",
            [
                "Level of risk: High level, Very high level",
                "A need in: attitudes, self-control and temper, past offences",
                "Speaks: Latvian, Russian",
                "Where: in the community",
                "Age: from 18 years",
            ],
        ),
    ],
)
def test_for_whom_it_is(code: str, lines: list[str]):
    assert eligibility("LV", programme(code), DAY) == lines


def test_for_whom_it_is_when_the_file_says_more():
    women = programme("stress").model_copy(update={"sexes": ("female",), "age_to": 30})
    assert eligibility("LV", women, DAY)[-2:] == ["For: women", "Age: up to 30 years"]


def test_a_programme_without_a_licence_says_so():
    row = Listed(programme("stress"), None, DAY)
    assert (row.name, row.needs, row.places) == (
        "Reducing stress",
        needs_of(row.of)[0],
        "in prison",
    )
    assert (row.standing, row.holds) == (("no licence", "neutral"), False)
