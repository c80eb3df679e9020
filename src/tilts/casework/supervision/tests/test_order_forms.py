"""The forms of orders, duties and breaches: what they ask for, and what they make of it."""

from datetime import date
from typing import Any

import pytest

from tilts.casework.people.forms import LanguageForm
from tilts.casework.supervision.actions.breaches import Decision, Motion, NewBreach
from tilts.casework.supervision.actions.duties import Decided, Found
from tilts.casework.supervision.actions.orders import Explained
from tilts.casework.supervision.duties import kind_of
from tilts.casework.supervision.forms import (
    DecisionForm,
    ExplainForm,
    ReceiveForm,
    RegistrationForm,
)
from tilts.casework.supervision.forms.breaches import (
    BreachForm,
    CourtForm,
    HearForm,
    MotionForm,
    MotionLanguageForm,
    WarnForm,
)
from tilts.casework.supervision.forms.duties import CheckForm, DecidedForm, DutyForm
from tilts.casework.supervision.models import About, Asks, Duty, Outcome, Signed

from .ordered import TODAY, Orders, day

SAID = {"imposed_by": "court", "basis": "a law", "decision": "K-7", "on": str(TODAY)}


def duty_form(code: str, sent: Any = None, slots: Any = None) -> DutyForm:
    kind = kind_of("LV", code, TODAY)
    assert kind is not None
    return DutyForm(sent, kind=kind, country="LV", slots=slots or {})


def kept(code: str, **sent: Any) -> Any:
    """What a form keeps, or the fields that it complains of."""
    form = duty_form(code, {**SAID, **sent})
    return form.slots() if form.is_valid() else sorted(form.errors)


@pytest.mark.parametrize(
    ("code", "sent", "found"),
    [
        ("attend", {"days": "366"}, {"days": 366}),
        ("attend", {"days": "367"}, ["days"]),
        ("attend", {"days": "0"}, ["days"]),
        ("attend", {}, ["days"]),
        ("curfew", {"hours": "8"}, {"hours": 8}),
        ("curfew", {"hours": "8.5"}, ["hours"]),
        ("banned_places", {"where": " Ogre "}, {"where": "Ogre"}),
        ("banned_places", {"where": "x" * 121}, ["where"]),
        ("no_contact", {"whom": "the victim"}, {"whom": "the victim"}),
        ("not_leave_country", {"until": "2026-12-31"}, {"until": "2026-12-31"}),
        ("not_leave_country", {"until": "soon"}, ["until"]),
        ("compensate", {"sum": "0.01", "until": "2026-12-31"}, {"sum": 1, "until": "2026-12-31"}),
        ("compensate", {"sum": "0.29", "until": "2026-12-31"}, {"sum": 29, "until": "2026-12-31"}),
        ("compensate", {"sum": "0.001", "until": "2026-12-31"}, ["sum"]),
        ("compensate", {"sum": "0"}, ["sum", "until"]),
        ("programme", {"programme": "equip"}, {"programme": "equip"}),
        ("programme", {"programme": "none"}, ["programme"]),
        ("cooperate", {}, {}),
        ("cooperate", {"basis": ""}, ["basis"]),
        ("cooperate", {"imposed_by": "officer"}, ["imposed_by"]),
        ("cooperate", {"decision": "x" * 121}, ["decision"]),
    ],
)
def test_what_is_filled_in_is_kept_as_plain_values(
    code: str, sent: dict[str, Any], found: Any
) -> None:
    assert kept(code, **sent) == found


def test_the_form_of_a_duty_begins_with_its_own_questions() -> None:
    form = duty_form("compensate", slots={"sum": 123450, "until": "2026-12-31"})
    assert list(form.fields) == ["sum", "until", "imposed_by", "basis", "decision", "on"]
    assert (form.fields["sum"].initial, form.fields["until"].initial) == (1234.5, "2026-12-31")
    assert form.fields["basis"].initial == "Regulation 107/2015"


def test_nobody_writes_the_name_of_a_victim() -> None:
    assert "Never the name of a victim" in str(duty_form("no_contact").fields["whom"].help_text)
    assert str(duty_form("banned_places").fields["where"].help_text) == ""


def test_only_who_may_impose_it_can_be_chosen() -> None:
    for code, allowed in (
        ("cooperate", ["court", "prosecutor"]),
        ("curfew", ["court", "officer"]),
        ("attend", ["court", "prosecutor", "officer"]),
    ):
        kind = kind_of("LV", code, TODAY)
        assert kind is not None
        fields: Any = DecidedForm(None, kind=kind).fields
        assert [one[0] for one in fields["imposed_by"].choices] == allowed
        assert fields["imposed_by"].initial == "court"


def test_a_decision_is_taken_as_it_was_said() -> None:
    form = duty_form("cooperate", SAID)
    assert form.is_valid()
    assert form.decided() == Decided(imposed_by="court", basis="a law", decision="K-7", on=TODAY)


def test_each_duty_is_asked_about() -> None:
    one, two = Duty(code="cooperate"), Duty(code="attend")
    duties = {one: "Follow.", two: "Come."}
    sent = {"on": str(TODAY), f"kept_{one.pk}": "kept", f"kept_{two.pk}": "partly",
            f"note_{two.pk}": "came late"}  # fmt: skip
    form = CheckForm(sent, duties=duties)
    assert form.is_valid()
    assert form.found() == {
        one.pk: Found(kept="kept"),
        two.pk: Found(kept="partly", note="came late"),
    }
    del sent[f"kept_{one.pk}"]
    assert sorted(CheckForm(sent, duties=duties).errors) == [f"kept_{one.pk}"]
    assert sorted(CheckForm({**sent, f"kept_{one.pk}": "never"}, duties=duties).errors) == [
        f"kept_{one.pk}"
    ]


@pytest.mark.parametrize(
    ("kind", "asks"),
    [("probation_supervision", False), ("conditional_release", True)],
)
def test_the_day_of_a_release_is_asked_for_after_a_release(
    orders: Orders, kind: str, asks: bool
) -> None:
    measure = orders.measure(kind=kind, start=day(4))
    form = ReceiveForm(None, measure=measure)
    assert ("released_on" in form.fields) is asks
    assert form.fields["unit"].initial == orders.unit.pk
    units: Any = form.fields["unit"]
    assert {unit.code for unit in units.queryset} == {"zemgale", "jelgava"}
    prison = orders.caseload.house.units["riga"]
    wrong = ReceiveForm({"received_on": str(TODAY), "unit": str(prison.pk)}, measure=measure)
    assert sorted(wrong.errors) == (["released_on", "unit"] if asks else ["unit"])


def test_registration_wants_a_paper_that_is_known() -> None:
    assert sorted(RegistrationForm({"on": str(TODAY), "identity": "library"}).errors) == [
        "identity"
    ]
    assert sorted(RegistrationForm({}).errors) == ["identity", "on"]
    assert RegistrationForm({"on": str(TODAY), "identity": "licence"}).is_valid()


def test_the_first_meeting_is_taken_as_it_was_said() -> None:
    sent = {"on": str(TODAY), "language": "ru", "interpreter": "Olga", "signed": "declined"}
    form = ExplainForm(sent)
    assert form.is_valid()
    assert form.explained() == Explained(
        on=TODAY, language="ru", interpreter="Olga", signed=Signed.DECLINED
    )
    assert sorted(ExplainForm({**sent, "language": "de", "signed": ""}).errors) == [
        "language",
        "signed",
    ]


def test_a_decision_has_words_that_fit() -> None:
    assert sorted(DecisionForm({"on": str(TODAY), "decision": "x" * 201}).errors) == ["decision"]
    assert sorted(DecisionForm({}).errors) == ["decision", "on"]


def test_papers_are_made_in_the_languages_of_those_who_read_them() -> None:
    both: list[list[str]] = []
    for form in (LanguageForm(), MotionLanguageForm()):
        fields: Any = form.fields
        both.append([code for code, _ in fields["language"].choices])
    assert both == [["en", "lv", "lt", "ru"], ["en", "lv", "lt"]]


def breach(about: str, duty: str = "") -> BreachForm:
    known = Duty(code="attend")
    sent = {"about": about, "on": "2026-05-04", "told": "Stayed away."}
    sent["duty"] = {"known": str(known.pk), "": ""}.get(duty, duty)
    return BreachForm(sent, duties=[(known, "Come.")], missed=[])


def test_a_duty_counts_only_for_the_breach_of_one() -> None:
    of_duty, of_contact, of_none = (
        breach("duty", "known"),
        breach("contact", "known"),
        breach("duty"),
    )
    assert [form.is_valid() for form in (of_duty, of_contact, of_none)] == [True, True, True]
    found = [form.breach().duty for form in (of_duty, of_contact, of_none)]
    assert [duty and duty.code for duty in found] == ["attend", None, None]
    assert of_contact.breach() == NewBreach(
        about=About.CONTACT, on=date(2026, 5, 4), told="Stayed away."
    )
    assert sorted(breach("duty", "another").errors) == ["duty"]
    assert sorted(breach("weather").errors) == ["about"]


def test_what_is_said_of_a_breach() -> None:
    motion = MotionForm({"on": str(TODAY), "asks": "revoke", "text": "It goes on.", "because": ""})
    assert motion.is_valid()
    assert motion.motion() == Motion(on=TODAY, asks=Asks.REVOKE, text="It goes on.")
    court = CourtForm({"on": str(TODAY), "outcome": "changed", "decision": "K-1"})
    assert court.is_valid()
    assert court.decided() == Decision(on=TODAY, outcome=Outcome.CHANGED, decision="K-1")
    assert sorted(CourtForm({"outcome": "hanged"}).errors) == ["decision", "on", "outcome"]
    assert sorted(MotionForm({"asks": "pardon"}).errors) == ["asks", "on", "text"]
    assert sorted(WarnForm({"because": "x" * 1001}).errors) == ["because", "on"]
    assert HearForm({"on": str(TODAY), "answer": "none", "words": ""}).is_valid()
    assert sorted(HearForm({"on": str(TODAY), "answer": "perhaps"}).errors) == ["answer"]
