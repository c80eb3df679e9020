"""Agencies, their units in a tree, and the staff and API clients who work for them."""

from datetime import date
from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _
from uuid_utils.compat import uuid7

from tilts.platform.parties.models import Party
from tilts.platform.parties.whose import STAFF, Regime, WhoseData, technical
from tilts.platform.record.dated import Dated
from tilts.platform.record.recorded import RecordedModel

from . import under  # noqa: F401 - importing it registers the lookup of paths

STAFF_DATA: dict[str, Any] = {
    "controller": "agency",
    "regime": Regime.GDPR,
    "purpose": "employ and authorise staff",
    "subjects": STAFF,
    "retention": "staff",
}


class AgencyKind(models.TextChoices):
    """What an agency is for."""

    PRISON = "prison", _("prison service")
    PROBATION = "probation", _("probation service")


class UnitKind(models.TextChoices):
    """What a unit is; country packs use the same codes."""

    PRISON = "prison", _("prison")
    WING = "wing", _("wing")
    PROBATION_REGION = "probation_region", _("probation region")
    PROBATION_DEPARTMENT = "probation_department", _("probation department")
    CENTRE = "centre", _("centre")


class Named(RecordedModel):
    """Something with names by language, the country's own first."""

    names = models.JSONField()  # language code → name

    class Meta:
        abstract = True

    def name_in(self, language: str) -> str:
        """Name in a language, else in the country's own, else the code."""
        return str(self.names.get(language) or next(iter(self.names.values()), self))


class Agency(Named):
    """A prison or probation service; it belongs to one jurisdiction."""

    whose = technical("name the controllers", "code country kind names")

    code = models.SlugField(primary_key=True)
    country = models.CharField(max_length=2)
    kind = models.CharField(max_length=16, choices=AgencyKind)

    def __str__(self) -> str:
        return self.code


class Unit(Named, Dated):
    """A prison, region or department. `path` lists the codes from the agency down, with dots.

    A unit is below another when its path begins with the other's (`path__under`). All are in small
    letters, so that no database tells two apart which another takes for one.
    """

    whose = technical("say where people are", "id agency code kind names parent path since until")

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="units")
    code = models.SlugField()
    kind = models.CharField(max_length=32, choices=UnitKind)
    parent = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="children")
    path = models.CharField(max_length=200, unique=True)

    class Meta(Dated.Meta):
        constraints = [
            *Dated.Meta.constraints,
            models.CheckConstraint(
                condition=models.Q(path=Lower("path")), name="unit_path_in_small_letters"
            ),
            models.UniqueConstraint(fields=["agency", "code"], name="unit_code_once_in_an_agency"),
        ]

    def __str__(self) -> str:
        return self.code

    @property
    def depth(self) -> int:
        """Steps down the tree: 0 at the top of the agency."""
        return self.path.count(".") - 2


class Staff(RecordedModel):
    """A member of staff. What they may do follows from their dated role assignments."""

    whose = WhoseData(
        **STAFF_DATA,
        about="party_id",
        technical="party agency language sort_key",
        ordinary="given family email phone",
    )

    party = models.OneToOneField(Party, on_delete=models.PROTECT, primary_key=True)
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="staff")
    given = models.CharField(max_length=80)
    family = models.CharField(max_length=80)
    email = models.EmailField(unique=True)
    phone = models.CharField(max_length=32, blank=True)
    language = models.CharField(max_length=2, default="en")
    sort_key = models.CharField(max_length=200, blank=True)  # family and given name, folded

    class Meta:
        indexes = [models.Index(fields=["sort_key", "party"], name="staff_by_name")]

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        """Given and family name."""
        return f"{self.given} {self.family}"

    @property
    def short_name(self) -> str:
        """Initial and family name: "I. Kļaviņa"."""
        return f"{self.given[:1]}. {self.family}"


class RoleAssignment(Dated):
    """A role that a member of staff holds in a unit (and below), or in the whole agency."""

    whose = WhoseData(
        **STAFF_DATA, about="staff_id", technical="id staff unit since until", ordinary="role"
    )

    staff = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="assignments")
    role = models.SlugField()
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, null=True)

    def __str__(self) -> str:
        return self.role


class Qualification(Dated):
    """Something a member of staff has learnt and may be asked for: an instrument, a programme."""

    whose = WhoseData(
        **STAFF_DATA, about="staff_id", technical="id staff since until", ordinary="code"
    )

    staff = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="qualifications")
    code = models.SlugField()

    def __str__(self) -> str:
        return self.code


class Absence(Dated):
    """Leave. While it lasts the substitute sees and does what the absent one would."""

    whose = WhoseData(**STAFF_DATA, about="staff_id", technical="id staff since until substitute")

    staff = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="absences")
    substitute = models.ForeignKey(
        Staff, on_delete=models.PROTECT, null=True, related_name="substitutions"
    )

    class Meta(Dated.Meta):
        constraints = [
            *Dated.Meta.constraints,
            models.CheckConstraint(
                condition=~models.Q(substitute=models.F("staff")), name="substitute_is_another"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.since} – {self.until}"


class ApiClient(RecordedModel):
    """A system that uses the API, with a role of its own. Only a digest of its token is kept."""

    whose = technical(
        "let other systems in", "party agency name role unit token_digest expires revoked_at"
    )

    party = models.OneToOneField(Party, on_delete=models.PROTECT, primary_key=True)
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT)
    name = models.CharField(max_length=80)
    role = models.SlugField()
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, null=True)
    token_digest = models.CharField(max_length=64, unique=True)
    expires = models.DateField()
    revoked_at = models.DateTimeField(null=True)

    def is_open_on(self, day: date) -> bool:
        """True while the token opens the API on that day."""
        return self.revoked_at is None and day < self.expires

    def __str__(self) -> str:
        return self.name


class Accounts(BaseUserManager["Account"]):
    """Finds accounts by e-mail, whatever its case; with whom they are of, as each page asks."""

    def get_queryset(self) -> "models.QuerySet[Account]":
        return super().get_queryset().select_related("staff__agency")

    def get_by_natural_key(self, username: str | None) -> "Account":
        return self.get(email__iexact=username)


class Account(AbstractBaseUser):
    """How a member of staff signs in. It holds no rights: those follow from the staff's roles."""

    whose = WhoseData(
        **STAFF_DATA,
        about="staff_id",
        technical="id staff is_active last_login password",
        ordinary="email",
    )

    USERNAME_FIELD = EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    email = models.EmailField(unique=True)
    staff = models.OneToOneField(Staff, on_delete=models.PROTECT, related_name="account")
    is_active = models.BooleanField(default=True)

    objects: ClassVar[Accounts] = Accounts()

    def __str__(self) -> str:
        return self.email
