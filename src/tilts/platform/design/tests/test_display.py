"""Dates and names as shown."""

from datetime import UTC, date, datetime, timedelta, timezone

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


SUMMER = datetime(2026, 7, 1, 12, 0, tzinfo=UTC)
NEW_YORK = timezone(timedelta(hours=-4))
LANGUAGES = ("en", "lv", "lt", "ru")


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (
            date(2024, 2, 29),
            (
                "29 February 2024",
                "2024. gada 29. februāris",
                "2024 m. vasario 29 d.",
                "29 февраля 2024 г.",
            ),
        ),
        (
            MOMENT,
            (
                "24 November 2026, 00:30 EET",
                "2026. gada 24. novembris, 00:30 EET",
                "2026 m. lapkričio 24 d., 00:30 EET",
                "24 ноября 2026 г., 00:30 EET",
            ),
        ),
        (
            SUMMER,
            (
                "1 July 2026, 15:00 EEST",
                "2026. gada 1. jūlijs, 15:00 EEST",
                "2026 m. liepos 1 d., 15:00 EEST",
                "1 июля 2026 г., 15:00 EEST",
            ),
        ),
    ],
)
def test_local_follows_the_language(value: date, shown: tuple[str, ...]) -> None:
    found = []
    for language in LANGUAGES:
        with translation.override(language):
            found.append(local(value))
    assert tuple(found) == shown


@pytest.mark.parametrize(
    ("moment", "shown"),
    [
        # the hour that comes twice is told apart by its zone
        (datetime(2026, 10, 25, 0, 30, tzinfo=UTC), "25 October 2026, 03:30 EEST"),
        (datetime(2026, 10, 25, 1, 30, tzinfo=UTC), "25 October 2026, 03:30 EET"),
        # and the one that is left out is not shown
        (datetime(2026, 3, 29, 0, 59, tzinfo=UTC), "29 March 2026, 02:59 EET"),
        (datetime(2026, 3, 29, 1, 0, tzinfo=UTC), "29 March 2026, 04:00 EEST"),
        (datetime(2026, 12, 31, 22, 0, tzinfo=UTC), "1 January 2027, 00:00 EET"),
        (datetime(2024, 2, 28, 22, 0, tzinfo=UTC), "29 February 2024, 00:00 EET"),
        (datetime(2026, 7, 1, 8, tzinfo=NEW_YORK), "1 July 2026, 15:00 EEST"),
    ],
)
def test_moments_about_midnight_and_the_change_of_clocks(moment: datetime, shown: str) -> None:
    with translation.override("en"):
        assert local(moment) == shown


@pytest.mark.parametrize("language", ["en-gb", "en-us"])
def test_every_english_writes_the_day_first(language: str) -> None:
    with translation.override(language):
        assert local(date(2026, 11, 23)) == "23 November 2026"


def test_a_language_without_catalogue_still_shows_the_day() -> None:
    with translation.override(None):
        assert local(date(2026, 11, 23)) == "23 November 2026"
        assert short_date(date(2026, 11, 23)) == "Mon 23 Nov"


@pytest.mark.parametrize(
    ("value", "shown"),
    [(None, ""), (date(2026, 11, 23), "Mon 23 Nov"), (MOMENT, "Tue 24 Nov")],
)
def test_short_date_takes_the_local_day(value: date | None, shown: str) -> None:
    with translation.override("en"):
        assert short_date(value, TODAY) == shown


@pytest.mark.parametrize(
    ("day", "shown"),
    [
        (date(2026, 12, 11), ("Fri 11 Dec", "pk, 11. dec", "p, grd 11 d.", "пт 11 дек")),
        (date(2027, 1, 5), ("Tue 5 Jan", "ot, 5. jan", "a, sau 5 d.", "вт 5 янв")),
        (date(2027, 3, 25), ("Thu 25 Mar", "ce, 25. mar", "k, kov 25 d.", "чт 25 мар")),
        (date(2027, 3, 26), ("26 Mar 2027", "26.03.2027", "2027-03-26", "26.03.2027")),
        (date(2026, 5, 6), ("6 May 2026", "6.05.2026", "2026-05-06", "06.05.2026")),
        (MOMENT, ("Tue 24 Nov", "ot, 24. nov", "a, lap 24 d.", "вт 24 ноя")),
    ],
)
def test_short_date_follows_the_language_and_says_a_far_year(
    day: date, shown: tuple[str, ...]
) -> None:
    found = []
    for language in LANGUAGES:
        with translation.override(language):
            found.append(short_date(day, TODAY))
    assert tuple(found) == shown


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
        (",", ""),
        ("van der Berg, Anna", "AV"),
        ("Bērziņa-Ozola, Anna Marija", "AB"),
        ("čaks, aleksandrs", "AČ"),
        ("  Liepa ,  Anna ", "AL"),
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
