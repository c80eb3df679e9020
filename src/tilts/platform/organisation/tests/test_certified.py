"""What staff are certified for, and what somebody lacks."""

from datetime import date, timedelta

import pytest
from django.utils import timezone, translation

from tilts.platform.organisation.actions import note_qualification
from tilts.platform.organisation.certified import competences, in_words, why_not_certified
from tilts.platform.organisation.grants import actor_for
from tilts.platform.organisation.models import Staff
from tilts.platform.organisation.tests.house import House, build_house
from tilts.platform.parties.actors import SERVICE

TODAY = timezone.localdate()
YESTERDAY, TOMORROW = TODAY - timedelta(days=1), TODAY + timedelta(days=1)


@pytest.fixture
def house(db: None) -> House:
    return build_house()


@pytest.fixture
def ilze(house: House) -> Staff:
    return house.member("prison_officer")


def lacks(staff: Staff, code: str = "observer") -> list[tuple[str, str]]:
    """Codes and texts of what somebody lacks today."""
    found = why_not_certified(actor_for(staff, TODAY), code)
    return [(reason.code, str(reason.text)) for reason in found]


@pytest.mark.parametrize(
    ("since", "until", "code"),
    [
        (YESTERDAY, None, None),
        (TODAY, TOMORROW, None),
        (TOMORROW, None, "not-certified"),
        (date(2020, 1, 1), TODAY, "certificate-ended"),
    ],
)
def test_a_certificate_counts_while_it_holds(ilze: Staff, since, until, code):
    note_qualification(by=SERVICE, staff=ilze, code="observer", since=since, until=until)
    assert [found for found, _text in lacks(ilze)] == ([code] if code else [])


def test_another_certificate_is_none(ilze: Staff):
    note_qualification(by=SERVICE, staff=ilze, code="risk_assessor", since=TODAY)
    assert [found for found, _text in lacks(ilze)] == ["not-certified"]


def test_what_lacks_is_said_in_the_readers_country_and_language(house: House, ilze: Staff):
    with translation.override("lv"):
        ((_code, told),) = lacks(ilze)
    assert "Programmu vadītāju novērotājs" in told
    assert "Novērošana un atgriezeniskā saite" in told


def test_a_code_that_the_country_does_not_know_stands_for_itself(ilze: Staff):
    text = "This wants the certificate “juggling”. The course “juggling” gives it."
    assert lacks(ilze, "juggling") == [("not-certified", text)]


def test_the_service_needs_none_and_nothing_asked_is_nothing_lacking(ilze: Staff):
    assert why_not_certified(SERVICE, "observer") == []
    assert lacks(ilze, "") == []


def test_competences_of_a_day():
    assert sorted(competences("LT", TODAY)) == [
        "motivational_interviewing",
        "observer",
        "programme_facilitator",
        "risk_assessor",
    ]
    assert competences("LT", date(1999, 12, 31)) == {}


@pytest.mark.parametrize(
    ("language", "said"), [("en", "Bridge"), ("lv", "Tilts"), ("ru", "Bridge")]
)
def test_names_in_the_readers_language_or_in_english(language: str, said: str):
    with translation.override(language):
        assert in_words({"en": "Bridge", "lv": "Tilts"}) == said
