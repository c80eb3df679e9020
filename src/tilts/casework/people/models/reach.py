"""How a person is reached."""

from typing import Any, ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from tilts.platform.access.scoped import person_scoped
from tilts.platform.record.dated import Dated

from .base import about_person, joined
from .identity import Person


class Address(Dated):
    """Where a person lives, is registered, or will live after release."""

    class Kind(models.TextChoices):
        DECLARED = "declared", _("declared residence")
        ACTUAL = "actual", _("lives at")
        RELEASE = "release", _("after release")

    whose = about_person(
        "reach a person and visit them",
        technical="id person kind since until",
        ordinary="street locality postcode country",
    )

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="addresses")
    kind = models.CharField(max_length=16, choices=Kind)
    street = models.CharField(max_length=120, blank=True)
    locality = models.CharField(max_length=80)
    postcode = models.CharField(max_length=16, blank=True)
    country = models.CharField(max_length=2)

    objects: ClassVar[Any] = person_scoped(dated=True)

    def __str__(self) -> str:
        return ", ".join(part for part in (self.street, self.locality, self.postcode) if part)

    @property
    def text_shown(self) -> str:
        """The address on one line, with its country."""
        return ", ".join(part for part in (str(self), self.country) if part)


class Contact(Dated):
    """A telephone number or e-mail address."""

    class Kind(models.TextChoices):
        PHONE = "phone", _("telephone")
        EMAIL = "email", _("e-mail")

    whose = about_person(
        "reach a person", technical="id person kind since until", ordinary="value note"
    )

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="contacts")
    kind = models.CharField(max_length=8, choices=Kind)
    value = models.CharField(max_length=120)
    note = models.CharField(max_length=120, blank=True)

    objects: ClassVar[Any] = person_scoped(dated=True)

    def __str__(self) -> str:
        return self.value

    @property
    def text_shown(self) -> str:
        """The number or address, with its note."""
        return joined(self.value, self.note)
