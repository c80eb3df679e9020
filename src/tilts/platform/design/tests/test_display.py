"""Dates and names as shown."""

from datetime import UTC, date, datetime

import pytest
from django.utils import translation

from tilts.platform.design.display import due, initials, language_name, local, short_date

TODAY = date(2026, 11, 25)
MOMENT = datetime(2026, 11, 23, 22, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (None, ""),
        (date(2026, 11, 23), "23 November 2026"),
        (MOMENT, "24 November 2026, 00:30 EET"),
        (datetime(2026, 7, 1, 12, 0, tzinfo=UTC), "1 July 2026, 15:00 EEST"),
    ],
)
def test_local_names_the_zone_of_a_moment(value: date | None, shown: str) -> None:
    with translation.override("en"):
        assert local(value) == shown


def test_local_follows_the_language() -> None:
    with translation.override("lv"):
        assert local(date(2026, 11, 23)) == "2026. gada 23. novembris"
    with translation.override("lt"):
        assert local(date(2026, 11, 23)) == "2026 m. lapkričio 23 d."


@pytest.mark.parametrize(
    ("value", "shown"),
    [(None, ""), (date(2026, 11, 23), "Mon 23 Nov"), (MOMENT, "Tue 24 Nov")],
)
def test_short_date_takes_the_local_day(value: date | None, shown: str) -> None:
    with translation.override("en"):
        assert short_date(value, TODAY) == shown


@pytest.mark.parametrize(
    ("language", "day", "shown"),
    [
        ("lv", date(2026, 12, 11), "pk, 11. dec"),
        ("en", date(2027, 3, 25), "Thu 25 Mar"),
        ("en", date(2027, 3, 26), "26 Mar 2027"),
        ("en", date(2026, 7, 27), "27 Jul 2026"),
        ("lv", date(2028, 5, 3), "3.05.2028"),
        ("lt", date(2028, 5, 3), "2028-05-03"),
        ("ru", date(2028, 5, 3), "03.05.2028"),
    ],
)
def test_short_date_follows_the_language_and_says_a_far_year(
    language: str, day: date, shown: str
) -> None:
    with translation.override(language):
        assert short_date(day, TODAY) == shown


@pytest.mark.parametrize(
    ("day", "shown"),
    [
        (None, ""),
        (date(2026, 11, 27), "Fri 27 Nov"),
        (date(2026, 11, 25), "today"),
        (date(2026, 11, 24), "1 day late"),
        (date(2025, 11, 25), "365 days late"),
    ],
)
def test_what_is_due(day: date | None, shown: str) -> None:
    with translation.override("en"):
        assert due(day, TODAY) == shown


@pytest.mark.parametrize(
    ("name", "letters"),
    [
        ("Vītols, Edgars", "EV"),
        ("Ilze Kalna", "IK"),
        ("Anna Marija Šķēle", "AŠ"),
        ("Cher", "C"),
        ("Kalna,", "K"),
        ("", ""),
    ],
)
def test_initials(name: str, letters: str) -> None:
    assert initials(name) == letters


@pytest.mark.parametrize(
    ("reader", "code", "name"),
    [
        ("en", "lv", "Latvian"),
        ("lv", "ru", "krievu"),
        ("ru", "lt", "Литовский"),
        ("en", "tlh", "tlh"),
    ],
)
def test_languages_have_names_in_the_readers_language(reader: str, code: str, name: str) -> None:
    with translation.override(reader):
        assert language_name(code) == name
