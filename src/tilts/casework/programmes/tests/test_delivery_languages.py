"""Every page of delivery opens in each language of staff, and names the programme in it."""

import pytest

from tilts.casework.programmes.catalogue import title_of

from .delivery import PROGRAMME, TODAY, now, url

LANGUAGES = pytest.mark.parametrize(
    ("language", "name"),
    [
        ("en", "Motivation"),
        ("lv", "Motivācijas programma"),
        ("lt", "Motyvacijos programa"),
    ],
)


@pytest.fixture
def pages(delivery, licensed) -> dict[str, str]:
    """A page of each kind, with something on it."""
    series = delivery.group()
    case = delivery.attended(series, delivery.placed(series), [1])
    waits, referred = delivery.waiting(), delivery.referred()
    return {
        "of": url("of", case.person_id),
        "refer": url("refer", delivery.somebody(), PROGRAMME),
        "participation": url("participation", now(case)),
        "referred": url("participation", referred),
        "judge": url("judge", referred),
        "place": url("place", waits),
        "defer": url("defer", waits),
        "report": url("report", case),
        "take out": url("advance", case, "take_out"),
        "waiting": url("waiting", PROGRAMME),
        "group": url("group", series),
        "open": url("open_group", PROGRAMME),
    }


@LANGUAGES
def test_every_page_opens_and_names_the_programme(delivery, pages, language, name):
    client = delivery.browser
    client.cookies["tilts_language"] = language
    for page, address in pages.items():
        answer = client.get(address, headers={"accept-language": language})
        text = answer.content.decode()
        assert (page, answer.status_code, name in text) == (page, 200, True)


@LANGUAGES
def test_a_programme_that_is_no_more_keeps_its_code(language, name):
    assert title_of("LV", "juggling", TODAY) == "juggling"
    assert name
