"""A write with its act, against the same write through a plain manager."""

from datetime import timedelta

from django.core.management import call_command
from django.db import models, transaction
from django.utils import timezone

from bench.timing import show
from tilts.casework.people.actions import Identity, register_person
from tilts.casework.supervision.models import ContactNote
from tilts.platform.access.scoped import seen_by
from tilts.platform.organisation.tests.house import build_house
from tilts.platform.parties.actors import SERVICE
from tilts.platform.record.acts import act


def main() -> None:
    """The same contact note, saved by Django alone and inside an act."""
    call_command("migrate", verbosity=0)
    call_command("migrate", database="keys", verbosity=0)
    house = build_house()
    officer = house.member("prison_officer")
    with seen_by(SERVICE):
        who = Identity(family="Kalns", category="convicted")
        person = register_person(by=SERVICE, unit=house.units["riga"], who=who)

    def note() -> ContactNote:
        told = {"happened_at": timezone.now() - timedelta(hours=1), "how": "phone"}
        return ContactNote(person=person, staff=officer, text="Spoke of work in Ogre. " * 8, **told)

    def plainly() -> None:
        with transaction.atomic():
            models.Model.save(note(), force_insert=True)

    def with_its_act() -> None:
        with act("bench.note", by=SERVICE):
            note().save(force_insert=True)

    show("A write", {"plain": plainly, "with its act": with_its_act}, baseline="plain", runs=300)
