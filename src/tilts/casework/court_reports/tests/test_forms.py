"""What the forms take and refuse: the same for pages and API."""

from datetime import date

import pytest

from tilts.casework.court_reports import forms
from tilts.casework.court_reports.catalogue import form_of
from tilts.casework.court_reports.choices import (
    Asker,
    By,
    Came,
    Nature,
    NoInterview,
    Reliability,
    VictimWay,
)
from tilts.platform.organisation.models import Staff, Unit

DAY = date(2026, 6, 15)
LV = form_of("LV", DAY)
UNIT = Unit(code="vpd_jelgava", names={"en": "Jelgava"})
REQUEST = {
    "asker": "court",
    "authority": "Rīgas tiesa",
    "reference": "K-1",
    "purpose": "sentence",
    "wished": "lv",
    "requested_on": "2026-06-01",
    "unit": str(UNIT.pk),
}


def request_form(**more):
    return forms.RequestForm(
        {**REQUEST, **more},
        of=LV,
        proceedings=[],
        units=[UNIT],
    )


def faults(form):
    form.is_valid()
    return sorted(form.errors)


def test_a_request_as_the_action_takes_it():
    form = request_form(question="Where does he live?")
    assert faults(form) == []
    assert vars(form.what()) == {
        "asker": "court",
        "authority": "Rīgas tiesa",
        "reference": "K-1",
        "purpose": "sentence",
        "wished": "lv",
        "requested_on": date(2026, 6, 1),
        "question": "Where does he live?",
        "proceeding": None,
    }
    assert form.where() == UNIT


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("asker", ""),
        ("asker", "minister"),
        ("authority", ""),
        ("authority", "x" * 121),
        ("reference", ""),
        ("reference", "x" * 41),
        ("purpose", ""),
        ("purpose", "curiosity"),
        ("wished", "de"),
        ("requested_on", ""),
        ("requested_on", "31.02.2026"),
        ("unit", ""),
        ("unit", "elsewhere"),
        ("proceeding", "somebody else's"),
        ("question", "x" * 2001),
    ],
)
def test_what_is_wrong_in_a_request(field, value):
    assert faults(request_form(**{field: value})) == [field]


def test_the_purposes_are_those_of_the_country():
    field = request_form().fields["purpose"]
    assert [code for code, _name in field.widget.choices] == [
        "sentence",
        "prosecution",
        "release",
        "other",
    ]


def test_writers_are_offered_with_how_many_reports_they_write():
    staff = [(Staff(given="Ilze", family="Kalna"), 0), (Staff(given="Jānis", family="Ozols"), 4)]
    form = forms.WriterForm(staff=staff)
    assert [name for _pk, name in form.fields["to"].widget.choices] == [
        "Ilze Kalna, writes 0 now",
        "Jānis Ozols, writes 4 now",
    ]
    assert faults(forms.WriterForm({"to": "nobody"}, staff=staff)) == ["to"]
    assert faults(forms.PassOnForm({"to": ""}, staff=staff)) == ["reason", "to"]


@pytest.mark.parametrize(
    ("sent", "wrong"),
    [
        ({"text": "x", "nature": "judgement"}, []),
        ({"text": "x", "nature": "fact", "source": "he", "reliability": "said"}, []),
        ({"text": "x", "nature": "fact"}, ["reliability", "source"]),
        ({"text": "x", "nature": "fact", "source": "he"}, ["reliability"]),
        ({"text": "x", "nature": "fact", "reliability": "said"}, ["source"]),
        ({"text": "x", "nature": "fact", "source": "  ", "reliability": "said"}, ["source"]),
        ({"text": "", "nature": "judgement"}, ["text"]),
        ({"text": "x"}, ["nature"]),
        ({"text": "x", "nature": "rumour"}, ["nature"]),
        ({"text": "x" * 20_001, "nature": "judgement"}, ["text"]),
        (
            {"text": "x", "nature": "fact", "source": "y" * 201, "reliability": "said"},
            ["source"],
        ),
        (
            {"text": "x", "nature": "fact", "source": "he", "reliability": "sure"},
            ["reliability"],
        ),
    ],
)
def test_a_paragraph_is_a_fact_with_its_source_or_a_judgement(sent, wrong):
    assert faults(forms.ParagraphForm(sent)) == wrong


@pytest.mark.parametrize(
    ("form", "sent", "wrong"),
    [
        (forms.ArrangeForm, {}, ["at", "day", "place"]),
        (forms.ArrangeForm, {"day": "2026-06-15", "at": "25:00", "place": "1"}, ["at"]),
        (forms.ArrangeForm, {"day": "2026-06-15", "at": "10:00", "place": "1"}, []),
        (forms.InterviewForm, {}, ["on"]),
        (forms.InterviewForm, {"on": "2026-06-15", "note": "x" * 2001}, ["note"]),
        (forms.InterviewForm, {"on": "2026-06-15"}, []),
        (forms.AttemptForm, {}, ["how", "on"]),
        (forms.AttemptForm, {"on": "2026-06-15", "how": "pigeon"}, ["how"]),
        (forms.AttemptForm, {"on": "2026-06-15", "how": "letter"}, []),
        (forms.NoInterviewForm, {}, ["why"]),
        (forms.NoInterviewForm, {"why": "bored"}, ["why"]),
        (forms.NoInterviewForm, {"why": "abroad"}, []),
        (forms.InviteForm, {}, ["by", "invited_on", "name"]),
        (forms.InviteForm, {"name": "I", "by": "letter", "invited_on": "2026-06-15"}, []),
        (forms.VoiceForm, {}, ["came", "came_on"]),
        (forms.VoiceForm, {"came": "sang", "came_on": "2026-06-15"}, ["came"]),
        (forms.VoiceForm, {"came": "silent", "came_on": "2026-06-15"}, []),
        (forms.WaiveForm, {}, ["because"]),
        (forms.WaiveForm, {"because": "x"}, []),
        (forms.RemoveForm, {"version": "one"}, ["version"]),
        (forms.TakeForm, {}, ["row"]),
        (forms.SendForm, {}, ["how", "on"]),
        (forms.SendForm, {"on": "2026-06-15", "how": "by post"}, []),
        (forms.NameFormForm, {"form": "x" * 251}, ["form"]),
    ],
)
def test_what_each_step_wants(form, sent, wrong):
    assert faults(form(sent)) == wrong


def test_a_report_is_made_in_the_languages_of_its_template_alone():
    assert faults(forms.LanguageForm({"language": "lt"}, languages=["en", "lv"])) == ["language"]
    form = forms.LanguageForm({"language": "lv"}, languages=["en", "lv"])
    assert (faults(form), [code for code, _ in form.fields["language"].widget.choices]) == (
        [],
        ["en", "lv"],
    )


def test_a_reading_has_the_checklist_and_a_remark_for_each_section_that_is_not_protected():
    form = forms.ReviewForm(of=LV, letter=False)
    names = list(form.fields)
    assert names[:6] == [
        "check-sources",
        "check-apart",
        "check-both",
        "check-words",
        "check-innocence",
        "check-needless",
    ]
    assert names[6:14] == [f"remark-{one.code}" for one in LV.sections if not one.walled]
    assert names[14:] == ["passed", "said"]


def test_a_letter_is_read_without_checklist_and_sections():
    assert list(forms.ReviewForm(of=LV, letter=True).fields) == ["passed", "said"]


def test_a_reading_as_the_action_takes_it():
    sent = {"passed": "no", "said": "Once more.", "check-words": "on", "remark-family": "When?"}
    form = forms.ReviewForm(sent, of=LV, letter=False)
    assert faults(form) == []
    found = form.remarks()
    assert (found.passed, found.said) == (False, "Once more.")
    assert {code for code, holds in found.checks.items() if holds} == {"words"}
    assert {code: text for code, text in found.remarks.items() if text} == {"family": "When?"}


@pytest.mark.parametrize(
    ("choices", "codes"),
    [
        (Asker, ["court", "prosecutor", "prison"]),
        (By, ["letter", "phone", "e-mail", "visit"]),
        (Came, ["spoke", "wrote", "declined", "silent"]),
        (Nature, ["fact", "judgement"]),
        (NoInterview, ["refused", "not-found", "unable", "abroad"]),
        (Reliability, ["document", "seen", "several", "said", "doubtful"]),
        (VictimWay, ["", "invited", "heard", "waived"]),
    ],
)
def test_the_words_of_this_room(choices, codes):
    assert [code for code in choices.values if code is not None] == codes
    assert all(str(label) for label in choices.labels)
