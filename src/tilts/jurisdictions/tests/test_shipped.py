"""The packs that are shipped: sound, complete, and usable on any day of the record."""

import re
from collections import Counter
from datetime import date, time, timedelta

import pytest

from tilts.engines.calendars.deadlines import Unit
from tilts.engines.calendars.quiet_hours import QuietHours
from tilts.engines.calendars.release import release
from tilts.engines.calendars.sentences import Component, NoDate, Reason, Term
from tilts.engines.calendars.working_days import is_working_day
from tilts.jurisdictions.iccs import SECTIONS
from tilts.jurisdictions.loading import SHIPPED, load_packs, packs
from tilts.jurisdictions.pack import Pack
from tilts.jurisdictions.schema import Entry
from tilts.jurisdictions.validity import NoSuchVersion, select, valid

TODAY = date(2026, 11, 22)
LV = packs()["LV"]
LT = packs()["LT"]
BOTH = pytest.mark.parametrize("pack", [LV, LT], ids=["LV", "LT"])
INTERFACE = {"en", "lv", "lt"}


def catalogues(pack: Pack) -> dict[str, list[Entry]]:
    """Every catalogue of a pack by name."""
    fields = {name: getattr(pack, name) for name in Pack.model_fields}
    return {
        name: list(entries)
        for name, entries in fields.items()
        if isinstance(entries, tuple) and all(isinstance(e, Entry) for e in entries)
    }


def test_the_shipped_countries() -> None:
    assert sorted(packs()) == ["LT", "LV"]
    assert packs() is packs()


@BOTH
def test_every_name_is_there_in_every_language_of_the_interface(pack: Pack) -> None:
    lacking = {
        (name, entry.code): INTERFACE - entry.names.keys()
        for name, entries in catalogues(pack).items()
        for entry in entries
        if entry.names.keys() < INTERFACE
    }
    assert lacking == {}


@BOTH
def test_every_entry_has_one_version_on_each_day_that_it_holds(pack: Pack) -> None:
    for entries in catalogues(pack).values():
        for entry in entries:
            for day in (entry.valid_from, entry.valid_to or TODAY):
                assert select(entries, entry.code, on=day) == entry


@BOTH
def test_units_form_a_tree_within_their_agency(pack: Pack) -> None:
    units = {unit.code: unit for unit in valid(pack.units, on=TODAY)}
    for unit in units.values():
        path = [unit]
        while (parent := path[-1].parent) is not None:
            path.append(units[parent])
        assert {above.agency for above in path} == {unit.agency}


@BOTH
def test_every_offence_has_a_section_and_a_release_rule(pack: Pack) -> None:
    assert {offence.iccs[:2] for offence in pack.offences} <= SECTIONS.keys()
    rules = {rule.release_class for rule in pack.release_rules}
    assert {offence.gravity for offence in pack.offences} <= rules


def test_what_latvia_holds() -> None:
    kinds = Counter(unit.kind for unit in valid(LV.units, on=TODAY))
    assert kinds == {
        "prison": 9,
        "centre": 2,
        "probation_region": 5,
        "probation_department": 6,
    }
    assert [(a.names["lv"], a.kind) for a in LV.agencies] == [
        ("Ieslodzījuma vietu pārvalde", "prison"),
        ("Valsts probācijas dienests", "probation"),
    ]
    assert (LV.country.time_zone, LV.country.languages) == ("Europe/Riga", ("lv", "en", "ru"))


def test_a_law_renames_community_service() -> None:
    names = [
        select(LV.measures, "community_service", on=day).names["lv"]
        for day in (date(2021, 12, 31), date(2022, 1, 1))
    ]
    assert names == ["Piespiedu darbs", "Sabiedriskais darbs"]


def test_liepaja_moves_to_its_new_prison() -> None:
    names = [
        select(LV.units, "liepaja", on=day).names["lv"]
        for day in (date(2026, 2, 2), date(2026, 2, 3))
    ]
    assert names == ["Liepājas cietums", "Liepājas cietums (jaunais)"]


@pytest.mark.parametrize(
    ("pack", "code", "start", "end"),
    [
        (LV, "probation_registration", date(2026, 11, 2), date(2026, 11, 16)),
        (LV, "probation_registration", date(2026, 11, 9), date(2026, 11, 24)),
        (LV, "registration_after_early_release", date(2026, 12, 23), date(2026, 12, 30)),
        (LV, "risk_and_needs_assessment", date(2026, 12, 31), date(2027, 2, 28)),
        (LV, "victim_invitation", date(2026, 11, 20), date(2026, 11, 25)),
        (LT, "probation_registration", date(2026, 2, 13), date(2026, 2, 19)),
        # over a weekend that is worked: 27 June 2026 stands in for the Monday before Midsummer
        (LV, "case_file_opened", date(2026, 6, 18), date(2026, 6, 25)),
        (LV, "case_file_opened", date(2026, 6, 25), date(2026, 6, 27)),
        (LT, "registration_after_early_release", date(2026, 6, 19), date(2026, 6, 25)),
        # over the turn of a year, with a day moved from 2 to 17 January
        (LV, "registration_after_early_release", date(2025, 12, 30), date(2026, 1, 7)),
        (LT, "registration_after_early_release", date(2025, 12, 30), date(2026, 1, 5)),
        # over Easter, whose Friday only Latvia keeps
        (LV, "victim_invitation", date(2026, 4, 2), date(2026, 4, 9)),
        (LT, "victim_invitation", date(2026, 4, 2), date(2026, 4, 8)),
        # months stop at the end of a short one, in a leap year too; years at a leap day
        (LV, "risk_and_needs_assessment", date(2027, 12, 31), date(2028, 2, 29)),
        (LT, "risk_and_needs_assessment", date(2026, 7, 31), date(2026, 9, 30)),
        (LV, "programme_licence", date(2024, 2, 29), date(2027, 2, 28)),
        # calendar days that end on a free one roll: Independence Day, then a Sunday
        (LV, "appeal", date(2026, 11, 8), date(2026, 11, 19)),
        (LV, "appeal", date(2026, 11, 9), date(2026, 11, 19)),
        (LT, "appeal", date(2026, 10, 12), date(2026, 11, 3)),
        (LT, "appeal", date(2026, 2, 19), date(2026, 3, 12)),
    ],
)
def test_deadlines_on_the_calendar(pack: Pack, code: str, start: date, end: date) -> None:
    assert pack.due(code, start) == end


@BOTH
def test_a_deadline_in_hours_is_no_matter_of_days(pack: Pack) -> None:
    with pytest.raises(ValueError, match=r"^A deadline in hours starts at a moment"):
        pack.due("data_breach_notification", TODAY)


@BOTH
@pytest.mark.parametrize("code", ["no_such_deadline", "not_seen_days"])
def test_a_deadline_that_a_country_does_not_have(pack: Pack, code: str) -> None:
    with pytest.raises(NoSuchVersion, match=f"^'{code}': no version holds on {TODAY}"):
        pack.due(code, TODAY)


@BOTH
def test_every_deadline_of_days_ends_on_no_day_before_it_starts(pack: Pack) -> None:
    rules = [rule for rule in pack.deadlines if rule.unit != Unit.HOURS]
    for day in (TODAY + timedelta(days=n) for n in range(0, 730, 13)):
        for rule in rules:
            end = pack.due(rule.code, day)
            assert end > day
            counted = rule.unit == Unit.WORKING_DAYS or rule.roll
            assert not counted or is_working_day(end, pack.working_days)


@pytest.mark.parametrize(
    ("pack", "gravity", "day"),
    [
        (LV, "less_serious", date(2027, 8, 30)),
        (LV, "especially_serious", date(2028, 2, 29)),
        (LV, "after_revoked_release", date(2028, 5, 30)),
        (LT, "very_serious", date(2028, 5, 30)),
    ],
)
def test_three_years_under_the_release_rules(pack: Pack, gravity: str, day: date) -> None:
    first = date(2026, 3, 1)
    sentence = Component("a", gravity, Term(years=3), first, judged_on=first)
    assert release([sentence], pack.release_rules, TODAY).conditional.day == day


def test_life_has_a_rule_in_latvia_only() -> None:
    life = Component("a", "life", None, date(2026, 3, 1), judged_on=date(2026, 3, 1))
    in_latvia, in_lithuania = (
        release([life], pack.release_rules, TODAY).conditional for pack in (LV, LT)
    )
    assert in_latvia.day == date(2051, 2, 28)
    assert in_lithuania.reasons == (NoDate(Reason.LIFE_WITHOUT_RULE, "a"),)


def test_thresholds_and_identifiers() -> None:
    assert LV.threshold("not_seen_days", on=TODAY) == 30
    fits = {
        text: [i.code for i in LV.identifiers if i.pattern and re.match(i.pattern, text)]
        for text in ("161175-19997", "32345678901", "323456-78901", "38703181745")
    }
    assert fits == {
        "161175-19997": ["lv_personal_code_old"],
        "32345678901": [
            "lv_personal_code",
            "lt_personal_code",
            "ee_personal_code",
            "no_birth_number",
        ],
        "323456-78901": ["lv_personal_code"],
        "38703181745": [
            "lv_personal_code",
            "lt_personal_code",
            "ee_personal_code",
            "no_birth_number",
        ],
    }


@BOTH
def test_competences(pack: Pack) -> None:
    known = {entry.code: (entry.months, entry.observed_with) for entry in pack.competences}
    assert known == {
        "programme_facilitator": (24, ("facilitator-observation",)),
        "motivational_interviewing": (24, ("miti4",)),
        "observer": (36, ()),
        "risk_assessor": (36, ()),
    }
    assert {"en", "lv", "lt"} == {tongue for entry in pack.competences for tongue in entry.course}


def test_whoever_leads_a_programme_is_certified_for_it() -> None:
    assert {one.certificate for one in LV.programmes} == {"programme_facilitator"}


def test_digests_depend_on_content_alone() -> None:
    again = load_packs([SHIPPED])
    assert {code: pack.digest for code, pack in again.items()} == {
        "LV": LV.digest,
        "LT": LT.digest,
    }
    assert re.fullmatch("[0-9a-f]{64}", LV.digest)
    assert LV.digest != LT.digest


@BOTH
def test_quiet_hours_hold_on_any_day(pack: Pack) -> None:
    hours = select(pack.quiet_hours, "staff", on=TODAY)
    assert hours.rule() == QuietHours(time(20), time(7), free_days=True)
    assert (hours.earliest, hours.latest, hours.confirmed) == (time(16), time(10), False)
