"""Who is around a person, and what must be known before meeting them."""

from typing import Any, ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from tilts.platform.access.scoped import person_scoped
from tilts.platform.record.dated import Dated

from .base import about_person, joined
from .identity import Person

HEALTH, VICTIMS = "health", "victims"  # the walls of this room


class Relation(Dated):
    """Somebody close to a person: family, friend, employer. Not a victim: see Victim."""

    class Kind(models.TextChoices):
        PARTNER = "partner", _("partner")
        PARENT = "parent", _("parent")
        CHILD = "child", _("child")
        SIBLING = "sibling", _("sibling")
        FRIEND = "friend", _("friend")
        EMPLOYER = "employer", _("employer")
        OTHER = "other", _("other")

    whose = about_person(
        "know who supports a person",
        technical="id person kind since until",
        ordinary="name phone note",
    )

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="relations")
    kind = models.CharField(max_length=16, choices=Kind)
    name = models.CharField(max_length=120)
    phone = models.CharField(max_length=32, blank=True)
    note = models.CharField(max_length=200, blank=True)

    objects: ClassVar[Any] = person_scoped(dated=True)

    def __str__(self) -> str:
        return self.kind

    @property
    def text_shown(self) -> str:
        """Who it is, and how they are reached."""
        return joined(self.name, self.phone, self.note)


class Victim(Dated):
    """A victim of the person's offence, behind a wall: victims' contact is secret by law."""

    whose = about_person(
        "protect and inform victims",
        wall=VICTIMS,
        technical="id person since until",
        ordinary="name contact wants_information",
    )

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="victims")
    name = models.CharField(max_length=120)
    contact = models.CharField(max_length=200, blank=True)
    wants_information = models.BooleanField(
        default=False
    )  # of release or escape: 2012/29/EU art. 6

    objects: ClassVar[Any] = person_scoped(wall=VICTIMS, dated=True)

    def __str__(self) -> str:
        return str(self.pk)

    @property
    def text_shown(self) -> str:
        """Who it is, and how they are reached."""
        return joined(self.name, self.contact)


class Alert(Dated):
    """What whoever meets the person must know."""

    class Kind(models.TextChoices):
        STAFF_SAFETY = "staff-safety", _("risk to staff")
        ESCAPE = "escape", _("risk of escape")
        KEEP_APART = "keep-apart", _("keep apart from others")
        INTERPRETER = "interpreter", _("needs an interpreter")
        PROTECTION = "protection", _("under protection")

    whose = about_person(
        "keep people safe", technical="id person kind since until", ordinary="text"
    )

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="alerts")
    kind = models.CharField(max_length=16, choices=Kind)
    text = models.CharField(max_length=200, blank=True)

    objects: ClassVar[Any] = person_scoped(dated=True)

    def __str__(self) -> str:
        return self.kind

    @property
    def text_shown(self) -> str:
        """What there is to know beside its kind."""
        return self.text


class HealthAlert(Dated):
    """A health matter that staff in contact must know, behind the health wall."""

    whose = about_person(
        "protect life and health",
        wall=HEALTH,
        technical="id person since until",
        special="text",
    )

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="health_alerts")
    text = models.CharField(max_length=200)

    objects: ClassVar[Any] = person_scoped(wall=HEALTH, dated=True)

    def __str__(self) -> str:
        return str(self.pk)

    @property
    def text_shown(self) -> str:
        """What staff in contact must know."""
        return self.text
