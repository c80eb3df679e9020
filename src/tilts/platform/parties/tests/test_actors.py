"""Who acts, and with what."""

from uuid import UUID

import pytest

from tilts.platform.parties.actors import SERVICE, Actor, Grant, Scope
from tilts.platform.parties.models import SERVICE_ID, Party, PartyKind

GRANTS = (
    Grant("people.see", Scope.UNIT, "clerk", "ievp."),
    Grant("people.merge", Scope.UNIT, "clerk", "ievp."),
    Grant("people.see", Scope.CASELOAD, "mediator"),
)


def test_an_actor_has_each_capability_and_role_once():
    actor = Actor(party=UUID(int=5), kind="staff", name="Ilze Kalna", grants=GRANTS)
    assert actor.capabilities == {"people.see", "people.merge"}
    assert actor.roles == ("clerk", "mediator")
    assert actor.is_service is False


def test_the_service_is_known_by_its_party_alone():
    assert (SERVICE.is_service, SERVICE.party, SERVICE.grants) == (True, SERVICE_ID, ())
    assert Actor(party=UUID(int=5), kind="service", name="Tilts").is_service is False


@pytest.mark.django_db
def test_a_party_is_an_id_and_a_kind():
    parties = [Party.objects.create(kind=kind) for kind in PartyKind.values]
    assert len({party.pk for party in parties}) == len(PartyKind.values)
    assert SERVICE_ID not in {party.pk for party in parties}
    assert str(parties[0]) == f"person {parties[0].pk}"
