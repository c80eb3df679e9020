"""No session without a licence, no leader without a certificate, nobody without a referral."""

from datetime import date, datetime, time, timedelta
from typing import Any

import pytest
from django.utils import timezone

from tilts.casework.programmes.actions import Group, give_place, open_group
from tilts.casework.programmes.licences import why_not_given_on
from tilts.platform.access.reasons import Refused
from tilts.platform.gatherings.actions import (
    NewSession,
    NewTemplate,
    add_leader,
    add_session,
    add_template,
    cover,
    enrol,
    move_session,
    open_series,
    replace_leader,
)
from tilts.platform.gatherings.models import Series, Template
from tilts.platform.gatherings.planning import Weekly
from tilts.platform.organisation.actions import qualify
from tilts.platform.organisation.tests.house import LONG_AGO
from tilts.platform.parties.actors import SERVICE
from tilts.platform.record.acts import act

from .delivery import PROGRAMME, TODAY

YEARS = timedelta(days=3 * 366)


def reasons(do: Any) -> list[tuple[str, str]]:
    """Codes and texts of the reasons why something is refused; empty when it is done."""
    try:
        do()
    except Refused as refused:
        return [(one.code, str(one.text)) for one in refused.reasons]
    return []


def codes(do: Any) -> list[str]:
    return [code for code, _text in reasons(do)]


def test_a_group_of_a_licensed_programme_has_all_its_sessions(delivery, licensed):
    series = delivery.group()
    rows = list(series.sessions.order_by("number").values_list("code", "form", "online"))
    assert rows == [
        (f"{module}-{n}", "group", True) for module in ("now", "want", "step") for n in range(1, 5)
    ]
    assert (series.capacity, series.template.code, series.template.version) == (10, PROGRAMME, "1")
    assert series.template.contents.minutes == 18 * 60


def test_the_template_is_made_once_and_anew_when_the_pack_says_otherwise(delivery, licensed):
    one, other = delivery.group(), delivery.group()
    assert (one.template, Template.objects.count()) == (other.template, 1)
    old = NewTemplate(code="equip", version="1", kind="programme", names={"en": "EQUIP"},
                      modules=[{"code": "a", "names": {"en": "A"}, "sessions": [
                          {"code": "b", "names": {"en": "B"}, "minutes": 60}]}],
                      capacity=3, leaders=2, since=LONG_AGO)  # fmt: skip
    add_template(by=SERVICE, agency=delivery.house.agencies["vpd"], of=old)
    delivery.licensed("equip")
    assert delivery.group("equip").template.version == "2"


def test_without_a_licence_nothing_is_opened_and_it_says_what_to_do(delivery):
    text = "The programme has no licence. Apply for its accreditation."
    assert reasons(delivery.group) == [("never-licensed", text)]
    assert (Series.objects.count(), Template.objects.count()) == (0, 0)


def test_a_lapsed_licence_says_since_when(delivery):
    delivery.licensed(since=TODAY - YEARS - timedelta(days=30))
    ((code, text),) = reasons(delivery.group)
    assert code == "licence-lapsed"
    assert text.endswith("not longer. Apply for its extension, or anew.")


def test_no_session_lies_beyond_the_licence(delivery):
    delivery.licensed(since=TODAY - YEARS + timedelta(days=40))
    assert codes(delivery.group) == ["licence-lapsed"]
    assert Series.objects.count() == 0


def test_no_session_is_moved_or_added_beyond_the_licence(delivery):
    case = delivery.licensed(since=TODAY - YEARS + timedelta(days=140))
    series = delivery.group()
    session = series.sessions.latest("starts_at")
    beyond = timezone.make_aware(datetime.combine(case.valid_to + timedelta(days=1), time(21)))
    move = {"by": SERVICE, "session": session, "starts_at": beyond}
    assert codes(lambda: move_session(**move)) == ["licence-lapsed"]
    leaders = tuple(one.pk for one in delivery.leaders)
    more = NewSession(code="now-1", starts_at=beyond, leaders=leaders)
    assert codes(lambda: add_session(by=SERVICE, series=series, of=more)) == ["licence-lapsed"]


def test_a_programme_wants_two_trained_leaders(delivery, licensed):
    one = [delivery.leaders[0].pk]
    text = "The programme wants 1 more trained leader. Choose one who is certified."
    assert reasons(lambda: delivery.group(leaders=one)) == [("too-few-trained", text)]


def test_a_leader_without_a_certificate_is_named_with_the_course(delivery, licensed):
    new = delivery.house.member("facilitator", "jelgava")
    leaders = [delivery.leaders[0].pk, new.pk]
    text = (
        f"{new.short_name} has no certificate “Programme facilitator”. The course “Leading "
        "programmes” gives it."
    )
    assert reasons(lambda: delivery.group(leaders=leaders)) == [("not-certified", text)]


def test_a_certificate_must_last_until_the_last_session(delivery, licensed):
    new = delivery.house.member("facilitator", "jelgava")
    until = TODAY + timedelta(days=60)
    qualify(by=SERVICE, staff=new, code="programme_facilitator", since=LONG_AGO)
    row = new.qualifications.get()
    row.until = until
    with act("test.end", by=SERVICE):
        row.save()
    leaders = [delivery.leaders[0].pk, new.pk]
    assert codes(lambda: delivery.group(leaders=leaders)) == ["certificate-ended"]


def test_a_substitute_is_trained_as_well(delivery, licensed):
    series = delivery.group()
    new = delivery.house.member("facilitator", "jelgava").pk
    session, old = series.sessions.earliest("starts_at"), delivery.leaders[0].pk
    since = TODAY + timedelta(days=14)
    steps = [
        lambda: cover(by=SERVICE, session=session, leader=old, successor=new),
        lambda: add_leader(by=SERVICE, series=series, party=new, since=since),
        lambda: replace_leader(by=SERVICE, series=series, leader=old, successor=new, since=since),
    ]
    assert [codes(step) for step in steps] == [["not-certified"]] * 3
    trained = delivery.house.hire("vpd")
    qualify(by=SERVICE, staff=trained, code="programme_facilitator", since=LONG_AGO)
    change = {"by": SERVICE, "series": series, "leader": old, "since": since}
    change["successor"] = trained.pk
    assert codes(lambda: replace_leader(**change)) == []


def test_nobody_is_enrolled_past_the_waiting_list(delivery, licensed):
    series, whom = delivery.group(), delivery.somebody()
    row = {"by": SERVICE, "series": series, "party": whom.pk, "kind": "community", "since": TODAY}
    text = "They do not wait for this programme. Refer them to it from a goal of their plan first."
    assert reasons(lambda: enrol(**row)) == [("not-waiting", text)]
    delivery.waiting(whom)
    assert reasons(lambda: enrol(**row)) == []


def test_nobody_is_on_two_programmes_at_once(delivery, licensed):
    delivery.licensed("substances")
    whom = delivery.somebody()
    delivery.placed(delivery.group(), delivery.waiting(whom))
    other = delivery.waiting(whom, "substances")
    series = delivery.group("substances")
    text = "The person has a place in “Motivation”. Wait until it is over, or withdraw it."
    place = {"by": delivery.officer, "case": other, "series": series, "since": TODAY}
    assert reasons(lambda: give_place(**place)) == [("other-programme", text)]


def test_an_eleventh_person_is_told_what_helps(delivery, licensed):
    series = delivery.group(capacity=1)
    delivery.placed(series)
    case = delivery.waiting()
    text = (
        "All 1 places of this group are taken. End an enrolment, raise the number of places, or "
        "open another group."
    )
    place = {"by": delivery.officer, "case": case, "series": series, "since": TODAY}
    assert reasons(lambda: give_place(**place)) == [("full", text)]


def test_a_group_of_another_programme_is_none(delivery, licensed):
    delivery.licensed("substances")
    place = {"by": delivery.officer, "case": delivery.waiting(), "since": TODAY}
    assert codes(lambda: give_place(series=delivery.group("substances"), **place)) == [
        "other-programme-group"
    ]
    place["case"] = delivery.referred()
    assert codes(lambda: give_place(series=delivery.group(), **place)) == ["not-waiting"]


def test_the_catalogue_has_no_such_programme(delivery):
    group = Group(name="G", leaders=[], since=TODAY, weekly=Weekly(0, time(10)))
    unit = delivery.house.units["jelgava"]
    step = {"by": delivery.officer, "unit": unit, "programme": "none", "what": group}
    assert codes(lambda: open_group(**step)) == ["unknown-programme"]


@pytest.mark.parametrize("kind", ["training", "programme"])
def test_what_is_no_programme_of_the_country_is_not_asked_about(delivery, kind):
    old = NewTemplate(code="calm", version="1", kind=kind, names={"en": "Calm"},
                      modules=[{"code": "a", "names": {"en": "A"}, "sessions": [
                          {"code": "b", "names": {"en": "B"}, "minutes": 60}]}],
                      capacity=3, leaders=1, since=LONG_AGO)  # fmt: skip
    template = add_template(by=SERVICE, agency=delivery.house.agencies["vpd"], of=old)
    unit = delivery.house.units["jelgava"]
    step = {"by": SERVICE, "template": template, "unit": unit, "name": "Calm", "on": TODAY}
    assert codes(lambda: open_series(**step)) == []


def test_each_reason_stands_once_for_any_number_of_days(delivery):
    case = delivery.licensed()
    last: date = case.valid_to
    after = [last + timedelta(days=n) for n in range(1, 4)]
    before = [case.licensed_on - timedelta(days=1)]
    assert why_not_given_on("LV", PROGRAMME, []) == []
    assert why_not_given_on("LV", PROGRAMME, [TODAY, last]) == []
    found = why_not_given_on("LV", PROGRAMME, [*after, *before])
    assert [one.code for one in found] == ["licence-not-begun", "licence-lapsed"]
