"""A wall is closed, opens for one purpose, and the look is written down."""

from datetime import date
from typing import Any

import pytest
from django.utils import timezone
from django_scopes.exceptions import ScopeError

from tilts.casework.people.models import HealthAlert, Person, Victim
from tilts.platform.access.authority import NO_ROLE, NOT_YOURS
from tilts.platform.access.reasons import Refused
from tilts.platform.access.scoped import WallClosed, behind, seen_by
from tilts.platform.access.walls import open_wall
from tilts.platform.parties.actors import SERVICE, Actor
from tilts.platform.record.acts import act
from tilts.platform.record.models import Consultation

from .people import person

pytestmark = pytest.mark.django_db(databases=["default", "keys"])
DAY = date(2026, 11, 23)


@pytest.fixture
def ill(house) -> Person:
    """Somebody in Riga with a note about their health."""
    row = person(house.units["riga"], "ill")
    with act("test.alert", by=SERVICE):
        HealthAlert(person=row, text="insulin", since=DAY).save()
    return row


def asked(by: Actor, whom: Person) -> dict[str, Any]:
    """How the health wall is opened."""
    return {
        "by": by,
        "capability": "people.open_health",
        "person": whom.pk,
        "purpose": "check",
    }


def looks() -> list[tuple[Any, ...]]:
    """Every consultation: who, of whom, how, why, about what."""
    return [
        (look.actor_id, look.covers(), look.way, look.purpose, look.about)
        for look in Consultation.objects.all()
    ]


def test_walled_rows_are_not_read_in_passing(house, ill):
    for reader in (house.actor("head_of_unit"), SERVICE):
        with seen_by(reader):
            for read in (
                lambda: list(HealthAlert.objects.all()),
                lambda: HealthAlert.objects.exists(),
                lambda: HealthAlert.objects.on(timezone.localdate()),
            ):
                with pytest.raises(WallClosed, match="open the wall “health” for a purpose"):
                    read()


def test_another_wall_that_is_open_does_not_help(house, ill):
    with seen_by(SERVICE), behind("victims"), pytest.raises(WallClosed):
        list(HealthAlert.objects.all())


def test_a_wall_that_is_open_shows_and_is_written_down(house, ill):
    head = house.actor("head_of_unit")
    with seen_by(head), open_wall("health", **asked(head, ill)):
        assert [alert.text for alert in HealthAlert.objects.all()] == ["insulin"]
    assert looks() == [(head.party, [str(ill.pk)], "page", "check", "wall:health")]
    with seen_by(head), pytest.raises(WallClosed):
        list(HealthAlert.objects.all())


def test_behind_the_wall_one_sees_still_only_ones_own(house, ill):
    far = person(house.units["olaine"], "far")
    with act("test.alert", by=SERVICE):
        HealthAlert(person=far, text="asthma", since=DAY).save()
    head = house.actor("head_of_unit")
    with seen_by(head), open_wall("health", **asked(head, ill)):
        assert [alert.text for alert in HealthAlert.objects.all()] == ["insulin"]


def test_an_open_wall_without_a_scope_shows_nothing(house, ill):
    with behind("health"), pytest.raises(ScopeError, match="seen_by"):
        list(HealthAlert.objects.all())


@pytest.mark.parametrize(
    ("role", "unit", "expected"),
    [("clerk", "riga", NO_ROLE), ("head_of_unit", "olaine", NOT_YOURS)],
)
def test_who_may_not_does_not_open_it_and_no_look_is_written(house, ill, role, unit, expected):
    actor = house.actor(role, unit)
    with pytest.raises(Refused) as refused, open_wall("health", **asked(actor, ill)):
        raise AssertionError("the wall opened")
    assert (refused.value.reasons, looks()) == ([expected], [])


def test_each_wall_has_its_own_capability(house, ill):
    with act("test.victim", by=SERVICE):
        Victim(person=ill, name="Somebody Else", since=DAY).save()
    officer = house.actor("prison_officer")
    with (
        pytest.raises(Refused),
        open_wall(
            "victims", by=officer, capability="people.open_victims", person=ill.pk, purpose="check"
        ),
    ):
        raise AssertionError("the wall opened")
