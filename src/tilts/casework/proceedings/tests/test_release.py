"""The calculation from rows is the calculator's on the same data, and shows its working."""

from datetime import date, timedelta

import hypothesis.strategies as st
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils.translation import override
from hypothesis import HealthCheck, assume, given, settings

from tilts.casework.people.pairs import merge_people
from tilts.casework.proceedings.actions import (
    add_offence,
    end_measure,
    place,
)
from tilts.casework.proceedings.models import Ending, Measure
from tilts.casework.proceedings.release import calculations, release_calculation
from tilts.casework.proceedings.responsibility import (
    Responsibility,
    Responsible,
    responsibilities,
    responsibility,
)
from tilts.casework.proceedings.working import in_words, names_of, why_no_date
from tilts.engines.calendars.release import release
from tilts.engines.calendars.sentences import Component, Term
from tilts.jurisdictions.loading import packs
from tilts.platform.parties.actors import SERVICE

from .world import (
    IN_FORCE,
    JUDGED,
    days_ago,
    imprisoned,
    judged,
    new_person,
    sentenced,
    today,
)

ON = date(2026, 1, 15)
RULES = packs()["LV"].release_rules


def conditional(person) -> date | None:
    return release_calculation(person, ON).release.conditional.day


def test_half_of_two_years_for_theft(person, prison):
    sentenced(person, prison, remand_days=30)
    found = release_calculation(person, ON).release
    assert found.end.day == date(2027, 2, 17)
    assert found.conditional.day == date(2026, 2, 17)
    assert found.monitored.day == IN_FORCE


def test_the_gravest_offence_chooses_the_rule(person, prison):
    proceeding = judged(person, prison, code="176")
    imprisoned(proceeding, years=3)
    before = conditional(person)
    add_offence(by=SERVICE, proceeding=proceeding, code="175", committed_on=date(2024, 5, 5))
    assert conditional(person) == before == date(2027, 3, 20)


def test_a_court_may_name_the_rule(person, prison):
    imprisoned(judged(person, prison), release_class="after_revoked_release")
    found = release_calculation(person, ON)
    assert found.release.conditional.day == date(2026, 9, 18)


def test_life_has_a_day_of_release_but_no_end(person, prison):
    imprisoned(judged(person, prison, code="116"), kind="life_imprisonment", years=0)
    found = release_calculation(person, ON)
    assert (found.release.end.day, found.release.conditional.day) == (None, date(2050, 3, 19))
    why = why_no_date(found.release.end, names_of(found.measures))
    assert why == ["Life imprisonment: it is for life"]


def test_what_was_pardoned_makes_room_for_what_follows(person, prison):
    proceeding = judged(person, prison)
    first = imprisoned(proceeding)
    imprisoned(proceeding, follows=first, years=1)
    assert release_calculation(person, ON).release.end.day == date(2028, 3, 19)
    end_measure(
        by=SERVICE, measure=first, ended_on=date(2025, 8, 31), how=Ending.PARDONED, reason="amnesty"
    )
    assert release_calculation(person, ON).release.end.day == date(2026, 8, 31)


def test_one_proceeding_is_worked_out_alone(person, prison):
    short = sentenced(person, prison, years=1).proceeding
    sentenced(person, prison, years=5)
    assert release_calculation(short, ON).release.end.day == date(2026, 3, 19)
    assert release_calculation(person, ON).release.end.day == date(2030, 3, 19)


def test_nobody_without_a_sentence_has_a_date(person, prison):
    judged(person, prison)
    assert calculations([person.pk], ON) == {}
    found = release_calculation(person, ON)
    assert (found.expected, found.bars) == (None, ())
    assert why_no_date(found.release.end, {}) == ["There is no term in prison to serve."]


LENGTHS = st.tuples(st.integers(0, 6), st.integers(0, 11), st.integers(0, 40))
SENTENCE = st.tuples(
    LENGTHS, st.integers(0, 200), st.sampled_from(["beside", "after", "suspended"])
)


@settings(max_examples=20, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(sentences=st.lists(SENTENCE, min_size=1, max_size=4), code=st.sampled_from(["175", "176"]))
def test_the_rows_give_what_the_calculator_gives(person, prison, sentences, code):
    assume(all(any(length) for length, _, _ in sentences))
    with transaction.atomic():
        assert both_ways(person, judged(person, prison, code=code), code, sentences)
        transaction.set_rollback(True)  # an example's rows must not meet the next one's


def both_ways(person, proceeding, code, sentences) -> bool:
    """Impose the sentences, and work them out from the rows and without them."""
    expected: list[Component] = []
    before: Measure | None = None
    for length, remand, how in sentences:
        follows, suspended = (before if how == "after" else None), how == "suspended"
        measure = impose(proceeding, length, remand, follows, suspended)
        expected.append(component(measure, code, length, remand, follows))
        before = before if suspended else measure
    return release_calculation(person, ON).release == release(expected, RULES, ON)


def impose(proceeding, length, remand, follows, suspended) -> Measure:
    years, months, days = length
    return imprisoned(
        proceeding,
        start=None if follows else IN_FORCE,
        years=years,
        months=months,
        days=days,
        remand_days=remand,
        follows=follows,
        suspended=suspended,
        probation_months=12 if suspended else None,
    )


def component(measure, code, length, remand, follows) -> Component:
    return Component(
        code=str(measure.pk),
        release_class={"175": "less_serious", "176": "serious"}[code],
        term=Term(*length),
        first_day=None if follows else IN_FORCE,
        after=str(follows.pk) if follows else "",
        judged_on=JUDGED,
        suspended=measure.suspended,
        remand_days=remand,
    )


def test_each_line_of_the_working_is_a_sentence(person, prison):
    proceeding = judged(person, prison)
    first = imprisoned(proceeding, remand_days=30)
    imprisoned(proceeding, follows=first, years=0, months=6)
    imprisoned(proceeding, suspended=True, probation_months=12)
    found = release_calculation(person, ON)
    names = names_of(found.measures)
    lines = [(line.text, line.result) for line in in_words(found.release.monitored.working, names)]
    assert lines == [
        ("Imprisonment (3) is left out: it is suspended.", ""),
        ("Imprisonment (1): 1/2 of 730 days must be served (less_serious)", "365 days"),
        ("Imprisonment (2): 1/2 of 181 days must be served (less_serious)", "91 days"),
        (
            "From 20 March 2025: 456 days must be served, less 30 days in remand",
            "19 May 2026",
        ),
        ("With electronic monitoring up to 12 months earlier", "19 May 2025"),
    ]
    end = [(line.text, line.result) for line in in_words(found.release.end.working, names)]
    assert end == [
        ("Imprisonment (3) is left out: it is suspended.", ""),
        ("Imprisonment (1): 2 years from 20 March 2025, to its last day", "19 March 2027"),
        ("Imprisonment (1): less 30 days in remand", "17 February 2027"),
        ("Imprisonment (2) begins after Imprisonment (1) is served", "18 February 2027"),
        ("Imprisonment (2): 6 months from 18 February 2027, to its last day", "17 August 2027"),
    ]


def test_unconfirmed_rules_are_marked(person, prison):
    sentenced(person, prison)
    found = release_calculation(person, ON)
    lines = in_words(found.release.conditional.working, names_of(found.measures))
    assert [line.confirmed for line in lines] == [False, True]


def test_the_working_of_life(person, prison):
    imprisoned(judged(person, prison, code="116"), kind="life_imprisonment", years=0)
    found = release_calculation(person, ON)
    with override("en"):
        lines = in_words(found.release.conditional.working, names_of(found.measures))
    expected = "Life imprisonment: 25 years of life from 20 March 2025 must be served"
    assert lines[0].text == expected


def test_nobody_is_responsible_for_whom_nothing_is_carried_out(person):
    nothing = Responsibility(Responsible.NONE, "Not in prison, and no measure is carried out.")
    assert responsibility(person.pk, today()) == nothing


def test_prison_is_responsible_for_whom_it_holds(person, prison):
    sentenced(person, prison, years=9)
    place(by=SERVICE, person_id=person.pk, unit=prison, since=IN_FORCE)
    assert responsibility(person.pk, date(2025, 4, 1)) == Responsibility(
        Responsible.PRISON, "In prison since 20 March 2025."
    )


def test_within_the_year_before_release_both_are(person, prison):
    sentenced(person, prison, years=4)
    place(by=SERVICE, person_id=person.pk, unit=prison, since=IN_FORCE)
    first = date(2026, 3, 20)
    assert responsibility(person.pk, first - timedelta(days=1)).who == "prison"
    assert responsibility(person.pk, first) == Responsibility(
        Responsible.BOTH, "Release can come on 20 March 2027: within 12 months both prepare it."
    )


def test_probation_is_responsible_for_what_it_carries_out(person, prison):
    sentenced(person, prison, kind="probation_supervision")
    expected = Responsibility(
        Responsible.PROBATION, "Probation carries out: Probation supervision."
    )
    assert responsibility(person.pk, IN_FORCE) == expected
    assert responsibility(person.pk, IN_FORCE - timedelta(days=1)).who == "none"


def test_a_suspended_sentence_and_an_order_before_judgment_are_probations(person, prison):
    sentenced(person, prison, suspended=True, probation_months=24)
    assert responsibility(person.pk, IN_FORCE).why == "Probation carries out: Imprisonment."
    other = judged(new_person(prison), prison)
    imprisoned(other, kind="evaluation_report", years=0)
    assert responsibility(other.person_id, JUDGED).who == "probation"


def test_both_are_for_a_prisoner_with_an_order_of_probation(person, prison):
    proceeding = sentenced(person, prison, years=9).proceeding
    imprisoned(proceeding, kind="evaluation_report", years=0)
    place(by=SERVICE, person_id=person.pk, unit=prison, since=days_ago(9))
    assert responsibility(person.pk, today()).who == "both"


def test_what_was_merged_is_read_with_the_record_that_stays(person, prison):
    double = new_person(prison)
    sentenced(double, prison)
    merge_people(by=SERVICE, kept_id=person.pk, gone_id=double.pk, reason="one person")
    assert release_calculation(person, ON).release.end.day == date(2027, 3, 19)
    assert list(calculations([person.pk], ON)) == [person.pk]


def test_many_people_cost_as_much_as_one(person, prison):
    people = [person, new_person(prison), new_person(prison)]
    for each in people:
        sentenced(each, prison)
        place(by=SERVICE, person_id=each.pk, unit=prison, since=days_ago(9))

    def queries(ids) -> int:
        with CaptureQueriesContext(connection) as made:
            found = responsibilities(ids, today())
        assert [found[pk].who for pk in ids] == ["both"] * len(ids)
        return len(made)

    assert queries([person.pk]) == queries([p.pk for p in people])
