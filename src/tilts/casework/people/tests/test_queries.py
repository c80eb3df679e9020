"""Opening somebody writes the look first; reads see only who is visible."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from django_scopes.exceptions import ScopeError

from tilts.casework.people.actions import Identity, register_person
from tilts.casework.people.models import Address, Alert, Contact, Identifier, OtherName, Relation
from tilts.casework.people.queries import (
    Details,
    alerts_now,
    by_file_number,
    current_people,
    details_of,
    named,
    one_fact,
    open_person,
    records_of,
    units_to_register_in,
    visible_person,
)
from tilts.casework.people.rules import registered_today
from tilts.platform.access.actions import bar, break_glass
from tilts.platform.access.authority import NOT_YOURS
from tilts.platform.access.models import BarGround
from tilts.platform.access.purposes import PurposeWanted, remember_purpose
from tilts.platform.access.reasons import Refused
from tilts.platform.access.scoped import seen_by
from tilts.platform.organisation.actions import close_unit
from tilts.platform.parties.actors import SERVICE
from tilts.platform.record.models import Consultation, Way

from .desk import kept, looks
from .people import change, person

TODAY = timezone.localdate()
DAY = date(2026, 3, 2)
EMERGENCY = "Somebody lies unconscious in the yard."


def opened(by: Any, whom: Any, **more: Any) -> Any:
    with seen_by(by):
        return open_person(by, whom.pk, **more)


def test_without_a_purpose_nobody_is_opened_and_no_look_is_written(house, anna):
    by = house.actor("head_of_unit")
    with pytest.raises(PurposeWanted) as wanted:
        opened(by, anna)
    assert (wanted.value.person, looks()) == (anna.pk, [])


def test_a_remembered_purpose_is_written_with_its_words(house, anna):
    by = house.actor("head_of_unit")
    session: dict[str, Any] = {}
    remember_purpose(session, anna.pk, "complaint", "letter of 2 March")
    assert opened(by, anna, session=session) == anna
    assert looks() == [(by.party, [str(anna.pk)], "page", "complaint", "")]
    typed = bytes(Consultation.objects.get().reason)
    assert (len(typed) > 0, b"letter" in typed) == (True, False)


def test_the_purpose_for_one_person_is_none_for_another(house, anna):
    by, other = house.actor("head_of_unit"), person("Liepa", at=house.units["riga"])
    session: dict[str, Any] = {}
    remember_purpose(session, anna.pk, "complaint", "")
    with pytest.raises(PurposeWanted):
        opened(by, other, session=session)


def test_a_derived_purpose_comes_before_a_remembered_one(house, anna):
    by = house.actor("clerk", "jelgava")
    session: dict[str, Any] = {}
    break_glass(by=by, person=anna.pk, reason=EMERGENCY)
    remember_purpose(session, anna.pk, "complaint", "")
    assert opened(by, anna, session=session, way=Way.PRINT) == anna
    assert looks() == [(by.party, [str(anna.pk)], "print", "broken-glass", "")]


def test_the_service_looks_as_itself(anna):
    assert opened(SERVICE, anna, way=Way.EXPORT) == anna
    assert looks() == [(SERVICE.party, [str(anna.pk)], "export", "service", "")]


def test_who_registered_somebody_today_goes_on(house, anna):
    by = house.actor("clerk")
    with seen_by(by):
        mine = register_person(by=by, unit=house.units["riga"], who=Identity(family="Egle"))
    assert opened(by, mine) == mine
    assert [(purpose, about) for *_, purpose, about in looks()] == [("registration", "")]
    assert (registered_today(by, mine.pk), registered_today(by, anna.pk)) == ("registration", "")
    assert registered_today(house.actor("clerk"), mine.pk) == ""


@pytest.mark.parametrize("unit", ["olaine", "jelgava", "vilnius"])
def test_somebody_elsewhere_is_nobody(house, unit):
    by = house.actor("head_of_unit")
    far = person("Tālais", at=house.units[unit])
    with pytest.raises(Refused) as refused:
        opened(by, far)
    assert (refused.value.reasons, looks()) == ([NOT_YOURS], [])


def test_who_is_barred_opens_nobody(house, anna):
    by = house.actor("head_of_unit")
    since: dict[str, Any] = {"ground": BarGround.RELATIVE, "since": TODAY - timedelta(days=1)}
    bar(by=SERVICE, staff=by.party, person=anna.pk, **since)
    with pytest.raises(Refused) as refused:
        opened(by, anna)
    assert refused.value.reasons == [NOT_YOURS]


def test_a_person_is_read_within_a_scope_only(anna):
    with pytest.raises(ScopeError):
        visible_person(anna.pk)
    with seen_by(None), pytest.raises(Refused):
        visible_person(anna.pk)
    with seen_by(SERVICE):
        assert (visible_person(anna.pk), looks()) == (anna, [])


@pytest.mark.usefixtures("all_seen")
class TestReads:
    """Reads as somebody who sees everybody."""

    def test_current_people_are_neither_merged_nor_in_error(self, house, anna):
        gone, wrong = (person(name, at=house.units["riga"]) for name in ("Gone", "Wrong"))
        change(gone, merged_into=anna)
        change(wrong, entered_in_error=True)
        assert list(current_people()) == [anna]

    def test_details_are_newest_first_with_those_of_merged_records(self, house, anna):
        gone = person("Ozolina", at=house.units["riga"])
        change(gone, merged_into=anna)
        early = {"person": anna, "since": DAY}
        late = {"person": gone, "since": DAY + timedelta(days=1)}
        kinds: list[tuple[Any, dict[str, Any]]] = [
            (Identifier, {"kind": "foreign_document", "value": "1"}),
            (OtherName, {"kind": "alias", "family": "Putns"}),
            (Address, {"kind": "actual", "locality": "Rīga", "country": "LV"}),
            (Contact, {"kind": "phone", "value": "1"}),
            (Relation, {"kind": "friend", "name": "Jānis"}),
            (Alert, {"kind": "escape"}),
        ]
        rows = [
            [kept(kind(**values, **when)) for when in (early, late)][::-1] for kind, values in kinds
        ]
        assert details_of(anna) == Details(*rows)
        assert details_of(gone) == Details(*([row[0]] for row in rows))

    def test_as_many_queries_for_three_of_each_as_for_one(self, anna):
        def queries() -> int:
            with CaptureQueriesContext(connection) as captured:
                details_of(anna)
            return len(captured)

        def one_more() -> None:
            kept(Alert(person=anna, kind="escape", since=DAY))
            kept(Contact(person=anna, kind="phone", value="1", since=DAY))

        one_more()
        one = queries()
        one_more()
        one_more()
        assert queries() == one == 7

    def test_alerts_in_force_by_person(self, house, anna):
        other = person("Liepa", at=house.units["riga"])
        now = kept(Alert(person=anna, kind="escape", since=TODAY))
        kept(Alert(person=anna, kind="escape", since=TODAY + timedelta(days=1)))
        kept(Alert(person=anna, kind="escape", since=DAY, until=TODAY))
        last = kept(Alert(person=other, kind="escape", since=DAY, until=TODAY + timedelta(days=1)))
        with CaptureQueriesContext(connection) as captured:
            found = alerts_now([anna.pk, other.pk])
        assert (found, len(captured)) == ({anna.pk: [now], other.pk: [last]}, 1)

    def test_a_fact_by_its_kind(self, house, anna):
        other = person("Liepa", at=house.units["riga"])
        mine = kept(Contact(person=anna, kind="phone", value="1", since=DAY))
        theirs = kept(Contact(person=other, kind="phone", value="2", since=DAY))
        found = [one_fact(anna, kind, mine.pk) for kind in ("contact", "alert", "planet")]
        assert (found, one_fact(anna, "contact", theirs.pk)) == ([mine, None, None], None)
        change(other, merged_into=anna)
        assert one_fact(anna, "contact", theirs.pk) == theirs

    def test_by_file_number(self, anna):
        number = anna.file_number
        found = [by_file_number(text) for text in (number, f" {number} ", number[:-1], "")]
        assert found == [anna, anna, None, None]

    def test_named(self, house, anna):
        other, _ = (person(name, at=house.units["riga"]) for name in ("Liepa", "Egle"))
        with CaptureQueriesContext(connection) as captured:
            found = named({anna.pk, other.pk})
        assert (found, len(captured)) == ({anna.pk: anna, other.pk: other}, 1)

    def test_a_record_without_merges_is_itself(self, anna):
        assert records_of(anna) == [anna.pk]


def test_reads_leave_out_whom_the_actor_does_not_see(house, anna):
    far = person("Tālais", at=house.units["olaine"])
    with seen_by(house.actor("head_of_unit")):
        assert list(current_people()) == [anna]
        assert named([anna.pk, far.pk]) == {anna.pk: anna}
        assert by_file_number(far.file_number) is None


@pytest.mark.parametrize(("role", "unit", "expected"), [
    ("head_of_unit", "riga", ["riga", "riga_w1"]),
    ("head_of_unit", "riga_w1", ["riga_w1"]),
    ("clerk", "jelgava", ["zemgale", "jelgava"]),
    ("inspector", "riga", []),
])  # fmt: skip
def test_units_to_register_in(house, role, unit, expected):
    units = units_to_register_in(house.actor(role, unit))
    assert [found.code for found in units] == expected


def test_nobody_is_registered_in_a_closed_unit(house):
    by = house.actor("head_of_unit")
    close_unit(by=SERVICE, unit=house.units["riga_w1"], until=TODAY)
    assert [found.code for found in units_to_register_in(by)] == ["riga"]
