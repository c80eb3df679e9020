"""How steps are shown: in words, with their times, whom to call, and in each language."""

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone, translation

from tilts.casework.protocols.actions import Taken, take_step, undo_step
from tilts.casework.protocols.catalogue import calls_of, protocols_for, setting_of, title_of
from tilts.casework.protocols.forms import StartForm, TakeForm, WordsForm
from tilts.casework.protocols.models import Note
from tilts.casework.protocols.presenting import is_late, step_lines, told_never, within
from tilts.casework.protocols.telling import staff_to_tell
from tilts.platform.parties.actors import SERVICE

from .desk import TODAY, steps, url

NAMES = {
    "en": ["Suicide threat", "Violence", "Absconding", "A child at risk"],
    "lv": ["Pašnāvības draudi", "Vardarbība", "Bēgšana vai izvairīšanās", "Apdraudēts bērns"],
    "lt": ["Savižudybės grėsmė", "Smurtas", "Pabėgimas ar slapstymasis", "Vaikui gresia pavojus"],
}


@pytest.mark.parametrize(
    ("minutes", "text"),
    [
        (0, "at once"),
        (1, "within 1 min"),
        (59, "within 59 min"),
        (60, "within 1 h"),
        (90, "within 90 min"),
        (1440, "within 24 h"),
    ],
)
def test_by_when(minutes, text):
    assert within(minutes) == text


@pytest.mark.parametrize("language", NAMES)
def test_the_protocols_in_each_language(desk, language):
    case = desk.opened("suicide")
    with translation.override(language):
        field: Any = StartForm(by=desk.officer).fields["protocol"]
        assert [name for _, name in field.choices] == NAMES[language]
        assert title_of(case) == case.title == NAMES[language][0]
        known = {s.code: s.names[language] for s in protocols_for(desk.officer)[0].steps}
        assert [line.text for line in step_lines(case)] == [
            known[step.code] for step in steps(case)
        ]
        assert told_never(case) == [one[language] for one in protocols_for(desk.officer)[0].never]


@pytest.mark.parametrize(
    ("role", "unit", "setting"),
    [
        ("prison_officer", "riga", "custody"),
        ("probation_officer", "jelgava", "community"),
        ("prison_officer", "vilnius", "custody"),
    ],
)
def test_where_a_service_works(desk, role, unit, setting):
    actor = desk.house.actor(role, unit)
    assert setting_of(actor) == setting
    assert [one.code for one in protocols_for(actor)] == [
        "suicide", "violence", "absconding", "child"
    ]  # fmt: skip


def test_the_service_itself_has_no_country_and_no_protocol():
    assert protocols_for(SERVICE) == []


def test_whom_to_call_in_the_order_of_the_step():
    assert [call.number for call in calls_of("LV", ["ambulance", "emergency"], TODAY)] == [
        "113", "112"
    ]  # fmt: skip
    assert calls_of("LT", ["ambulance"], TODAY) == []


def test_what_stands_and_what_was_taken_back(desk):
    case = desk.opened()
    first, second, *_ = steps(case)
    undone = take_step(by=desk.officer, step=first, what=Taken(words="By phone."))
    undo_step(by=desk.officer, taking=undone)
    again = take_step(by=desk.colleague, step=first, what=Taken(words="In person."))
    take_step(by=desk.officer, step=second, what=Taken(done=False, words="Broken."))
    lines = step_lines(case, Note.objects.filter(occurrence=case).order_by("pk"))
    shown = [(line.taking and line.taking.done, line.words, len(line.before)) for line in lines]
    assert shown == [
        (True, ["In person."], 1),
        (False, ["Broken."], 0),
        (None, [], 0),
        (None, [], 0),
        (None, [], 0),
        (None, [], 0),
    ]
    assert (lines[0].taking, lines[0].before) == (again, [undone])


@pytest.mark.parametrize(
    ("state", "ago", "taken", "late"),
    [
        ("open", 5, False, True),
        ("open", -5, False, False),
        ("open", 5, True, False),
        ("suspended", 5, False, True),
        ("handled", 5, False, False),
        ("false_alarm", 5, False, False),
    ],
)
def test_what_is_late(desk, state, ago, taken, late):
    case = desk.opened()
    taking = take_step(by=desk.officer, step=steps(case)[0], what=Taken()) if taken else None
    case.state = state
    due = timezone.now() - timedelta(minutes=ago)
    assert is_late(case, due, taking) == late


def test_a_form_of_a_step_has_a_key_of_its_own_each_time():
    first, second = TakeForm(), TakeForm()
    assert first["key"].value() != second["key"].value()
    assert first["outcome"].value() == "done"


@pytest.mark.parametrize(
    ("sent", "faults"),
    [
        ({}, ["outcome"]),
        ({"outcome": "perhaps"}, ["outcome"]),
        ({"outcome": "done", "key": "no-key"}, ["key"]),
        ({"outcome": "done", "said_at": "yesterday"}, ["said_at"]),
        ({"outcome": "done", "words": "x" * 2001}, ["words"]),
        ({"outcome": "done"}, []),
    ],
)
def test_what_a_step_accepts(sent, faults):
    assert list(TakeForm(sent).errors) == faults


def test_words_are_wanted():
    assert list(WordsForm({"words": " "}, label="What came of it").errors) == ["words"]


def test_who_is_told_is_asked_of_the_unit_and_those_above(desk):
    head, wing_head = desk.head_staff, desk.house.member("head_of_unit", "riga_w1")
    other = desk.house.member("head_of_unit", "olaine")
    wing, riga = desk.house.units["riga_w1"], desk.house.units["riga"]
    whom = desk.anna.pk
    found = set(staff_to_tell(wing, whom, ["head_of_unit"]))
    assert (found, other in found) == ({head, wing_head}, False)
    assert set(staff_to_tell(riga, whom, ["head_of_unit"])) == {head}
    assert set(staff_to_tell(riga, whom, ["responsible"])) == {desk.staff}
    assert set(staff_to_tell(riga, whom, [])) == set()


@pytest.mark.parametrize("language", NAMES)
def test_every_page_opens_in_each_language(desk, language):
    case = desk.opened("suicide")
    step = steps(case)[0]
    pages = [
        url("of", desk.anna),
        url("begin", desk.anna),
        url("one", case),
        url("step", step),
        url("move", case, "call_off"),
        url("move", case, "take_over"),
    ]
    for page in pages:
        answer = desk.browser.get(page, headers={"accept-language": language})
        assert (page, answer.status_code) == (page, 200)
        assert NAMES[language][1] in answer.content.decode()  # the header of each offers it
