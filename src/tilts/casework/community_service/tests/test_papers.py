"""Papers of community service: what each says, in every language it is made in."""

from typing import Any

import pytest
from django.utils.translation import override

from tilts.casework.community_service import verbs
from tilts.casework.community_service.actions import Words, note_explanation, send_motion, warn
from tilts.casework.community_service.models import Answer
from tilts.casework.community_service.paper import (
    PAPERS,
    Moved,
    ServicePaper,
    Warned,
    YourService,
    last_answer,
    papers_for,
)
from tilts.platform.design.display import local
from tilts.platform.documents.actions import make_document
from tilts.platform.documents.models import Document
from tilts.platform.parties.actors import SERVICE
from tilts.platform.record.acts import act

from .at_work import EVERY_DAY, TODAY, days_ago, now

pytestmark = pytest.mark.django_db
LANGUAGES = ("en", "lv", "lt", "ru")


def filled(sheet: ServicePaper, language: str = "en") -> dict[str, Any]:
    return sheet.data(language, number="D-1", made_at="today")


def warned(at_work: Any) -> Any:
    """Somebody who was absent, heard and warned."""
    placement = at_work.placed()
    at_work.absent(placement, days_ago(5))
    case = placement.service
    day = days_ago(4)
    note_explanation(by=at_work.officer, case=case, what=Words(text="I overslept.", said_on=day))
    warn(by=at_work.officer, case=case, what=Words(text="This is a warning.", said_on=day))
    return placement


def test_where_when_and_how_many_hours(at_work):
    placement = at_work.placed()
    at_work.approved(placement, days_ago(1), 90)
    case, provider = now(placement.service), placement.provider
    told = filled(YourService(case))
    assert told["facts"] == [
        ["Where", f"{provider.name}, Parka iela 1"],
        ["Work", "Rakes leaves, paints benches."],
        ["Days", "Monday, Tuesday, Wednesday, Thursday, Friday, Saturday, Sunday"],
        ["Time", "09:00–17:00"],
        ["First day", local(days_ago(40))],
        ["Ordered", "60 h"],
        ["Done and approved", "1 h 30 min"],
        ["Left to be done", "58 h 30 min"],
        ["To be done by", local(case.due_by)],
    ]
    assert told["says"] == [
        f"You still have to work 58 h 30 min without pay. Be done by {local(case.due_by)}.",
        "Come on time, sober, and in clothes for work. Follow what you are told there.",
        "If you cannot come, call your probation officer before. Bring proof.",
        "If you stay away without a good reason, a court can replace the work by custody.",
    ]


def test_whose_it_is(at_work):
    case = at_work.registered()
    told = filled(YourService(case))
    names = ("agency", "name", "born", "file_number", "number", "made_at", "language")
    person = case.person
    assert [told[name] for name in names] == [
        "vpd", person.name, "7 March 1985", person.file_number, "D-1", "today", "en",
    ]  # fmt: skip
    assert told["words"]["title"] == "Your community service"


def test_who_is_not_placed_yet_reads_only_the_hours(at_work):
    told = filled(YourService(at_work.registered()))
    assert [label for label, _value in told["facts"]] == [
        "Ordered", "Done and approved", "Left to be done", "To be done by",
    ]  # fmt: skip


def test_the_warning_says_the_days_and_what_comes_next(at_work):
    case = warned(at_work).service
    told = filled(Warned(case))
    assert told["words"]["title"] == "Warning about community service"
    assert told["says"] == [
        f"You were absent without an acceptable reason on: {local(days_ago(5))}.",
        "This is a warning.",
        "If it happens again, we ask the court to replace the work by custody.",
    ]


def test_the_motion_tells_the_court_what_came_before(at_work):
    placement = warned(at_work)
    at_work.absent(placement, days_ago(2))
    case = now(placement.service)
    what = Words(text="Two absences after a warning.", said_on=TODAY, authority="Jelgava court")
    send_motion(by=at_work.officer, case=case, what=what)
    told = filled(Moved(now(case)))
    assert told["says"] == [
        "Jelgava court",
        "Two absences after a warning.",
        f"{local(days_ago(4))}: I overslept.",
        f"{local(days_ago(4))}: This is a warning.",
    ]
    facts = dict(map(tuple, told["facts"]))
    assert facts["Unacceptable absences"] == f"{local(days_ago(5))}, {local(days_ago(2))}"
    assert facts["Judgment"].startswith("Jelgava court, ")
    assert papers_for(case) == ["person", "warning", "motion"]


def test_a_paper_is_there_only_once_it_was_recorded(at_work):
    case = at_work.placed().service
    assert papers_for(case) == ["person"]
    assert last_answer(case, "warning") is None
    assert filled(Warned(case))["says"][1:] == [
        "If it happens again, we ask the court to replace the work by custody."
    ]
    assert filled(Moved(case))["says"] == []
    assert papers_for(warned(at_work).service) == ["person", "warning"]


def test_the_last_of_several_warnings_counts(at_work):
    case = warned(at_work).service
    row = Answer(person_id=case.person_id, service=case, kind="warning", said_on=days_ago(1))
    row.text = "The second."
    with act("test.warn", by=SERVICE):
        row.save(force_insert=True)
    assert filled(Warned(case))["says"][1] == "The second."


@pytest.mark.parametrize(
    ("spoken", "language"),
    [(["ru", "lv"], "ru"), (["uk", "lt"], "lt"), (["uk"], "en"), ([], "en")],
)
def test_in_the_first_language_that_the_service_speaks(at_work, spoken, language):
    case = at_work.received(at_work.measure(at_work.somebody(languages=spoken)))
    assert verbs.PAPER.form(None, case).initial["language"] == language


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_persons_paper_is_typeset_in_every_language(at_work, language):
    case = at_work.placed(weekdays=EVERY_DAY).service
    sheet = PAPERS["person"](case)
    made = make_document(by=at_work.officer, person=case.person_id, sheet=sheet, language=language)
    with override(language):
        title = sheet.title()
    assert (made.kind, made.language, made.title) == ("service-paper", language, title)
    assert made.template == "community_service"


@pytest.mark.parametrize("paper", ["warning", "motion"])
def test_warning_and_motion_are_typeset(at_work, paper):
    case = warned(at_work).service
    sheet = PAPERS[paper](case)
    made = make_document(by=at_work.officer, person=case.person_id, sheet=sheet, language="lv")
    assert made.kind == f"service-{paper}"
    assert Document.objects.count() == 1
