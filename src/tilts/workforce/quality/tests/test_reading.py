"""Reading drawn work: nobody their own, a second reader only for the unsure, both blind."""

from typing import Any

import pytest
from django.db import IntegrityError, transaction

from tilts.casework.assessment.models import Assessment
from tilts.platform.access.reasons import Refused
from tilts.platform.forms.actions import Decision, answer, decide
from tilts.platform.forms.answering import Answer
from tilts.platform.forms.catalogue import versions
from tilts.platform.organisation.actions import give_role, note_qualification
from tilts.platform.organisation.models import Staff
from tilts.platform.organisation.tests.house import LONG_AGO
from tilts.platform.parties.actors import SERVICE
from tilts.platform.record.acts import act
from tilts.platform.record.models import Payload
from tilts.platform.workflow.actions import take_item
from tilts.platform.workflow.common import ERRORS
from tilts.platform.workflow.models import WorkItem
from tilts.platform.workflow.state_check import state_faults
from tilts.workforce.quality.actions import begin_reading, finish_reading, move_drawn
from tilts.workforce.quality.models import Drawn, Reading

from .conftest import MIDDLE, TODAY, USED, Service

pytestmark = pytest.mark.usefixtures("all_seen")


def codes(do: Any) -> list[str]:
    """Codes of the reasons for which something is refused; empty when it is done."""
    try:
        do()
    except Refused as refused:
        return [reason.code for reason in refused.reasons]
    return []


def beginning(service: Service, drawn: Drawn, reader: Staff) -> list[str]:
    return codes(lambda: begin_reading(by=service.actor(reader), drawn=drawn))


def works() -> list[tuple[str, Any, str]]:
    """Kind, owner and outcome of each piece of work."""
    rows = WorkItem.objects.order_by("opened_at", "pk")
    return [(row.kind, row.owner_id, row.outcome) for row in rows]


def test_a_first_reader_who_is_sure_is_enough(service: Service):
    drawn = service.drawn()
    reading = service.read(drawn, service.reader)
    reading.refresh_from_db()
    assert (drawn.state, drawn.sound, drawn.read_on) == ("read", True, TODAY)
    assert drawn.results["grounds"] == {"value": 3.0, "band": "competent"}
    assert (reading.part, reading.sure, reading.unsure_why) == ("first", True, "")
    assert works() == [("quality.read_first", service.reader.pk, "done")]


@pytest.mark.parametrize(("value", "sound"), [(1, False), (2, False), (3, True), (4, True)])
def test_work_is_sound_where_nothing_lies_in_the_lowest_range(service, value, sound):
    drawn = service.drawn()
    service.read(drawn, service.reader, value)
    assert drawn.sound is sound


def test_one_weak_area_is_enough_to_be_developed(service: Service):
    drawn = service.drawn()
    reading, by = service.begun(drawn, service.reader, 4), service.actor(service.reader)
    for item in ("sources", "evidence", "facts_apart"):
        given = Answer(1, saved=1)
        answer(by=by, sheet=reading.sheet, item=item, given=given)
    finish_reading(by=by, reading=reading, sure=True)
    drawn.refresh_from_db()
    assert (drawn.sound, drawn.results["use"]["band"]) == (False, "strong")


def test_whoever_is_unsure_calls_a_second_reader_whose_answers_stand(service: Service):
    drawn = service.drawn()
    service.read(drawn, service.reader, 1, sure=False, why="The sources are on paper.")
    assert (drawn.state, drawn.sound, drawn.results) == ("doubted", None, {})
    assert works() == [
        ("quality.read_first", service.reader.pk, "done"),
        ("quality.read_second", None, ""),
    ]
    service.read(drawn, service.second, 4)
    assert (drawn.state, drawn.sound) == ("read", True)
    assert works()[1] == ("quality.read_second", service.second.pk, "done")
    parts = Reading.objects.order_by("part").values_list("part", "reader", "sure")
    assert list(parts) == [
        ("first", service.reader.pk, False),
        ("second", service.second.pk, True),
    ]


def test_nobody_reads_their_own_work(service: Service):
    """Neither who assessed nor who decided."""
    service.assessed(decided_by=service.second)
    service.plan()
    service.draw()
    drawn = Drawn.objects.get()
    assert beginning(service, drawn, service.assessor) == ["own-work"]
    assert beginning(service, drawn, service.second) == ["own-work"]
    assert beginning(service, drawn, service.reader) == []


def test_nobody_reads_a_session_that_they_led(service: Service):
    service.held(MIDDLE)
    service.plan(material="sessions")
    service.draw()
    leader = service.groups.leaders[0]
    unit = service.house.units["riga"]
    give_role(by=SERVICE, staff=leader, role="psychologist", unit=unit, since=LONG_AGO)
    drawn = Drawn.objects.get()
    assert beginning(service, drawn, leader) == ["own-work"]
    service.read(drawn, service.reader)
    assert (drawn.state, drawn.sound) == ("read", True)
    assert len(drawn.results) == 7


def test_the_second_reader_is_somebody_else(service: Service):
    drawn = service.drawn()
    service.read(drawn, service.reader, sure=False, why="Hard to say.")
    assert beginning(service, drawn, service.reader) == ["another-reader"]


def test_two_do_not_read_the_same_at_once(service: Service):
    drawn = service.drawn()
    begin_reading(by=service.actor(service.reader), drawn=drawn)
    assert beginning(service, drawn, service.second) == ["read-by-another"]


def test_what_a_colleague_took_from_the_queue_is_theirs(service: Service):
    drawn = service.drawn()
    take_item(by=service.actor(service.second), item=WorkItem.objects.get())
    assert beginning(service, drawn, service.reader) == ["taken-already"]
    assert beginning(service, drawn, service.second) == []


def test_what_somebody_took_who_did_the_work_passes_to_who_reads_it(service: Service):
    drawn = service.drawn()
    take_item(by=service.actor(service.assessor), item=WorkItem.objects.get())
    assert beginning(service, drawn, service.assessor) == ["own-work"]
    assert beginning(service, drawn, service.reader) == []
    assert works() == [("quality.read_first", service.reader.pk, "")]


def test_to_begin_twice_is_once(service: Service):
    drawn, by = service.drawn(), service.actor(service.reader)
    assert begin_reading(by=by, drawn=drawn).pk == begin_reading(by=by, drawn=drawn).pk
    assert Reading.objects.count() == 1


@pytest.mark.parametrize(
    ("role", "unit", "told"),
    [
        ("prison_officer", "riga", []),
        ("social_worker", "riga", []),
        ("head_of_unit", "riga", []),
        ("prison_officer", "riga_w1", ["not-your-unit"]),
        ("prison_officer", "olaine", ["not-your-unit"]),
        ("quality_manager", "riga", ["no-role"]),
        ("facilitator", "riga", ["no-role"]),
        ("data_protection_officer", "riga", ["no-role"]),
    ],
)
def test_who_reads_and_where(service: Service, role: str, unit: str, told: list[str]):
    assert beginning(service, service.drawn(), service.house.member(role, unit)) == told


def test_a_form_that_is_not_in_use_is_not_answered(service: Service):
    drawn = service.drawn()
    (of,) = versions("assessment-reading")
    decide(by=SERVICE, agency="ievp", of=of, decision=Decision("withdrawn", "x", "y", TODAY))
    assert beginning(service, drawn, service.reader) == ["no-form"]
    assert works() == [("quality.read_first", None, "")]


def test_where_the_form_takes_a_certificate_only_the_certified_read(service: Service):
    """The page says what is missing and which course gives it."""
    drawn = service.drawn()
    (of,) = versions("assessment-reading")
    wants = Decision("use", "x", "y", TODAY, requires="risk_assessor")
    decide(by=SERVICE, agency="ievp", of=of, decision=wants)
    with pytest.raises(Refused) as caught:
        begin_reading(by=service.actor(service.reader), drawn=drawn)
    assert [str(reason.text) for reason in caught.value.reasons] == [
        "This wants the certificate “Assessor of risks and needs”. The course “Assessing risks and"
        " needs” gives it."
    ]
    note_qualification(by=SERVICE, staff=service.reader, code="risk_assessor", since=LONG_AGO)
    assert beginning(service, drawn, service.reader) == []


def test_work_that_is_no_longer_on_record_is_left_out(service: Service):
    drawn = service.drawn()
    with act("test.lose", by=SERVICE):
        drawn.piece = "00000000-0000-0000-0000-000000000000"
        drawn.save()
    fresh = Drawn.objects.get()
    assert beginning(service, fresh, service.reader) == ["work-gone"]
    head = service.actor(service.head)
    move_drawn(by=head, drawn=fresh, code="leave_out", reason="Erased.")
    assert (fresh.state, works()[0][2]) == ("left_out", "not-needed")


@pytest.mark.parametrize("state", ERRORS)
def test_work_that_was_an_error_is_left_out(service: Service, state: str):
    """Recorded on the wrong person, or at all: also when somebody had begun to read it."""
    drawn = service.drawn()
    reading = service.begun(drawn, service.reader)
    made = Assessment.objects.get(pk=drawn.piece)
    made.state = state
    with act("test.change", by=SERVICE):
        made.save()
    by = service.actor(service.reader)
    assert codes(lambda: finish_reading(by=by, reading=reading, sure=True)) == ["work-gone"]
    assert beginning(service, Drawn.objects.get(), service.second) == ["work-gone"]


def test_finishing_wants_every_answer_and_the_reason_of_a_doubt(service: Service):
    drawn, by = service.drawn(), service.actor(service.reader)
    reading = begin_reading(by=by, drawn=drawn)

    def finish(**said: Any) -> list[str]:
        return codes(lambda: finish_reading(by=by, reading=reading, **said))

    assert finish(sure=True) == ["unanswered"]
    service.begun(drawn, service.reader)
    assert finish(sure=False, why="  ") == ["unsure-why"]
    other = service.actor(service.second)
    assert codes(lambda: finish_reading(by=other, reading=reading, sure=True)) == [
        "not-your-reading"
    ]
    assert finish(sure=True) == []
    assert finish(sure=True) == ["reading-stands"]


def test_words_of_a_doubt_are_not_kept_of_who_is_sure(service: Service):
    drawn = service.drawn()
    reading = service.read(drawn, service.reader, why="Nothing.")
    reading.refresh_from_db()
    assert reading.unsure_why == ""


def test_what_was_read_is_read_no_more_and_does_not_reopen(service: Service):
    drawn = service.drawn()
    service.read(drawn, service.reader)
    lead = service.actor(service.lead)
    assert beginning(service, drawn, service.second) == ["reading-over"]
    reopened = codes(lambda: move_drawn(by=lead, drawn=drawn, code="reopen", reason="Again."))
    assert reopened == ["reading-stands"]


def test_what_was_left_out_comes_back_and_is_read(service: Service):
    drawn, lead = service.drawn(), service.actor(service.lead)
    move_drawn(by=lead, drawn=drawn, code="leave_out", reason="The file is at court.")
    assert beginning(service, drawn, service.reader) == ["reading-over"]
    move_drawn(by=lead, drawn=drawn, code="reopen", reason="It is back.")
    assert works() == [
        ("quality.read_first", None, "not-needed"),
        ("quality.read_first", None, ""),
    ]
    service.read(drawn, service.reader)
    assert drawn.state == "read"
    assert works()[1] == ("quality.read_first", service.reader.pk, "done")


def test_what_comes_back_in_doubt_is_the_work_of_whoever_had_begun(service: Service):
    drawn, lead = service.drawn(), service.actor(service.lead)
    service.read(drawn, service.reader, sure=False, why="Hard to say.")
    service.begun(drawn, service.second)
    move_drawn(by=lead, drawn=drawn, code="leave_out", reason="The file is at court.")
    move_drawn(by=lead, drawn=drawn, code="reopen", reason="It is back.")
    assert drawn.state == "doubted"
    assert works()[2:] == [("quality.read_second", service.second.pk, "")]


def test_what_was_read_and_marked_as_an_error_does_not_come_back(service: Service):
    drawn, head = service.drawn(), service.actor(service.head)
    service.read(drawn, service.reader)
    move_drawn(by=head, drawn=drawn, code="mark_error", reason="Another's.")
    reopened = codes(lambda: move_drawn(by=head, drawn=drawn, code="reopen", reason="Again."))
    assert (reopened, drawn.state) == (["reading-stands"], "entered_in_error")


@pytest.mark.parametrize(
    ("role", "unit", "told"),
    [
        ("head_of_unit", "riga", []),
        ("quality_manager", "olaine", ["not-your-unit"]),
        ("head_of_unit", "olaine", ["not-your-unit"]),
        ("prison_officer", "riga", ["no-role"]),
    ],
)
def test_who_leaves_out(service: Service, role: str, unit: str, told: list[str]):
    drawn, by = service.drawn(), service.house.actor(role, unit)
    if role == "quality_manager":  # of another agency
        by = service.house.actor(role, "vilnius")
    assert codes(lambda: move_drawn(by=by, drawn=drawn, code="leave_out", reason="x")) == told


def test_leaving_out_wants_its_reason_and_system_moves_are_nobodys(service: Service):
    drawn, lead = service.drawn(), service.actor(service.lead)
    assert codes(lambda: move_drawn(by=lead, drawn=drawn, code="leave_out")) == ["reason-missing"]
    assert codes(lambda: move_drawn(by=lead, drawn=drawn, code="read_surely")) == ["not-from-here"]


def test_the_record_keeps_a_reading_under_the_readers_key(service: Service):
    drawn = service.drawn()
    service.read(drawn, service.reader, sure=False, why="The sources are on paper.")
    rows = Payload.objects.filter(act__kind="quality.finish_reading")
    assert {row.subject_id for row in rows} == {service.reader.pk}
    assert {row.about for row in rows} == {drawn.case_ref()}
    assert state_faults([Drawn]) == []


@pytest.mark.parametrize(("sure", "why"), [(False, ""), (True, "Something."), (None, "Something.")])
def test_the_database_takes_no_doubt_without_words_nor_words_without_doubt(service, sure, why):
    drawn = service.drawn()
    reading = begin_reading(by=service.actor(service.reader), drawn=drawn)
    reading.sure, reading.unsure_why = sure, why
    with pytest.raises(IntegrityError), transaction.atomic(), act("test.doubt", by=SERVICE):
        reading.save()


def test_a_form_on_trial_is_answered_too(service: Service):
    drawn = service.drawn()
    (of,) = versions("assessment-reading")
    tried = Decision("trial", USED.decided_by, USED.evidence, TODAY)
    decide(by=SERVICE, agency="ievp", of=of, decision=tried)
    service.read(drawn, service.reader)
    assert drawn.state == "read"
    assert Reading.objects.get().sheet.trial is True
