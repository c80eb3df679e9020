"""Forms of programmes: what they take, and what they say when they do not."""

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from tilts.casework.programmes import actions, forms
from tilts.casework.programmes.models import Seat

from .board import PDF, TODAY, Board

LONG = "x" * 10_001


def faults(form: Any) -> dict[str, list[str]]:
    return {name: [str(one) for one in errors] for name, errors in form.errors.items()}


@pytest.mark.parametrize(
    ("kind", "said", "wrong"),
    [
        (forms.LackingForm, {"lacking": "Handouts."}, set()),
        (forms.LackingForm, {"lacking": "  "}, {"lacking"}),
        (forms.LackingForm, {"lacking": LONG}, {"lacking"}),
        (forms.SummaryForm, {"summary": "Sound."}, set()),
        (forms.SummaryForm, {}, {"summary"}),
        (forms.ConflictForm, {"what": "My sister wrote it."}, set()),
        (forms.ConflictForm, {}, {"what"}),
        (forms.DecideForm, {"because": "Most."}, set()),
        (forms.DecideForm, {"conditions": "Two leaders."}, {"because"}),
        (forms.DecideForm, {"because": "Most.", "minutes": LONG}, {"minutes"}),
        (forms.PaperForm, {"paper": "minutes", "language": "ru"}, set()),
        (forms.PaperForm, {"paper": "poem", "language": "xx"}, {"paper", "language"}),
    ],
)
def test_what_is_taken(kind: Any, said: dict[str, str], wrong: set[str]):
    assert set(kind(said).errors) == wrong


def test_a_programme_is_one_of_the_countrys():
    def given(country: str, code: str) -> bool:
        return forms.ApplyForm({"programme": code}, country=country).is_valid()

    assert [given("LV", "equip"), given("LV", "x"), given("LV", ""), given("LT", "equip")] == [
        True,
        False,
        False,
        False,
    ]


@pytest.mark.parametrize(
    ("name", "content", "wrong"),
    [
        ("a.pdf", PDF, []),
        ("a.pdf", b"no pdf", ["This is no PDF. Save or print it as PDF, and hand that in."]),
        ("a.pdf", b"", ["The submitted file is empty."]),
    ],
)
def test_a_file_is_a_pdf(name: str, content: bytes, wrong: list[str]):
    form = forms.HandInForm({"kind": "text"}, {"file": SimpleUploadedFile(name, content)})
    assert faults(form).get("file", []) == wrong
    if not wrong:
        assert form.part() == {"kind": "text", "title": name, "content": content}


def test_who_is_not_offered_is_not_chosen():
    candidates = [("a", "Egle, Ilze"), ("b", "Priede, Ilze"), ("c", "Kļava, Ilze")]
    form = forms.CallForm({"held_on": TODAY, "members": ["a", "d"]}, candidates=candidates)
    assert set(form.errors) == {"members"}
    form = forms.CallForm({"held_on": "yesterday", "members": []}, candidates=candidates)
    assert set(form.errors) == {"held_on", "members"}
    one = forms.ExpertForm({"expert": "d"}, candidates=candidates)
    assert set(one.errors) == {"expert"}


def test_a_vote_is_one_of_those_of_the_meeting(board: Board):
    case = board.licensed()
    board_of_first = Seat.objects.filter(meeting__accreditation=case)[0]
    said = {"vote": "revise", "because": "It is old."}
    assert forms.VoteForm(said, seat=board_of_first).is_valid()
    actions.advance(by=board.applicant, case=case, code="ask_extension")
    seat = Seat.objects.filter(meeting=board.call(case))[0]
    assert set(forms.VoteForm(said, seat=seat).errors) == {"vote"}
    assert set(forms.VoteForm({"vote": "license"}, seat=seat).errors) == {"because"}


def test_a_vote_that_was_given_stands_in_the_form(board: Board):
    meeting = board.called()
    board.vote(meeting, "refuse")
    seat = Seat.objects.get(meeting=meeting, member=board.members[0])
    form = forms.VoteForm(seat=seat)
    assert (form["vote"].value(), form["because"].value()) == ("refuse", "I am for refuse.")


def test_a_meeting_has_a_name(board: Board):
    assert forms.meeting_title(board.called()) == "Commission on a licence"
