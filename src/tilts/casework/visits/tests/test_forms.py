"""What the forms of a visit accept, and its pages in each language."""

from datetime import timedelta

import pytest
from django.utils import timezone, translation

from tilts.casework.visits.checks import questions
from tilts.casework.visits.choices import Decision
from tilts.casework.visits.forms import (
    CheckForm,
    DoneForm,
    ExtendForm,
    PlanForm,
    ReportForm,
    SafeForm,
)
from tilts.casework.visits.presenting import answered
from tilts.platform.organisation.queries import colleagues_of

from .desk import SAFE, TODAY, url

AT = f"{timezone.localtime(timezone.now() + timedelta(days=1)):%Y-%m-%d %H:%M}"
PLAN = {"at": AT, "minutes": "60", "address": "Upes iela 3"}
CHECK = {f"q_{code}": said for code, said in SAFE.items()}


@pytest.mark.parametrize(
    ("changed", "faults"),
    [
        ({}, []),
        ({"at": ""}, ["at"]),
        ({"at": "soon"}, ["at"]),
        ({"minutes": "9"}, ["minutes"]),
        ({"minutes": "481"}, ["minutes"]),
        ({"minutes": ""}, ["minutes"]),
        ({"address": " "}, ["address"]),
        ({"address": "x" * 201}, ["address"]),
        ({"aim": "x" * 301}, ["aim"]),
    ],
)
def test_a_plan(changed, faults):
    assert list(PlanForm({**PLAN, **changed}).errors) == faults


def check_form(desk, sent=None):
    return CheckForm(sent, visit=desk.planned(), colleagues=colleagues_of(desk.staff))


@pytest.mark.parametrize(
    ("changed", "faults"),
    [
        ({}, []),
        ({"q_dogs": ""}, ["q_dogs"]),
        ({"q_dogs": "perhaps"}, ["q_dogs"]),
        ({"decision": "with_dog"}, ["decision"]),
        ({"colleague": "nobody"}, ["colleague"]),
        ({"why": "x" * 301}, ["why"]),
    ],
)
def test_a_check(desk, changed, faults):
    assert list(check_form(desk, {**CHECK, "decision": "alone", **changed}).errors) == faults


def test_a_check_says_what_was_decided(desk):
    colleague = desk.colleague_staff
    said = {**CHECK, "decision": "colleague", "colleague": str(colleague.pk), "why": "Dark."}
    form = check_form(desk, said)
    assert form.is_valid()
    content = form.content()
    assert (content.answers, content.decision, content.colleague, content.why) == (
        SAFE,
        Decision.COLLEAGUE,
        colleague.pk,
        "Dark.",
    )


def test_the_check_begins_with_what_was_answered_before(desk):
    visit = desk.with_colleague()
    form = CheckForm(visit=visit, colleagues=colleagues_of(desk.staff))
    assert {code: form[f"q_{code}"].value() for code in SAFE} == SAFE
    assert (form["decision"].value(), form["colleague"].value()) == (
        "colleague",
        desk.colleague_staff.pk,
    )


@pytest.mark.parametrize(
    ("sent", "faults"),
    [
        ({"met": "person", "note": "Tidy."}, []),
        ({"met": "ghost", "note": "Tidy."}, ["met"]),
        ({"note": "Tidy."}, ["met"]),
        ({"met": "person", "note": ""}, ["note"]),
        ({"met": "person", "note": "Tidy.", "key": "none"}, ["key"]),
        ({"met": "person", "note": "x" * 8001}, ["note"]),
    ],
)
def test_a_report(desk, sent, faults):
    assert list(ReportForm(sent, visit=desk.planned()).errors) == faults


@pytest.mark.parametrize(
    ("form", "sent", "faults"),
    [
        (ExtendForm, {"minutes": "30"}, []),
        (ExtendForm, {"minutes": "31"}, ["minutes"]),
        (SafeForm, {}, []),
        (SafeForm, {"said_at": "now"}, ["said_at"]),
        (DoneForm, {"done": "Rang."}, []),
        (DoneForm, {"done": " "}, ["done"]),
    ],
)
def test_other_steps(form, sent, faults):
    assert list(form(sent).errors) == faults


@pytest.mark.parametrize("language", ["en", "lv", "lt"])
def test_the_check_is_asked_in_each_language(language):
    asked = questions("LV", TODAY)
    with translation.override(language):
        shown = answered(asked, {**SAFE, "dogs": "yes", "signal": "not_known"})
    assert [text for text, _, _ in shown] == [one.names[language] for one in asked]
    toned = [one.code for one, (_, _, tone) in zip(asked, shown, strict=True) if tone == "warning"]
    assert toned == ["dogs", "signal"]


@pytest.mark.parametrize("language", ["en", "lv", "lt"])
def test_every_page_opens_in_each_language(desk, language):
    out, alarmed = desk.under_way(), desk.alarmed()
    pages = [
        url("of", desk.anna),
        url("plan", desk.anna),
        url("one", desk.planned()),
        url("one", desk.with_colleague()),
        url("one", out),
        url("one", alarmed),
        url("step", desk.planned(), "check"),
        url("step", out, "report"),
        url("step", out, "extend"),
        url("step", alarmed, "close"),
        url("move", desk.planned(), "cancel"),
    ]
    for page in pages:
        answer = desk.browser.get(page, headers={"accept-language": language})
        assert (page, answer.status_code) == (page, 200)
