"""What staff are certified for, and what somebody lacks."""

from datetime import date, timedelta

import pytest
from django.utils import timezone, translation

from tilts.platform.design.display import local
from tilts.platform.organisation.actions import note_qualification
from tilts.platform.organisation.certified import (
    competences,
    in_words,
    uncertified,
    why_not_certified,
)
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


def others_lack(staff: list[Staff], day: date = TODAY) -> list[tuple[str, str]]:
    """What others lack to lead a programme, as whoever plans with them reads it."""
    parties = [one.pk for one in staff]
    found = uncertified(parties, "programme_facilitator", country="LV", day=day)
    return [(found[one.pk].code, str(found[one.pk].text)) for one in staff if one.pk in found]


def test_whoever_plans_reads_who_of_several_lacks_what(house: House, ilze: Staff):
    held, ended = house.member("facilitator"), house.member("psychologist")
    for staff, until in ((held, None), (ended, TODAY)):
        since = date(2020, 1, 1)
        code = "programme_facilitator"
        note_qualification(by=SERVICE, staff=staff, code=code, since=since, until=until)
    assert others_lack([held, ended, ilze]) == [
        (
            "certificate-ended",
            f"The certificate “Programme facilitator” of {ended.short_name} ends on {local(TODAY)}."
            " The course “Leading programmes” renews it.",
        ),
        (
            "not-certified",
            f"{ilze.short_name} has no certificate “Programme facilitator”. The course"
            " “Leading programmes” gives it.",
        ),
    ]
    assert others_lack([held, ended], YESTERDAY) == []


def test_a_certificate_that_ends_before_the_day_is_said_ahead_of_time(ilze: Staff):
    code = "programme_facilitator"
    note_qualification(by=SERVICE, staff=ilze, code=code, since=YESTERDAY, until=TOMORROW)
    assert others_lack([ilze]) == []
    assert [found for found, _text in others_lack([ilze], TOMORROW)] == ["certificate-ended"]


def test_the_latest_of_several_certificates_counts(ilze: Staff):
    code = "programme_facilitator"
    for since, until in ((date(2020, 1, 1), date(2022, 1, 1)), (date(2022, 1, 1), TOMORROW)):
        note_qualification(by=SERVICE, staff=ilze, code=code, since=since, until=until)
    assert others_lack([ilze]) == []


def test_any_number_of_people_is_two_questions(house: House, django_assert_num_queries):
    three = [house.member(role) for role in ("facilitator", "psychologist", "prison_officer")]
    for staff in (three[:1], three):
        with django_assert_num_queries(2):
            assert len(others_lack(staff)) == len(staff)


def test_where_nothing_is_asked_nobody_lacks_anything(ilze: Staff):
    assert uncertified([ilze.pk], "", country="LV", day=TODAY) == {}
