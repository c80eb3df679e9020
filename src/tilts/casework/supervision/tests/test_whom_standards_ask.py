"""Whom a contact standard asks for: by measure, by who is responsible, and since when."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from tilts.casework.allocation.models import Allocation
from tilts.casework.people.models import Person
from tilts.casework.people.pairs import merge_people
from tilts.casework.people.tests.desk import kept
from tilts.casework.people.tests.people import person
from tilts.casework.proceedings.models import Ending, Measure
from tilts.casework.proceedings.tests.world import sentenced
from tilts.casework.supervision.queries.standard import bases_of, standings, standings_for
from tilts.casework.supervision.standard import UNKNOWN
from tilts.platform.organisation.grants import actor_for
from tilts.platform.parties.actors import SERVICE
from tilts.platform.record.acts import act

from .meetings import agreed
from .notes import note
from .test_standings import supervised

pytestmark = pytest.mark.usefixtures("all_seen")
TODAY = timezone.localdate()


def ago(days: int) -> date:
    return TODAY - timedelta(days=days)


def since_of(whom: Person, day: date = TODAY) -> date | None:
    """Since when probation has been responsible, as the standard counts it."""
    found = bases_of([whom.pk], day).get(whom.pk)
    return found.since if found else None


@pytest.mark.parametrize(
    ("spans", "since"),
    [
        ([(100, None)], 100),
        ([(100, 50), (50, None)], 100),  # handed over on a day
        ([(100, 50), (49, None)], 49),  # nobody was responsible for a day
        ([(100, 50)], None),
        ([(100, 0)], None),  # until today: it is over
        ([(100, -1)], 100),
        ([(-3, None)], None),  # from in three days on
        ([(0, None)], 0),
        ([(300, 200), (150, 100), (100, None)], 150),
    ],
)
def test_since_when_probation_is_responsible_without_a_gap(caseload, spans, since):
    unit = caseload.house.units["jelgava"]
    whom = person("Ozola", at=unit, country="LV")
    sentenced(whom, unit, kind="probation_supervision")
    staff = [caseload.officer, caseload.house.member("probation_officer", "jelgava")]
    for number, (first, last) in enumerate(spans):
        until = None if last is None else ago(last)
        row = Allocation(
            person=whom, staff=staff[number % 2], unit=unit, kind="officer", since=ago(first)
        )
        row.until, row.reason, row.given_by = until, "arrived", caseload.officer.pk
        kept(row)
    assert since_of(whom) == (None if since is None else ago(since))


def test_a_prison_is_asked_for_nobody(caseload):
    """Nobody is met by a standard of probation while a prison's officer is responsible."""
    prison = caseload.house.units["riga"]
    whom = person("Ozola", at=prison, country="LV")
    sentenced(whom, prison, kind="probation_supervision")
    officer = caseload.house.member("prison_officer", "riga")
    kept(
        Allocation(
            person=whom, staff=officer, unit=prison, kind="officer", since=ago(9),
            reason="arrived", given_by=officer.pk,
        )
    )  # fmt: skip
    assert standings([whom.pk]) == {}


@pytest.mark.parametrize(("ended", "asked"), [(1, False), (0, False), (-1, True), (None, True)])
def test_a_measure_asks_until_the_day_it_ends(caseload, ended, asked):
    whom = supervised(caseload, "Ozola")
    if ended is not None:
        with act("test.ended", by=SERVICE):
            for row in Measure.objects.filter(person=whom):
                row.ended_on, row.ended_how = ago(ended), Ending.SERVED
                row.save()
    assert (whom.pk in standings([whom.pk])) is asked


@pytest.mark.parametrize("state", ["entered_in_error", "wrong_person", "acquitted", "terminated"])
def test_of_void_proceedings_no_measure_asks(caseload, state):
    whom = supervised(caseload, "Ozola")
    measure = Measure.objects.get(person=whom)
    with act("test.void", by=SERVICE):
        measure.proceeding.state = state
        measure.proceeding.save()
    assert standings([whom.pk]) == {}


def test_several_measures_are_named_together(caseload):
    whom = supervised(caseload, "Ozola")
    for kind in ("suspended_sentence", "community_service"):
        sentenced(whom, caseload.house.units["jelgava"], kind=kind)
    basis = bases_of([whom.pk], TODAY)[whom.pk]
    assert basis.measures == ("probation_supervision", "suspended_sentence")
    assert (basis.standard.code, basis.country, basis.level, basis.assessed_on) == (
        UNKNOWN,
        "LV",
        "",
        None,
    )


def test_merged_records_are_one_person(caseload):
    """The measure stands on one record, a contact and an appointment on the other."""
    whom, gone = supervised(caseload, "Ozola"), caseload.add("Ozolina")
    note(gone, caseload.officer, 0, happened_at=timezone.now())
    agreed(caseload.actor, gone, 1)
    merge_people(by=SERVICE, kept_id=whom.pk, gone_id=gone.pk, reason="the same face")
    found = standings([whom.pk])
    ahead = int((TODAY + timedelta(days=1)).month == TODAY.month)
    assert list(found) == [whom.pk]
    assert (found[whom.pk].contacts.done, found[whom.pk].contacts.ahead) == (1, ahead)


def test_whoever_sees_no_level_is_told_nothing(caseload):
    whom = supervised(caseload, "Ozola")
    found = {
        role: list(
            standings_for(actor_for(caseload.house.member(role, "jelgava"), TODAY), [whom.pk])
        )
        for role in ("probation_officer", "head_of_unit", "clerk")
    }
    assert found == {
        "probation_officer": [whom.pk],
        "head_of_unit": [whom.pk],
        "clerk": [],
    }
