"""The pages of community service: what they say, what their forms do, what they refuse."""

import re
from datetime import timedelta
from html import unescape
from typing import Any

import pytest

from tilts.casework.community_service.actions import keep_away, record_hours, sign_contract
from tilts.casework.community_service.hours_guards import Day
from tilts.casework.community_service.models import (
    Answer,
    Contract,
    Placement,
    ProviderContact,
    Service,
    WorkEvent,
    WorkProvider,
)
from tilts.casework.people.models import Address
from tilts.casework.people.tests.desk import browser
from tilts.platform.documents.models import Document
from tilts.platform.parties.actors import SERVICE
from tilts.platform.record.acts import act
from tilts.platform.record.models import Consultation

from .at_work import TODAY, days_ago, now, said, url

pytestmark = pytest.mark.django_db
TEXT = re.compile(r"<main.*?</main>", re.S)
ISO = str(TODAY)


def text(answer: Any) -> str:
    """What a page says, without its marks."""
    (main,) = TEXT.findall(answer.content.decode())
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", main)).split())


@pytest.fixture
def client(at_work):
    return browser(at_work.staff)


def shown(client, name, /, *args):
    answer = client.get(url(name, *args))
    assert answer.status_code == 200
    return text(answer)


def sent(client, name, /, *args, **told):
    """A form that is accepted; where it leads."""
    answer = client.post(url(name, *args), told)
    assert answer.status_code == 302, text(answer)
    return answer.url


def refused(client, name, /, *args, **told):
    answer = client.post(url(name, *args), told)
    assert answer.status_code == 422
    return text(answer)


class TestList:
    """The cases of the people whom one sees."""

    def test_those_going_on_stand_with_their_balance(self, at_work, client):
        placement = at_work.placed()
        at_work.approved(placement, days_ago(2), 300)
        at_work.received()
        page = shown(client, "list")
        assert page.count("Ozols") == 2
        assert "5 h of 60 h" in page
        assert "judgment received, to be registered" in page

    def test_one_stage_alone(self, at_work, client):
        at_work.placed()
        at_work.received()
        answer = client.get(url("list"), {"state": "received"})
        assert text(answer).count("Ozols") == 1
        answer = client.get(url("list"), {"state": "evaded"})
        assert "Nobody is at this stage." in text(answer)

    def test_whoever_is_listed_was_looked_at(self, at_work, client):
        at_work.received()
        shown(client, "list")
        (look,) = Consultation.objects.filter(about="community_service")
        assert (look.actor_id, look.purpose) == (at_work.staff.pk, "search")

    def test_nobody_is_listed_to_who_does_not_see_them(self, at_work):
        at_work.received()
        stranger = browser(at_work.house.member("head_of_unit", "riga"))
        assert "Ozols" not in shown(stranger, "list")

    def test_as_many_queries_for_one_case_as_for_three(self, at_work, client, queries_of):
        counted = []
        for more in (1, 2):
            for _one in range(more):
                at_work.approved(at_work.placed(), days_ago(1), 60)
            shown(client, "list")
            counted.append(queries_of(lambda: shown(client, "list")))
        assert counted[0] == counted[1]


class TestPerson:
    """What a person's own page and tab say."""

    def test_a_judgment_without_a_case_is_offered(self, at_work, client):
        measure = at_work.measure()
        page = shown(client, "of", measure.person_id)
        assert "Judgments without a case yet" in page
        assert "Receive the judgment" in page
        assert "None was ordered, or none was received here." in page
        form = shown(client, "receive", measure)
        assert "60 h" in form
        to = sent(client, "receive", measure, imposed_by="court", received_on=ISO)
        case = Service.objects.get()
        assert to == url("case", case)
        assert "Judgments without a case yet" not in shown(client, "of", measure.person_id)

    def test_who_may_not_run_it_is_offered_nothing(self, at_work):
        measure = at_work.measure()
        clerk = browser(at_work.house.member("clerk", "jelgava"))
        session = clerk.session
        session["purposes"] = {str(measure.person_id): ["check", "helps"]}
        session.save()
        assert "Receive the judgment" not in shown(clerk, "of", measure.person_id)

    def test_the_receipt_says_what_is_wrong(self, at_work, client):
        measure = at_work.measure(minutes=60)
        page = refused(client, "receive", measure, imposed_by="court", received_on=ISO)
        assert "Court imposes 40 h to 420 h, and not 1 h." in page


class TestCase:
    """From the registration to the last hour, by the forms of the pages."""

    def test_the_town_is_taken_from_the_address(self, at_work, client):
        case = at_work.received()
        with act("test.lives", by=SERVICE):
            for kind, town in (("declared", "Rīga"), ("actual", "Jelgava, centrs")):
                Address(person=case.person, kind=kind, locality=town, country="LV",
                        since=days_ago(9)).save()  # fmt: skip
        answer = client.get(url("register", case))
        assert '<option value="riga" selected>' in answer.content.decode()

    def test_registered_placed_recorded_approved(self, at_work, client):
        case, provider = at_work.received(), at_work.provider()
        told = {"municipality": "jelgava", "weekdays": ["0", "1"], "must_not": ["heavy"]}
        assert sent(client, "register", case, **told) == url("case", case)
        page = shown(client, "case", case)
        assert "The work must not be heavy work" in page
        assert "Agree on a place of work" in page
        page = shown(client, "place", case)
        assert "In the same town." in page
        form = shown(client, "place_at", case, provider)
        assert "Why, and why not" in form
        agreed = {"since": ISO, "weekdays": [str(TODAY.weekday())], "from_time": "09:00",
                  "to_time": "13:00"}  # fmt: skip
        sent(client, "place_at", case, provider, **agreed)
        day = {"day": ISO, "went": "worked", "begins": "09:00", "hours": "3", "minutes": "30",
               "quality": "good", "behaviour": "excellent", "signed": "on"}  # fmt: skip
        sent(client, "record", case, **day)
        page = shown(client, "case", case)
        assert "3 h 30 min" in page
        assert "work: good · behaviour: excellent" in page
        assert "confirmed by the provider" in page
        hours = shown(client, "hours")
        assert "Approve what is ticked" in hours
        event = WorkEvent.objects.get(step="confirmed")
        assert sent(client, "hours", event=str(event.pk)) == url("hours")
        assert "No hours wait for your approval." in shown(client, "hours")
        assert said(event.line)[-1] == ("approved", "worked", 210)
        assert "Approved 3 h 30 min" in shown(client, "case", case)

    def test_a_refusal_says_why_and_loses_nothing(self, at_work, client):
        placement = at_work.placed()
        day = {"day": ISO, "went": "worked", "begins": "09:00", "hours": "9", "signed": "on"}
        page = refused(client, "record", placement.service, **day)
        assert "On one day at most 8 h count. With this it would be 9 h." in page
        assert WorkEvent.objects.count() == 0

    def test_a_day_before_anybody_was_placed(self, at_work, client):
        case = at_work.registered()
        day = {"day": ISO, "went": "worked", "begins": "09:00", "hours": "1"}
        assert client.post(url("record", case), day).status_code == 404

    def test_a_place_with_something_against_it_wants_a_reason(self, at_work, client):
        case = at_work.registered(must_not=["outdoors"])
        provider = at_work.provider()
        agreed = {"since": ISO, "weekdays": ["0"], "from_time": "09:00", "to_time": "13:00"}
        page = refused(client, "place_at", case, provider, **agreed)
        assert "Say why it suits all the same." in page
        sent(client, "place_at", case, provider, **agreed, despite="In the shade.")
        assert Placement.objects.get().despite == "In the shade."

    def test_the_first_eight_places_stand_open_and_the_others_behind_a_click(self, at_work, client):
        case = at_work.registered()
        near = [at_work.provider(name=f"Near {n}") for n in range(8)]
        assert "Other work providers" not in shown(client, "place", case)
        far = at_work.provider(name="Far", municipality="daugavpils")
        first, _summary, rest = shown(client, "place", case).partition("Other work providers")
        assert [one.name in first for one in near] == [True] * 8
        assert (far.name in first, far.name in rest) == (False, True)

    def test_a_protected_reason_is_no_bare_no(self, at_work, client):
        case, provider = at_work.registered(), at_work.provider()
        keep_away(by=at_work.head, case=case, provider=provider, why="Works there: A. Vītola")
        page = shown(client, "place", case)
        assert "A protected reason. Ask the head of unit" in page
        assert "Nobody can be placed here now." in page
        assert "Vītola" not in page

    def test_only_the_head_keeps_somebody_away(self, at_work, client):
        case, provider = at_work.registered(), at_work.provider()
        told = {"provider": str(provider.pk), "why": "A victim."}
        assert client.post(url("keep_away", case), told).status_code == 403
        head = browser(at_work.house.member("head_of_unit", "jelgava"))
        session = head.session
        session["purposes"] = {str(case.person_id): ["check", "helps"]}
        session.save()
        assert sent(head, "keep_away", case, **told) == url("place", case)
        assert "A protected reason." in shown(head, "place", case)

    def test_postponed_and_taken_up(self, at_work, client):
        placement = at_work.placed()
        case, until = placement.service, str(TODAY + timedelta(days=9))
        assert "Choose a day that is still to come." in refused(
            client, "postpone", case, until=ISO, reason="Ill"
        )
        sent(client, "postpone", case, until=until, reason="Ill.")
        assert "postponed until" in shown(client, "case", case)
        sent(client, "advance", case, "take_up", sent="1")
        assert now(case).state == "placed"

    def test_a_place_is_left_and_a_case_ended(self, at_work, client):
        case = at_work.placed().service
        sent(client, "leave", case, reason="The park closed.")
        assert now(case).state == "registered"
        sent(client, "advance", case, "cancel", reason="Pardoned.")
        assert now(case).state == "cancelled"
        assert client.get(url("advance", case, "start")).status_code == 404
        assert client.get(url("advance", case, "place")).status_code == 404

    def test_absences_from_the_judgement_to_the_motion(self, at_work, client):
        placement = at_work.placed()
        case = placement.service
        absent = {"went": "absent", "signed": "on"}
        sent(client, "record", case, day=str(days_ago(5)), **absent)
        event = WorkEvent.objects.get(step="confirmed")
        assert "Absences to be judged" in shown(client, "hours")
        assert "Say why." in refused(client, "judge", event, went="unacceptable")
        sent(client, "judge", event, went="unacceptable", note="Gave no reason.")
        assert "Note the person's explanation first" in shown(client, "warn", case)
        words = {"text": "I overslept.", "said_on": str(days_ago(3))}
        sent(client, "explain", case, **words)
        sent(client, "warn", case, text="Next time the court.", said_on=str(days_ago(3)))
        sent(client, "record", case, day=str(days_ago(1)), **absent)
        again = WorkEvent.objects.filter(step="confirmed").order_by("day").last()
        sent(client, "judge", again, went="unacceptable", note="Again.")
        motion = {"text": "Two absences.", "said_on": ISO, "authority": "Jelgava court"}
        sent(client, "motion", case, **motion)
        page = shown(client, "case", case)
        for part in ("evaded, motion before the court", "I overslept.", "Jelgava court"):
            assert part in page
        decided = {**motion, "outcome": "goes-on", "reference": "K-9"}
        sent(client, "decision", case, **decided)
        assert (now(case).state, Answer.objects.count()) == ("placed", 4)

    def test_replaced_by_the_court_without_a_motion(self, at_work, client):
        case = at_work.registered()
        told = {"text": "Custody.", "said_on": ISO, "authority": "Court", "reference": "K-1"}
        sent(client, "replaced", case, **told)
        assert now(case).state == "replaced"

    def test_a_day_is_corrected_and_sent_back(self, at_work, client):
        placement = at_work.placed()
        event = at_work.worked(placement, days_ago(1), 240)
        form = client.get(url("correct", event)).content.decode()
        assert 'name="hours" value="4"' in form
        told = {"day": str(days_ago(1)), "went": "worked", "begins": "09:00", "hours": "2",
                "minutes": "0", "reason": "Left early."}  # fmt: skip
        assert sent(client, "correct", event, **told) == url("case", placement.service)
        assert said(event.line)[-1] == ("approved", "worked", 120)
        other = at_work.worked(placement, days_ago(2), 60)
        sent(client, "send_back", other, reason="Another person.")
        assert said(other.line)[-1] == ("sent-back", "worked", 60)

    def test_a_stale_form_says_so(self, at_work, client):
        placement = at_work.placed()
        event = at_work.worked(placement, days_ago(1), 240)
        sent(client, "send_back", event, reason="Another person.")
        page = refused(client, "send_back", event, reason="Again")
        assert "Somebody said something of this day meanwhile. Look again." in page


class TestHours:
    """What waits for approval."""

    def test_only_own_people_unless_asked(self, at_work, client):
        at_work.worked(at_work.placed(), days_ago(1))
        colleague = browser(at_work.house.member("probation_officer", "jelgava"))
        assert "No hours wait for your approval." in shown(colleague, "hours")
        answer = colleague.get(url("hours"), {"all": "1"})
        assert "Ozols" in text(answer)

    def test_what_the_provider_has_not_confirmed_is_told_apart(self, at_work, client):
        placement = at_work.placed()
        what = Day(day=days_ago(1), begins=placement.from_time, minutes=60)
        record_hours(by=at_work.officer, placement=placement, what=what)
        page = shown(client, "hours")
        assert "Not confirmed by the provider yet" in page
        assert "Approve what is ticked" not in page

    def test_ticked_days_of_several_people_go_at_once(self, at_work, client):
        events = [at_work.worked(at_work.placed(), days_ago(day)) for day in (1, 2, 3)]
        answer = client.post(url("hours"), {"event": [str(one.pk) for one in events[:2]]})
        assert answer.status_code == 302
        assert [said(one.line)[-1][0] for one in events] == ["approved", "approved", "confirmed"]
        assert "2 days are approved." in text(client.get(answer.url))

    def test_as_many_queries_for_one_day_as_for_three(self, at_work, client, queries_of):
        counted = []
        for more in (1, 2):
            for _one in range(more):
                at_work.worked(at_work.placed(), days_ago(1))
            shown(client, "hours")
            counted.append(queries_of(lambda: shown(client, "hours")))
        assert counted[0] == counted[1]


class TestPapers:
    """Papers for the person, the warning and the motion."""

    def test_a_paper_for_the_person_in_their_language(self, at_work, client):
        placement = at_work.placed(at_work.registered(at_work.received(
            at_work.measure(at_work.somebody(languages=["ru", "lv"])))))  # fmt: skip
        form = client.get(url("paper", placement.service)).content.decode()
        assert '<option value="ru" selected>' in form
        assert "the warning" not in form
        to = sent(client, "paper", placement.service, paper="person", language="ru")
        made = Document.objects.get()
        assert (to, made.kind, made.language) == (
            f"/documents/{made.pk}/", "service-paper", "ru",
        )  # fmt: skip

    def test_a_paper_that_there_is_not_is_refused(self, at_work, client):
        case = at_work.registered()
        refused(client, "paper", case, paper="motion", language="lv")
        assert Document.objects.count() == 0


class TestProviders:
    """Work providers on their pages."""

    FORM: dict[str, Any] = {
        "name": "City park", "registration_number": "40003", "kind": "municipal",
        "street": "Parka iela 2", "municipality": "jelgava", "work": "Leaves.",
        "traits": ["light"], "weekdays": ["0", "1"], "from_time": "09:00", "to_time": "15:00",
        "places": "3",
    }  # fmt: skip

    def test_added_changed_and_put_under_contract(self, at_work, client):
        assert "No work provider is known yet." in shown(client, "providers")
        to = sent(client, "add_provider", **self.FORM)
        provider = WorkProvider.objects.get()
        assert (to, provider.unit.code) == (url("provider", provider), "jelgava")
        assert "no new placement" in shown(client, "providers")
        sent(client, "contract", provider, number="5", since=ISO, last_day="")
        assert "without an end" in shown(client, "providers")
        sent(client, "change_provider", provider, **{**self.FORM, "places": "1"})
        page = shown(client, "provider", provider)
        for part in ("City park", "1 / 1", "light work", "Jelgava", "Nobody is named yet."):
            assert part in page

    def test_what_is_wrong_is_said(self, at_work, client):
        at_work.provider()
        form = {**self.FORM, "registration_number": "40001"}
        page = refused(client, "add_provider", **form)
        assert "A provider with this registration number is there already." in page
        assert "This field is required." in refused(client, "add_provider", **{**form, "name": ""})

    def test_a_contract_that_lapses_soon_is_marked(self, at_work, client):
        provider = at_work.provider(contract=False)
        last = TODAY + timedelta(days=10)
        given = {"by": SERVICE, "provider": provider, "number": "1", "since": TODAY}
        sign_contract(**given, last_day=last)
        assert "lapses soon" in shown(client, "providers")
        contract = Contract.objects.get()
        sent(client, "end_contract", provider, contract, last_day=ISO, reason="Closed.")
        assert "Closed." in shown(client, "provider", provider)

    def test_a_contract_of_another_provider_is_not_there(self, at_work, client):
        one, other = at_work.provider(), at_work.provider()
        (contract,) = other.contracts.all()
        assert client.get(url("end_contract", one, contract)).status_code == 404

    def test_whoever_works_there_is_looked_at(self, at_work, client):
        placement = at_work.placed()
        page = shown(client, "provider", placement.provider)
        assert placement.person.name in page
        assert Consultation.objects.filter(about="work_provider").count() == 1

    def test_a_provider_of_another_agency_is_nobodys(self, at_work):
        provider = at_work.provider()
        stranger = browser(at_work.house.member("head_of_unit", "riga"))
        assert stranger.get(url("provider", provider)).status_code == 404

    def test_the_address_is_shown_once_and_closed(self, at_work, client):
        provider = at_work.provider()
        assert "Name the contact person first" in shown(client, "link", provider)
        told = {"do": "open", "language": "lv"}
        assert "Name first with whom the service speaks there" in refused(
            client, "link", provider, **told
        )
        sent(client, "contact", provider, name="Zane Egle", phone="", email="")
        assert ProviderContact.objects.get().name == "Zane Egle"
        answer = client.post(url("link", provider), told)
        assert "/service/today/" in text(answer)
        assert answer["Cache-Control"] == "max-age=0, no-cache, no-store, must-revalidate, private"
        assert "/service/today/" not in shown(client, "link", provider)
        assert "Open until" in shown(client, "provider", provider)
        sent(client, "link", provider, do="close")
        assert "There is no open page." in shown(client, "link", provider)
