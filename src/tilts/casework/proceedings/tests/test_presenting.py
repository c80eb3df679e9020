"""Rows of the room as its pages show them: ways, history, offences, measures."""

from typing import Any

import pytest
from django.urls import reverse
from django.utils.translation import override

from tilts.casework.proceedings.actions import add_offence, advance, end_measure
from tilts.casework.proceedings.models import Ending, Proceeding
from tilts.casework.proceedings.presenting import (
    Calculated,
    measure_lines,
    offence_lines,
    offence_title,
)
from tilts.casework.proceedings.queries import measures_in, offences_of
from tilts.casework.proceedings.release import release_calculation
from tilts.casework.proceedings.views.proceedings import PAGES
from tilts.platform.parties.actors import SERVICE, Actor
from tilts.platform.workflow.ways import Way, status_lines
from tilts.platform.workflow.ways import ways as ways_of

from .world import (
    IN_FORCE,
    JUDGED,
    again,
    imprisoned,
    judged,
    new_actor,
    opened,
    sentenced,
    today,
)

Said = dict[str, tuple[bool, bool, list[tuple[bool, str]]]]


def ways(proceeding: Proceeding, by: Actor = SERVICE) -> Said:
    """Each way by its title: whether it is suggested and possible, and what holds or is missing."""
    return {
        str(way.title): (
            way.suggested,
            way.possible,
            [(reason["met"], str(reason["text"])) for reason in way.reasons],
        )
        for way in ways_of(proceeding, by, "proceedings:move", PAGES)
    }


WRONG: Said = {
    "Mark as entered in error": (False, True, []),
    "Mark as recorded on the wrong person": (False, True, []),
}
NO_OFFENCE = "No offence is recorded. Add what the person is judged for."
NO_SENTENCE = "The judgment imposes nothing yet. Add the sentence."


def test_the_ways_before_judgment(person, prison):
    proceeding = opened(person, prison)
    usual: Said = {
        "Acquitted": (False, True, []),
        "Terminated": (False, True, []),
        **WRONG,
    }
    judgment = "Record the judgment"
    assert ways(proceeding) == {judgment: (False, False, [(False, NO_OFFENCE)]), **usual}
    add_offence(by=SERVICE, proceeding=proceeding, code="175", committed_on=JUDGED)
    met = [(True, "an offence is recorded")]
    assert ways(proceeding) == {judgment: (True, True, met), **usual}


def test_the_ways_of_a_judgment(person, prison):
    proceeding = judged(person, prison)
    usual: Said = {"Note an appeal": (False, True, []), **WRONG}
    force = "Enter into force"
    assert ways(proceeding) == {force: (False, False, [(False, NO_SENTENCE)]), **usual}
    imprisoned(proceeding)
    met = [(True, "a sentence or measure is imposed"), (True, "the term of appeal is over")]
    assert ways(proceeding) == {force: (True, True, met), **usual}


def test_the_ways_of_a_sentence_in_force(person, prison):
    proceeding = again(sentenced(person, prison).proceeding)
    running = "“Imprisonment” is still running. End it first, and say how."
    assert ways(proceeding) == {
        "Begin to serve": (True, True, [(True, "a sentence or measure has begun")]),
        "Complete": (False, False, [(False, running)]),
        "Transferred abroad": (False, True, []),
        **WRONG,
    }


def test_the_one_way_of_what_is_over(person, prison):
    proceeding = opened(person, prison)
    advance(by=SERVICE, proceeding=proceeding, code="terminate", reason="withdrawn")
    assert ways(proceeding) == {"Reopen": (False, True, []), **WRONG}
    advance(by=SERVICE, proceeding=proceeding, code="mark_error", reason="typed twice")
    assert ways(proceeding) == {"Reopen": (False, True, [])}


def test_who_may_not_is_told_so_and_nothing_is_suggested(person, prison):
    proceeding = again(sentenced(person, prison).proceeding)
    reader = new_actor(prison, capabilities=("people.see",))
    no_role = [(False, "None of your roles may do this. Ask your head of unit.")]
    assert list(ways(proceeding, reader).values()) == [(False, False, no_role)] * 5


def test_each_way_leads_to_its_page(person, prison):
    proceeding = opened(person, prison)
    found = {
        str(way.title): way.url for way in ways_of(proceeding, SERVICE, "proceedings:move", PAGES)
    }
    pk = proceeding.pk
    assert found == {
        "Record the judgment": reverse("proceedings:judgment", args=[pk]),
        "Acquitted": reverse("proceedings:move", args=[pk, "acquit"]),
        "Terminated": reverse("proceedings:move", args=[pk, "terminate"]),
        "Mark as entered in error": reverse("proceedings:move", args=[pk, "mark_error"]),
        "Mark as recorded on the wrong person": reverse("proceedings:wrong", args=[pk]),
    }


def test_a_way_is_possible_when_all_is_met():
    def possible(*met: bool) -> bool:
        reasons = [{"met": each, "text": ""} for each in met]
        return Way("", "", "", "", suggested=False, reasons=reasons).possible

    assert [possible(), possible(True, True), possible(True, False)] == [True, True, False]


def test_the_history_is_told_newest_first(person, prison):
    proceeding = again(sentenced(person, prison).proceeding)
    advance(by=SERVICE, proceeding=proceeding, code="begin_serving")
    told = [(row["title"], str(row["text"])) for row in status_lines(proceeding, "opened")]
    assert told == [
        ("being served", "Begin to serve"),
        ("in force", "Enter into force"),
        ("judged, may be appealed", "Record the judgment"),
        ("before judgment", "opened"),
    ]


def test_offences_are_told_in_the_order_committed(person, prison):
    proceeding = opened(person, prison)
    for code, day in (("176", IN_FORCE), ("160", JUDGED)):
        add_offence(by=SERVICE, proceeding=proceeding, code=code, committed_on=day)
    lines = offence_lines(offences_of(proceeding))
    told = [(line["row"].code, line["title"], line["walled"]) for line in lines]
    assert told == [("160", "Sexual violence", True), ("176", "Robbery", False)]
    with override("lv"):
        titles = [offence_title(offence) for offence in offences_of(proceeding)]
    assert titles == ["Seksuāla vardarbība", "Laupīšana"]


def test_every_fact_of_a_measure_in_its_order(person, prison, probation):
    proceeding = judged(person, prison)
    first = imprisoned(proceeding, months=6, remand_days=21, unit=prison)
    imprisoned(proceeding, follows=first, years=0, days=10)
    imprisoned(proceeding, suspended=True, probation_months=12, years=1, start=None, unit=probation)
    end_measure(by=SERVICE, measure=first, ended_on=IN_FORCE, how=Ending.PARDONED, reason="x")
    facts: list[list[tuple[str, str]]] = [
        line["facts"] for line in measure_lines(measures_in(proceeding))
    ]
    assert facts == [
        [
            ("Length", "2 years 6 months"),
            ("Imposed", "3 March 2025"),
            ("First day", "20 March 2025"),
            ("Remand counted", "21 days"),
            ("Carried out by", "Riga"),
            ("Ended", "20 March 2025"),
            ("How", "pardon or amnesty"),
        ],
        [
            ("Length", "10 days"),
            ("Imposed", "3 March 2025"),
            ("Served after", "Imprisonment"),
        ],
        [
            ("Length", "1 year"),
            ("Imposed", "3 March 2025"),
            ("Probation period", "12 months"),
            ("Carried out by", "North"),
        ],
    ]


LANGUAGES: dict[str, tuple[str, str]] = {
    "en": ("Imprisonment", "19 March 2027"),
    "lv": ("Brīvības atņemšana", "2027. gada 19. marts"),
    "lt": ("Laisvės atėmimas", "2027 m. kovo 19 d."),
}


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_working_is_in_the_language_of_the_reader(person, prison, language):
    sentenced(person, prison)
    name, day = LANGUAGES[language]
    with override(language):
        end, conditional, monitored = Calculated(release_calculation(person, today())).answers
        (line,) = end.lines
    assert (line.text.startswith(name), line.result) == (True, day)
    assert [answer.day for answer in (end, conditional, monitored)] == [
        answer.day for answer in Calculated(release_calculation(person, today())).answers
    ]


def test_an_unknown_kind_of_offence_keeps_its_number(person, prison):
    proceeding = opened(person, prison)
    offence: Any = add_offence(by=SERVICE, proceeding=proceeding, code="175", committed_on=JUDGED)
    offence.committed_on = offence.committed_on.replace(year=1950)
    assert offence_title(offence) == "175"
