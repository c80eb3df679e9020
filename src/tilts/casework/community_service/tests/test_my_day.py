"""My day and the person's first page: hours to approve, contracts that lapse, what goes on."""

from datetime import timedelta

import pytest

from tilts.casework.community_service.actions import record_hours, sign_contract
from tilts.casework.community_service.hours_guards import Day
from tilts.casework.community_service.my_day import contracts, to_approve
from tilts.casework.community_service.presenting import (
    balance_facts,
    contract_said,
    line_row,
    said,
    times,
    traits,
    weekdays,
)
from tilts.casework.community_service.providing import contract_on, one_provider
from tilts.casework.community_service.queries import balances
from tilts.platform.access.scoped import seen_by
from tilts.platform.design.display import local
from tilts.platform.parties.actors import SERVICE
from tilts.platform.record.acts import act
from tilts.platform.workflow.deadlines import due_date
from tilts.platform.workflow.my_day import my_day

from .at_work import NINE, TODAY, days_ago, now

pytestmark = pytest.mark.django_db


def day_of(at_work, actor=None):
    by = actor or at_work.officer
    with seen_by(by):
        return to_approve(by)


def test_what_a_provider_confirmed_stands_there_with_its_day(at_work):
    placement = at_work.placed()
    at_work.worked(placement, days_ago(2), 150)
    (row,) = day_of(at_work)
    due = due_date("LV", "community_service_hours", TODAY)
    assert (row.text, row.person, row.when, row.note, row.tone) == (
        "2 h 30 min to approve", placement.person_id, due, placement.provider.name, "neutral",
    )  # fmt: skip
    assert row.url == f"/service/cases/{placement.service_id}/"


def test_an_absence_is_to_be_judged_at_once_and_a_recorded_day_is_not_there(at_work):
    placement = at_work.placed()
    by = at_work.officer
    record_hours(by=by, placement=placement, what=Day(day=days_ago(1), went="absent"))
    what = Day(day=days_ago(2), begins=NINE, minutes=60)
    record_hours(by=by, placement=placement, what=what)
    assert [(row.text, row.tone) for row in day_of(at_work)] == [
        ("absent, to be judged", "warning")
    ]


def test_what_is_approved_or_of_others_is_not_there(at_work):
    placement = at_work.placed()
    at_work.approved(placement, days_ago(1))
    at_work.worked(placement, days_ago(2))
    colleague = at_work.house.actor("probation_officer", "jelgava")
    assert len(day_of(at_work)) == 1
    assert day_of(at_work, colleague) == []


def test_contracts_that_lapse_are_told_to_who_keeps_providers(at_work):
    for name, ends in (("Soon", 9), ("Over", -3), ("Long", 300)):
        provider = at_work.provider(contract=False, name=name)
        given = {"by": SERVICE, "provider": provider, "number": "1", "since": days_ago(99)}
        sign_contract(**given, last_day=TODAY + timedelta(days=ends))
    elsewhere = at_work.provider(contract=False, name="Elsewhere")
    with act("test.elsewhere", by=SERVICE):
        elsewhere.unit = at_work.house.units["riga"]
        elsewhere.save()
    sign_contract(**{**given, "provider": elsewhere}, last_day=TODAY)
    rows = contracts(at_work.officer)
    assert [(row.text, row.note, row.tone) for row in rows] == [
        ("Over", "no contract holds", "danger"),
        ("Soon", "the contract lapses", "warning"),
    ]
    assert [row.when for row in rows] == [days_ago(2), TODAY + timedelta(days=10)]


def test_the_sections_stand_there_only_with_something_in_them(at_work):
    def sections():
        with seen_by(at_work.officer):
            found = my_day(at_work.officer)
        return {
            section.code: section.summary(rows) if section.summary else ""
            for section, rows in found
            if section.code in ("community_service", "work_providers")
        }

    assert sections() == {}
    at_work.worked(at_work.placed(), days_ago(1))
    assert sections() == {"community_service": "1 day of work to approve"}
    at_work.worked(at_work.placed(), days_ago(1))
    assert sections() == {"community_service": "2 days of work to approve"}


def test_the_section_asks_as_many_queries_for_one_day_as_for_three(at_work, queries_of):
    counted = []
    for more in (1, 2):
        for _one in range(more):
            at_work.worked(at_work.placed(), days_ago(1))
        day_of(at_work)
        counted.append(queries_of(lambda: day_of(at_work)))
    assert counted[0] == counted[1]


class TestWords:
    """How the pages say it."""

    def test_how_far_a_case_is(self, at_work):
        placement = at_work.placed()
        at_work.approved(placement, days_ago(1), 90)
        case = now(placement.service)
        left = balances([case], TODAY)[case.pk]
        assert said(case, left) == f"1 h 30 min of 60 h, by {local(case.due_by)}"
        case.state, case.postponed_until = "postponed", TODAY
        assert said(case, left) == f"until {local(TODAY)}"

    def test_each_part_of_the_balance_has_its_name(self, at_work):
        placement = at_work.placed()
        at_work.approved(placement, days_ago(1), 90)
        at_work.worked(placement, days_ago(2), 60)
        case = now(placement.service)
        left = balances([case], TODAY)[case.pk]
        assert balance_facts(left) == [
            ("Ordered", "60 h"),
            ("Approved", "1 h 30 min"),
            ("Recorded, not approved yet", "1 h"),
            ("Left to be done", "58 h 30 min"),
            ("Done at this pace on", local(left.expected)),
            ("To be done by", local(case.due_by)),
        ]

    def test_a_line_in_words(self, at_work):
        placement = at_work.placed()
        more = {"quality": "good", "behaviour": "unsatisfactory"}
        event = at_work.worked(placement, days_ago(1), 75, **more)
        row = line_row(event)
        names = ("how", "when", "step", "tone", "grades")
        assert [str(row[name]) for name in names] == [
            "1 h 15 min", "09:00", "confirmed by the provider", "warning",
            "work: good · behaviour: unsatisfactory",
        ]  # fmt: skip
        absent = line_row(at_work.absent(placement, days_ago(3)))
        assert [str(absent[name]) for name in ("how", "when", "step")] == [
            "unacceptable absence", "", "approved",
        ]  # fmt: skip

    def test_days_times_and_traits(self, at_work):
        placement = at_work.placed(weekdays=[4, 0])
        assert weekdays([4, 0]) == "Mon, Fri"
        assert times(placement) == "Mon, Fri 09:00–17:00"
        assert traits(["heavy", "children"]) == "heavy work, near children"

    def test_until_when_a_contract_holds(self, at_work):
        provider = at_work.provider(contract=False)
        assert contract_said(contract_on(provider, TODAY)) == "no contract today"
        given = {"by": SERVICE, "provider": provider, "number": "1", "since": TODAY}
        contract = sign_contract(**given, last_day=TODAY)
        assert contract_said(contract) == f"until {local(TODAY)}"
        row = one_provider(at_work.officer, provider.pk)
        assert contract_on(row, TODAY) == contract
        assert contract_said(at_work.provider().contracts.get()) == "without an end"
