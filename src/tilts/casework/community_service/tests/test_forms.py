"""The forms: what they take, what they make of it, and what they refuse before any action."""

from datetime import time
from typing import Any

import pytest
from django.utils import timezone

from tilts.casework.community_service import forms
from tilts.casework.community_service.limits import due_by, limits_of, town, town_called, towns_on
from tilts.casework.community_service.provider_forms import (
    ContactForm,
    ContractForm,
    EndContractForm,
    ProviderForm,
)
from tilts.casework.community_service.today_forms import TodayForm
from tilts.casework.people.forms import LanguageForm
from tilts.jurisdictions.loading import SHIPPED, load_packs

TODAY = timezone.localdate()
ISO = str(TODAY)
PROVIDER: dict[str, Any] = {
    "name": "City park",
    "registration_number": "40003",
    "kind": "municipal",
    "street": "Parka iela 2",
    "municipality": "jelgava",
    "work": "Leaves.",
    "traits": ["light", "outdoors"],
    "weekdays": ["0", "5"],
    "from_time": "09:00",
    "to_time": "15:00",
    "places": "3",
}
WORKED: dict[str, Any] = {
    "day": ISO,
    "went": "worked",
    "begins": "09:30",
    "hours": "2",
    "minutes": "15",
    "quality": "good",
    "behaviour": "poor",
    "note": "Came late.",
}


def wrong(form: Any) -> list[str]:
    """The fields of a form that are not accepted."""
    assert not form.is_valid()
    return sorted(form.errors)


def right(form: Any) -> Any:
    assert form.is_valid(), form.errors
    return form


class TestHours:
    """A day of work."""

    def test_hours_and_minutes_become_minutes(self):
        day = right(forms.HoursForm(WORKED)).said()
        assert (day.begins, day.minutes, day.quality, day.behaviour, day.note) == (
            time(9, 30), 135, "good", "poor", "Came late.",
        )  # fmt: skip

    @pytest.mark.parametrize(
        ("hours", "minutes", "total"),
        [("1", "", 60), ("", "45", 45), ("", "", 0), ("0", "0", 0), ("24", "0", 1440)],
    )
    def test_either_may_be_empty(self, hours, minutes, total):
        day = right(forms.HoursForm({**WORKED, "hours": hours, "minutes": minutes})).said()
        assert day.minutes == total

    def test_an_absence_has_no_minutes_and_no_grades(self):
        day = right(forms.HoursForm({**WORKED, "went": "absent"})).said()
        assert (day.went, day.begins, day.minutes, day.quality, day.behaviour) == (
            "absent", None, 0, "", "",
        )  # fmt: skip

    @pytest.mark.parametrize(
        ("field", "value"),
        [
            ("day", ""),
            ("day", "yesterday"),
            ("went", "unacceptable"),
            ("went", "excused"),
            ("begins", "25:00"),
            ("hours", "25"),
            ("hours", "-1"),
            ("minutes", "60"),
            ("minutes", "-1"),
            ("quality", "superb"),
            ("behaviour", "superb"),
            ("note", "x" * 501),
        ],
    )
    def test_what_is_no_day(self, field, value):
        assert wrong(forms.HoursForm({**WORKED, field: value})) == [field]

    def test_a_sheet_is_signed_unless_it_is_said_otherwise(self):
        form = forms.SheetForm(placement=None)
        assert form.fields["signed"].initial is True
        assert right(forms.SheetForm(WORKED, placement=None)).cleaned_data["signed"] is False
        signed = right(forms.SheetForm({**WORKED, "signed": "on"}, placement=None))
        assert signed.cleaned_data["signed"] is True


class TestAnswers:
    """Absences, judged and answered."""

    @pytest.mark.parametrize("went", ["excused", "no-work", "unacceptable"])
    def test_the_kinds_of_absence(self, went):
        told = right(forms.JudgeForm({"went": went, "note": "x"})).cleaned_data
        assert told == {"went": went, "note": "x"}

    @pytest.mark.parametrize("went", ["", "worked", "absent", "late"])
    def test_what_is_no_kind_of_absence(self, went):
        assert wrong(forms.JudgeForm({"went": went})) == ["went"]

    def test_words_are_said_on_a_day(self):
        said = right(forms.WordsForm({"text": " I overslept. ", "said_on": ISO})).said()
        assert (said.text, said.said_on, said.authority, said.reference) == (
            "I overslept.", TODAY, "", "",
        )  # fmt: skip

    @pytest.mark.parametrize(
        ("form", "missing"),
        [
            (forms.WordsForm, ["said_on", "text"]),
            (forms.MotionForm, ["authority", "said_on", "text"]),
            (forms.DecisionForm, ["authority", "outcome", "said_on", "text"]),
            (forms.ReplacedForm, ["authority", "said_on", "text"]),
            (forms.PostponeForm, ["reason", "until"]),
            (forms.ReceiveForm, ["imposed_by", "received_on"]),
            (forms.JudgeForm, ["went"]),
            (EndContractForm, ["last_day", "reason"]),
            (ContractForm, ["number", "since"]),
            (ContactForm, ["name"]),
            (LanguageForm, ["language"]),
        ],
    )
    def test_what_must_be_said(self, form, missing):
        assert wrong(form({})) == missing

    def test_a_decision_names_court_and_reference(self):
        told = {"text": "It goes on.", "said_on": ISO, "authority": "Court", "reference": "K-2"}
        form = right(forms.DecisionForm({**told, "outcome": "goes-on"}))
        said = form.said()
        assert (said.authority, said.reference, form.cleaned_data["outcome"]) == (
            "Court", "K-2", "goes-on",
        )  # fmt: skip
        assert wrong(forms.DecisionForm({**told, "outcome": "perhaps"})) == ["outcome"]

    @pytest.mark.parametrize("imposed_by", ["", "mayor", "Court"])
    def test_only_courts_and_prosecutors_impose_it(self, imposed_by):
        told = {"imposed_by": imposed_by, "received_on": ISO}
        assert wrong(forms.ReceiveForm(told)) == ["imposed_by"]


class TestRegistration:
    """Which work is possible."""

    def test_nothing_need_be_said(self):
        what = right(forms.RegisterForm({}, country="LV")).abilities()
        assert (what.municipality, what.weekdays, what.must_not, what.must) == ("", [], [], [])

    def test_days_become_numbers(self):
        told = {"municipality": "riga", "weekdays": ["6", "0"], "must": ["indoors"]}
        what = right(forms.RegisterForm(told, country="LV")).abilities()
        assert (what.municipality, what.weekdays, what.must) == ("riga", [6, 0], ["indoors"])

    @pytest.mark.parametrize(
        ("field", "value"),
        [
            ("municipality", "vilnius"),
            ("weekdays", ["7"]),
            ("must_not", ["flying"]),
            ("must", ["flying"]),
        ],
    )
    def test_what_the_lists_do_not_have(self, field, value):
        assert wrong(forms.RegisterForm({field: value}, country="LV")) == [field]

    def test_the_towns_are_those_of_the_country(self):
        form = forms.RegisterForm(country="LT")
        towns: Any = form.fields["municipality"]
        codes = [code for code, _name in towns.choices]
        assert codes[0] == ""
        assert "vilnius" in codes
        assert "riga" not in codes


class TestProvider:
    """A work provider, its contract and contact."""

    def test_what_the_form_says(self):
        what = right(ProviderForm(PROVIDER, country="LV", of=None)).provider()
        assert vars(what) == {
            **PROVIDER,
            "weekdays": [0, 5],
            "from_time": time(9),
            "to_time": time(15),
            "places": 3,
        }

    @pytest.mark.parametrize(
        ("field", "value"),
        [
            ("name", ""),
            ("name", "x" * 161),
            ("registration_number", ""),
            ("kind", "circus"),
            ("street", ""),
            ("municipality", ""),
            ("municipality", "atlantis"),
            ("work", "x" * 401),
            ("traits", ["flying"]),
            ("weekdays", []),
            ("weekdays", ["7"]),
            ("from_time", "25:00"),
            ("to_time", ""),
            ("places", "0"),
            ("places", "501"),
        ],
    )
    def test_what_is_no_provider(self, field, value):
        assert wrong(ProviderForm({**PROVIDER, field: value}, country="LV", of=None)) == [field]

    def test_a_new_one_works_on_weekdays(self):
        form = ProviderForm(country="LV", of=None)
        assert form.initial["weekdays"] == ["0", "1", "2", "3", "4"]

    def test_a_contract_may_have_no_end(self):
        told = right(ContractForm({"number": "1", "since": ISO})).cleaned_data
        assert told == {"number": "1", "since": TODAY, "last_day": None}

    def test_a_contact_may_have_no_address(self):
        told = right(ContactForm({"name": "Zane Egle"})).cleaned_data
        assert told == {"name": "Zane Egle", "phone": "", "email": ""}
        assert wrong(ContactForm({"name": "Zane Egle", "email": "none"})) == ["email"]

    @pytest.mark.parametrize("language", ["en", "lv", "lt", "ru"])
    def test_the_page_speaks_every_language_of_the_service(self, language):
        assert right(LanguageForm({"language": language})).cleaned_data == {"language": language}

    def test_no_other_language(self):
        assert wrong(LanguageForm({"language": "de"})) == ["language"]


class TestToday:
    """What the provider's page sends."""

    SENT: dict[str, Any] = {
        "placement": "00000000-0000-0000-0000-000000000001",
        "key": "00000000-0000-0000-0000-000000000002",
        "went": "worked",
        "begins": "09:00",
        "hours": "8",
        "minutes": "0",
    }

    def test_a_day_of_work(self):
        day = right(TodayForm(self.SENT)).said(TODAY)
        assert (day.day, day.begins, day.minutes, day.went) == (TODAY, time(9), 480, "worked")

    def test_an_absence_ignores_the_hours_that_stand_beside_it(self):
        day = right(TodayForm({**self.SENT, "went": "absent"})).said(TODAY)
        assert (day.begins, day.minutes, day.went) == (None, 0, "absent")

    @pytest.mark.parametrize(
        ("field", "value"),
        [
            ("placement", ""),
            ("key", "none"),
            ("went", ""),
            ("went", "unacceptable"),
            ("went", "no-work"),
            ("begins", "noon"),
            ("hours", "25"),
            ("minutes", "60"),
            ("quality", "superb"),
            ("behaviour", "superb"),
            ("note", "x" * 201),
        ],
    )
    def test_what_is_wrong_is_told_as_a_reason(self, field, value):
        form = TodayForm({**self.SENT, field: value})
        assert wrong(form) == [field]
        assert {reason.code for reason in form.reasons()} == {"form"}
        assert all(str(reason.text) for reason in form.reasons())


class TestLimits:
    """What the packs say, by the day."""

    @pytest.mark.parametrize(
        ("country", "imposed_by", "most"),
        [
            ("LV", "court", 420),
            ("LV", "prosecutor", 280),
            ("LT", "court", 480),
            ("LT", "prosecutor", 480),
        ],
    )
    def test_how_much_may_be_imposed(self, country, imposed_by, most):
        limits = limits_of(country, imposed_by, TODAY)
        assert limits is not None
        assert limits.most_minutes == most * 60

    def test_before_the_first_version_there_is_none(self):
        assert limits_of("LV", "court", TODAY.replace(year=1999, month=1, day=1)) is None
        assert limits_of("LV", "mayor", TODAY) is None

    @pytest.mark.parametrize(
        ("in_force", "last"),
        [("2026-01-31", "2027-01-31"), ("2024-02-29", "2025-02-28"), ("2026-12-01", "2027-12-01")],
    )
    def test_a_year_to_do_it_in(self, in_force, last):
        limits = limits_of("LV", "court", TODAY)
        assert limits is not None
        assert str(due_by(limits, TODAY.fromisoformat(in_force))) == last

    @pytest.mark.parametrize(
        ("name", "code"),
        [
            ("Rīga", "riga"),
            ("riga", "riga"),
            ("  JĒKABPILS ", "jekabpils"),
            ("Daugpilis", "daugavpils"),
            ("Jelgava, centrs", ""),
            ("", ""),
            ("Atlantis", ""),
        ],
    )
    def test_a_town_by_its_name_in_any_language_and_spelling(self, name, code):
        assert town_called("LV", name, TODAY) == code

    def test_towns_stand_by_name_whatever_its_marks(self):
        named = [name for _code, name in towns_on("LV", TODAY, "lv")]
        assert named[:4] == ["Aizkraukle", "Alūksne", "Balvi", "Bauska"]
        assert named.index("Cēsis") < named.index("Daugavpils") < named.index("Dobele")

    def test_every_locality_of_the_demonstration_is_a_town(self):
        from tilts.doors.demo.names import table

        unknown = [
            name
            for country, names in table()["localities"].items()
            for name in names
            if not town_called(country, name, TODAY)
        ]
        assert unknown == []

    def test_a_town_by_its_code(self):
        found = town("LV", "jelgava", TODAY)
        assert found is not None
        assert (found.latitude, found.longitude, found.region) == (56.65, 23.71, "zemgale")
        assert town("LV", "vilnius", TODAY) is None
        assert town("LV", "", TODAY) is None

    def test_both_countries_have_the_deadlines_of_the_work(self):
        wanted = {
            f"community_service_{what}"
            for what in ("registration", "placement", "begin", "hours", "decision")
        }
        for country in ("LV", "LT"):
            pack = load_packs([SHIPPED])[country]
            assert wanted <= {one.code for one in pack.deadlines}
            thresholds = {one.code for one in pack.thresholds}
            assert {"provider_contract_days", "community_service_link_days"} <= thresholds
