"""Who offers work: organisations under contract, and whom the service speaks with there."""

from datetime import date
from typing import Any

from django.db import models
from django.db.models import F, Q
from uuid_utils.compat import uuid7

from tilts.casework.proceedings.catalogue import pack_of
from tilts.platform.organisation.models import Unit
from tilts.platform.parties.models import Party
from tilts.platform.parties.whose import Regime, WhoseData, technical
from tilts.platform.record.dated import Dated
from tilts.platform.record.recorded import RecordedModel

from ..choices import ProviderKind

CONTACT_DATA: dict[str, Any] = {
    "controller": "agency",
    "regime": Regime.GDPR,
    "purpose": "agree on community service with work providers",
    "subjects": ("guest",),
    "retention": "staff",
}


class WorkProvider(RecordedModel):
    """An organisation where community service is done. `unit` is the one that looks after it.

    `municipality` is a code of the country's pack; `traits` say what the work there is like;
    `weekdays` count from 0, Monday; `places` is how many may work there at once.
    """

    whose = technical(
        "offer work to people with community service",
        "id unit name registration_number kind street municipality work traits weekdays from_time "
        "to_time places",
    )

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=160)
    registration_number = models.CharField(max_length=32)
    kind = models.CharField(max_length=16, choices=ProviderKind)
    street = models.CharField(max_length=120)
    municipality = models.SlugField(max_length=40)
    work = models.CharField(max_length=400)
    traits = models.JSONField(default=list)
    weekdays = models.JSONField(default=list)
    from_time = models.TimeField()
    to_time = models.TimeField()
    places = models.PositiveSmallIntegerField()

    class Meta:
        indexes = [models.Index(fields=["unit", "name"], name="provider_of_unit")]
        constraints = [
            models.CheckConstraint(
                condition=Q(to_time__gt=F("from_time")), name="work_ends_after_it_begins"
            ),
            models.CheckConstraint(condition=Q(places__gte=1), name="provider_has_a_place"),
        ]

    def __str__(self) -> str:
        return self.name

    def hold(self) -> None:
        """Who writes about the same provider at the same time waits until the act ends."""
        WorkProvider.objects.select_for_update().get(pk=self.pk)

    @property
    def country(self) -> str:
        """Whose pack describes its town."""
        return self.unit.agency.country

    def town(self, language: str) -> str:
        """The name of its town in a language; the code itself for one that no pack knows."""
        towns = pack_of(self.country).municipalities
        names = next((one.names for one in towns if one.code == self.municipality), {})
        return names.get(language) or names.get("en") or self.municipality


class Contract(Dated):
    """The agreement with a provider. `until` is the first day on which it holds no more."""

    whose = technical(
        "know on which days people may be sent to a provider",
        "id provider number since until ended_because",
    )

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    provider = models.ForeignKey(WorkProvider, on_delete=models.PROTECT, related_name="contracts")
    number = models.CharField(max_length=40)
    ended_because = models.CharField(max_length=200, blank=True)

    def __str__(self) -> str:
        return self.number


class ProviderContact(Dated):
    """Whom the service speaks with at a provider, from `since` until somebody else follows."""

    whose = WhoseData(
        **CONTACT_DATA,
        about="party_id",
        technical="party provider since until",
        ordinary="name phone email",
    )

    party = models.OneToOneField(Party, on_delete=models.PROTECT, primary_key=True)
    provider = models.ForeignKey(WorkProvider, on_delete=models.PROTECT, related_name="contacts")
    name = models.CharField(max_length=120)
    phone = models.CharField(max_length=32, blank=True)
    email = models.EmailField(blank=True)

    class Meta(Dated.Meta):
        constraints = [
            *Dated.Meta.constraints,
            models.UniqueConstraint(
                fields=["provider"], condition=Q(until=None), name="one_contact_at_a_time"
            ),
        ]

    def __str__(self) -> str:
        return str(self.pk)


class ProviderLink(RecordedModel):
    """The secret address of a contact's own page, of which only a digest is kept.

    A new address replaces the old one. None opens the page after `ends_on`, or once closed.
    """

    whose = WhoseData(
        **{**CONTACT_DATA, "purpose": "let work providers record hours without an account"},
        about="contact_id",
        technical="contact token_digest language opened_at ends_on closed_at",
    )

    contact = models.OneToOneField(
        ProviderContact, on_delete=models.PROTECT, primary_key=True, related_name="link"
    )
    token_digest = models.CharField(max_length=64, unique=True)
    language = models.CharField(max_length=2)
    opened_at = models.DateTimeField()
    ends_on = models.DateField()
    closed_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return str(self.pk)

    def is_open_on(self, day: date) -> bool:
        """True while its address opens the page on that day."""
        return self.closed_at is None and day <= self.ends_on
