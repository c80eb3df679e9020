"""What the database itself refuses, whoever writes: half a report is no report."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from tilts.casework.court_reports.models import (
    NameForm,
    Paragraph,
    Reading,
    Report,
    VictimVoice,
    WalledParagraph,
)
from tilts.casework.people.models.around import VICTIMS
from tilts.platform.access.scoped import behind
from tilts.platform.parties.actors import SERVICE
from tilts.platform.record.acts import act
from tilts.platform.record.recorded import reference

from .desk import ASKED, TODAY

JUDGED = {"section": "family", "number": 1, "text": "x", "nature": "judgement"}
FACT = {**JUDGED, "nature": "fact", "source": "he", "reliability": "said"}
INVITED = {"name": "Ilga", "invited_on": TODAY, "by": "letter"}


def written(row: Any) -> bool:
    """Whether the database takes a row."""
    try:
        with transaction.atomic(), act("test.write", by=SERVICE), behind(VICTIMS):
            row.save(force_insert=True)
    except IntegrityError:
        return False
    return True


@pytest.mark.parametrize("model", [Paragraph, WalledParagraph])
@pytest.mark.parametrize(
    ("told", "sound"),
    [
        (JUDGED, True),
        (FACT, True),
        ({**FACT, "source": ""}, False),
        ({**FACT, "reliability": ""}, False),
        ({**FACT, "source": "", "reliability": ""}, False),
        ({**JUDGED, "source": "he"}, True),
    ],
)
def test_a_fact_has_a_source_and_how_far_it_can_be_relied_on(desk, model, told, sound):
    case = desk.drafting()
    assert written(model(person=desk.anna, of_report=case, **told)) is sound


@pytest.mark.parametrize(
    ("told", "sound"),
    [
        (INVITED, True),
        ({"waived_because": "Afraid."}, True),
        ({}, False),
        ({**INVITED, "name": ""}, False),
        ({**INVITED, "waived_because": "Afraid."}, False),
        ({**INVITED, "invited_on": None}, False),
        ({**INVITED, "came": "spoke", "came_on": TODAY}, True),
        ({**INVITED, "came": "spoke"}, False),
        ({**INVITED, "came_on": TODAY}, False),
    ],
)
def test_a_victim_was_invited_or_spared_and_answers_on_a_day(desk, told, sound):
    case = desk.interviewed()
    assert written(VictimVoice(person=desk.anna, of_report=case, **told)) is sound


@pytest.mark.parametrize(
    ("told", "sound"),
    [
        ({}, True),
        ({"due_on": ASKED}, True),
        ({"due_on": ASKED - timedelta(days=1)}, False),
        ({"no_interview": "refused"}, True),
        ({"interviewed_on": TODAY}, True),
        ({"no_interview": "refused", "interviewed_on": TODAY}, False),
        ({"signed_on": TODAY}, False),
    ],
)
def test_a_report_is_due_after_it_was_asked_and_signed_by_somebody(desk, told, sound):
    case = desk.requested()
    fields = {"requested_on": ASKED, "due_on": TODAY, **told}
    try:
        with transaction.atomic(), act("test.write", by=SERVICE):
            Report.plain.filter(pk=case.pk).update(**fields)
    except IntegrityError:
        assert sound is False
    else:
        assert sound is True


def test_a_signature_has_its_day_and_its_name(desk):
    case = desk.requested()
    with act("test.write", by=SERVICE):
        changed = Report.plain.filter(pk=case.pk).update(signed_on=TODAY, signed_by=desk.staff)
    assert changed == 1


def test_a_round_is_read_once(desk):
    case, other = desk.handed_in(), desk.handed_in(desk.add("Kalna"))
    told = {"round": 1, "reader": desk.colleague_staff}
    rows = [
        Reading(person=one.person, of_report=one, **told, said=said)
        for one, said in ((case, "a"), (case, "b"), (other, "c"))
    ]
    assert [written(row) for row in rows] == [True, False, True]


def test_a_name_has_one_form_in_each_case_of_a_language(desk):
    told = {"person": desk.anna, "name": "Anna Ozola", "form": "Annai"}
    cases = [("lv", "dative"), ("lv", "dative"), ("lv", "genitive"), ("lt", "dative")]
    rows = [NameForm(language=language, case=case, **told) for language, case in cases]
    assert [written(row) for row in rows] == [True, False, True, True]


def test_everything_that_hangs_on_a_report_names_its_case(desk):
    case, voice = desk.invited()
    rows = (
        Paragraph(of_report=case),
        WalledParagraph(of_report=case),
        Reading(of_report=case),
    )
    assert {row.case_ref() for row in rows} == {reference(case)}
    assert {str(row) for row in rows} == {str(row.pk) for row in rows}
    assert str(voice) == str(voice.pk)
