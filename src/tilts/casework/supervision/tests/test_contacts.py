"""A contact as it is told: by the form, in local time, with the reasons why it cannot be so."""

from datetime import UTC, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from tilts.casework.supervision.contacts import (
    AHEAD,
    PAST,
    Contact,
    why_not_recorded,
    why_not_withdrawn,
)
from tilts.casework.supervision.forms import OPENING, ContactForm, WithdrawForm
from tilts.casework.supervision.models import ContactNote

RIGA = ZoneInfo("Europe/Riga")
TOLD = {"how": "phone", "text": "Found work.", "next": "", "happened_at": "2026-03-02T10:30"}
NO_MOMENT = (
    "couldn’t be interpreted in time zone Europe/Riga; it may be ambiguous or it may not exist."
)
MOMENTS = st.datetimes(datetime(2020, 1, 1), datetime(2026, 5, 31), timezones=st.just(UTC))  # noqa: DTZ001 - hypothesis adds the zone


def form(**values: str) -> ContactForm:
    return ContactForm({**TOLD, **values})


def contact(**values: str) -> Contact:
    filled = form(**values)
    assert filled.is_valid(), filled.errors
    return filled.contact()


def told(**values: Any) -> Contact:
    usual = {"happened_at": timezone.now() - timedelta(days=3), "how": "office", "text": "x"}
    return Contact(**{**usual, **values})


def codes(said: Contact) -> list[str]:
    return [reason.code for reason in why_not_recorded(said)]


class TestReasons:
    def test_a_year_that_is_mistyped(self):
        now = timezone.now()
        assert codes(told(happened_at=now - PAST - timedelta(days=1))) == ["long-ago"]
        assert codes(told(happened_at=now - PAST + timedelta(days=1))) == []
        assert codes(told(next_on=now + AHEAD + timedelta(days=1))) == ["next-far"]
        assert codes(told(next_on=now + AHEAD - timedelta(days=1))) == []

    @pytest.mark.parametrize("moment", [
        datetime.min.replace(tzinfo=UTC), datetime.max.replace(tzinfo=UTC),
    ])  # fmt: skip
    def test_the_ends_of_time(self, moment):
        assert codes(told(happened_at=moment)) != []
        assert codes(told(next_on=moment)) != []

    def test_each_reason_says_what_to_do(self):
        now = timezone.now()
        said = told(happened_at=now + timedelta(hours=1), next_on=now)
        assert [str(reason.text) for reason in why_not_recorded(said)] == [
            "A contact is recorded once it has taken place.",
            "The next contact lies after this one.",
        ]

    @given(MOMENTS, st.integers(-40, 40))
    def test_a_past_contact_stands_with_any_later_next_one(self, moment, days):
        after = moment + timedelta(days=days)
        assert codes(told(happened_at=moment, next_on=after)) == (
            [] if days > 0 else ["next-before"]
        )

    def test_a_note_is_taken_back_once(self):
        assert why_not_withdrawn(ContactNote()) == []
        (reason,) = why_not_withdrawn(ContactNote(withdrawn=True))
        assert (reason.code, str(reason.text)) == (
            "withdrawn", "Somebody took this note back already, and said why.",
        )  # fmt: skip


class TestLocalTime:
    @pytest.mark.parametrize(("text", "expected"), [
        ("2026-01-15T10:30", datetime(2026, 1, 15, 8, 30, tzinfo=UTC)),  # winter: two hours
        ("2026-05-15T10:30", datetime(2026, 5, 15, 7, 30, tzinfo=UTC)),  # summer: three
    ])  # fmt: skip
    def test_what_is_typed_is_local(self, text, expected):
        assert contact(happened_at=text).happened_at == expected

    @pytest.mark.parametrize("text", ["2026-03-29T03:30", "2025-10-26T03:30"])
    def test_an_hour_that_is_not_or_is_twice_is_said(self, text):
        (error,) = form(happened_at=text).errors["happened_at"]
        assert str(error).endswith(NO_MOMENT)

    @given(MOMENTS, st.sampled_from([7, 14, 28]))
    def test_so_many_days_later_at_the_opening_whatever_the_clocks_do(self, moment, days):
        local = moment.astimezone(RIGA)
        said = form(happened_at=f"{local:%Y-%m-%dT%H:%M}", next=str(days))
        if not said.is_valid():
            return  # the hour of the change
        agreed = said.contact().next_on
        assert agreed is not None
        assert (agreed.astimezone(RIGA).date() - local.date()).days == days
        assert agreed.astimezone(RIGA).time() == OPENING

    def test_a_late_evening_counts_from_its_own_day(self):
        agreed = contact(happened_at="2026-03-02T23:50", next="7").next_on
        assert agreed == datetime(2026, 3, 9, 9, tzinfo=RIGA)


class TestForm:
    def test_nothing_but_the_text_and_when_it_was_is_wanted(self):
        assert contact() == Contact(
            happened_at=datetime(2026, 3, 2, 10, 30, tzinfo=RIGA), how="phone", text="Found work."
        )

    @pytest.mark.parametrize("choice", ["", "on"])
    def test_a_day_that_was_typed_is_the_one(self, choice):
        agreed = contact(next=choice, next_on="2026-04-01T13:15").next_on
        assert agreed == datetime(2026, 4, 1, 13, 15, tzinfo=RIGA)

    @pytest.mark.parametrize(("choice", "day", "message"), [
        ("7", "2026-04-01T13:15", "Choose “on a day” for this, or leave it empty."),
        ("28", "2026-04-01T13:15", "Choose “on a day” for this, or leave it empty."),
        ("on", "", "Give the day and time, or choose “not agreed”."),
        ("on", "soon", "Enter a valid date/time."),
        ("", "soon", "Enter a valid date/time."),
    ])  # fmt: skip
    def test_two_answers_or_none_are_said(self, choice, day, message):
        assert form(next=choice, next_on=day).errors == {"next_on": [message]}

    @pytest.mark.parametrize("day", ["9999-12-31T23:59", "2999-01-01T09:00"])
    def test_a_contact_at_the_end_of_time_is_refused_and_breaks_nothing(self, day):
        said = contact(happened_at=day, next="28")
        assert (said.next_on, codes(said)) == (None, ["in-future"])

    @pytest.mark.parametrize(("field", "length"), [("text", 10000), ("with_whom", 120)])
    def test_the_longest_texts(self, field, length):
        assert form(**{field: "a" * length}).is_valid()
        (error,) = form(**{field: "a" * (length + 1)}).errors[field]
        assert str(error).startswith(f"Ensure this value has at most {length} characters")

    @pytest.mark.parametrize("how", ["office", "phone", "visit", "video", "prison", "letter"])
    def test_every_way_of_contact(self, how):
        assert contact(how=how).how == how

    def test_a_reason_of_spaces_is_none(self):
        assert WithdrawForm({"reason": "   "}).errors == {"reason": ["This field is required."]}
        (error,) = WithdrawForm({"reason": "a" * 201}).errors["reason"]
        assert str(error).startswith("Ensure this value has at most 200 characters")


def test_an_office_opens_in_the_morning():
    assert time(7) < OPENING < time(12)
