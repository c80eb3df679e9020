"""The version of a law that counts is that of the day which the rule names."""

from datetime import date

import pytest
import yaml
from django.utils.translation import override

from tilts.casework.proceedings import catalogue
from tilts.casework.proceedings.actions import NewMeasure, add_offence, impose_measure
from tilts.casework.proceedings.guards import title_of
from tilts.casework.proceedings.presenting import offence_choices, offence_lines
from tilts.casework.proceedings.queries import find_offences, prison_units, units_of
from tilts.casework.proceedings.terms import category, executed_by, is_custody
from tilts.platform.organisation.actions import close_unit
from tilts.platform.parties.actors import SERVICE

from .world import days_ago, imprisoned, judged, opened, sentenced, today

OLD, NEW = date(2021, 12, 31), date(2022, 1, 1)


def test_community_service_is_called_as_on_the_day_it_was_imposed(person, prison):
    proceeding = judged(person, prison)
    titles = []
    for day in (OLD, NEW):
        what = NewMeasure(kind="community_service", imposed_on=day, minutes=600)
        titles.append(title_of(impose_measure(by=SERVICE, proceeding=proceeding, what=what)))
    assert titles == ["Forced labour", "Community service"]


def test_each_day_has_its_version_and_no_day_two():
    names = {}
    for day in (OLD, NEW):
        found = catalogue.measure("LV", "community_service", day)
        assert found
        names[day] = found.names["lv"]
        codes = [entry.code for entry in catalogue.measures_on("LV", day)]
        assert len(codes) == len(set(codes))
    assert names == {OLD: "Piespiedu darbs", NEW: "Sabiedriskais darbs"}


def test_before_the_law_there_is_nothing():
    day = date(1999, 12, 31)
    assert catalogue.measure("LV", "imprisonment", day) is None
    assert catalogue.offence("LV", "175", day) is None
    assert (catalogue.measures_on("LV", day), catalogue.offences_on("LV", day)) == ((), ())


@pytest.mark.parametrize(
    ("gravities", "gravest"),
    [
        ([], ""),
        (["violation"], "violation"),
        (["less_serious", "violation"], "less_serious"),
        (["especially_serious", "serious", "less_serious"], "especially_serious"),
    ],
)
def test_the_gravest_class(gravities, gravest):
    assert catalogue.gravest("LV", gravities) == gravest


@pytest.mark.parametrize(
    ("iccs", "walled"), [("03", True), ("0301", True), ("01", False), ("", False)]
)
def test_which_offences_are_walled(iccs, walled):
    assert catalogue.is_sexual(iccs) is walled


def test_the_country_code_is_taken_in_any_case():
    assert catalogue.pack_of("lv") is catalogue.pack_of("LV")


def test_names_fall_back_to_english():
    entry = catalogue.offence("LV", "175", NEW)
    assert entry
    names = [catalogue.name_in(entry, language) for language in ("lv", "lt", "en", "fi")]
    assert names == ["Zādzība", "Vagystė", "Theft", "Theft"]


def test_a_later_law_selects_by_the_day_committed(person, prison, settings, tmp_path):
    """An installation raises the gravity of theft from a day on; what came before keeps its own."""
    folder = tmp_path / "jurisdictions" / "lv"
    folder.mkdir(parents=True)
    shipped = catalogue.offence("LV", "175", NEW)
    assert shipped
    rows = [
        {"code": "175", "valid_from": date(2000, 1, 1), "valid_to": date(2024, 12, 31),
         "gravity": "less_serious"},
        {"code": "175", "valid_from": date(2025, 1, 1), "gravity": "serious"},
    ]  # fmt: skip
    common = {"iccs": "05", "names": dict(shipped.names), "source": "a test", "confirmed": False}
    entries = {"entries": [{**common, **row} for row in rows]}
    (folder / "offences.yaml").write_text(yaml.safe_dump(entries, allow_unicode=True))
    settings.PACKS = tmp_path / "jurisdictions"
    proceeding = opened(person, prison)
    found = [
        add_offence(by=SERVICE, proceeding=proceeding, code="175", committed_on=day).gravity
        for day in (date(2024, 12, 31), date(2025, 1, 1))
    ]
    assert found == ["less_serious", "serious"]


def test_offences_are_offered_in_the_language_of_the_page():
    with override("lv"):
        found = offence_choices("LV", "laupīšana", today())
    assert found == [("153", "Personas nolaupīšana"), ("176", "Laupīšana")]
    assert offence_choices("LV", "  ", today()) == []


def test_no_more_offences_are_offered_than_fit():
    assert len(find_offences("LV", "", today())) == 20


def test_an_offence_line_names_the_code_when_no_pack_knows_it(person, prison):
    proceeding = opened(person, prison)
    offence = add_offence(by=SERVICE, proceeding=proceeding, code="160", committed_on=days_ago(900))
    (line,) = offence_lines([offence])
    assert (line["title"], line["walled"]) == ("Sexual violence", True)
    offence.code = "160.9"
    (line,) = offence_lines([offence])
    assert (line["row"].code, line["walled"]) == ("160.9", True)


@pytest.mark.parametrize(
    ("what", "expected"),
    [
        ({}, ("sentence", ("prison",), True)),
        ({"suspended": True, "probation_months": 12}, ("sentence", ("probation",), False)),
        ({"kind": "probation_supervision"}, ("sentence", ("probation",), False)),
        ({"kind": "remand"}, ("remand", ("prison",), False)),
        ({"kind": "evaluation_report"}, ("order", ("probation",), False)),
    ],
)
def test_who_carries_out_what(person, prison, what, expected):
    measure = imprisoned(judged(person, prison), **what)
    assert (category(measure), executed_by(measure), is_custody(measure)) == expected


def test_a_kind_that_no_pack_knows_is_shown_by_its_code(person, prison):
    measure = sentenced(person, prison)
    measure.kind = "banishment"
    assert (title_of(measure), category(measure), executed_by(measure)) == ("banishment", "", ())


def test_units_offered_are_open_and_of_the_country(prison, other_prison, probation):
    assert list(prison_units("LV", today())) == [other_prison, prison]
    assert list(units_of("LV", ["prison", "probation"], today())) == [
        other_prison,
        prison,
        probation,
    ]
    close_unit(by=SERVICE, unit=other_prison, until=days_ago(1))
    assert list(prison_units("LV", today())) == [prison]
    assert list(prison_units("LT", today())) == []
