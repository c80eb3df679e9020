"""Who a person is."""

from datetime import date
from typing import Any, ClassVar

from django.db import models
from django.utils.dateformat import format as format_date
from django.utils.formats import get_format
from django.utils.translation import gettext_lazy as _

from tilts.platform.access.scoped import person_scoped
from tilts.platform.design.display import local
from tilts.platform.organisation.models import Unit
from tilts.platform.parties.models import Party
from tilts.platform.record.dated import Dated
from tilts.platform.record.recorded import RecordedModel, RecordedQuerySet, reference

from .base import about_person


class Category(models.TextChoices):
    """Whom the record speaks of: Directive (EU) 2016/680, article 6."""

    SUSPECT = "suspect", _("presumed innocent")
    CONVICTED = "convicted", _("convicted")
    CONTACT = "contact", _("witness or contact")


class Sex(models.TextChoices):
    """As recorded in a document; never derived from a code or a name."""

    FEMALE = "female", _("female")
    MALE = "male", _("male")
    UNKNOWN = "unknown", _("not known")


class Precision(models.TextChoices):
    """How exactly a birth date is known. What is not known is written as 1."""

    DAY = "day", _("day")
    MONTH = "month", _("month")
    YEAR = "year", _("year only")
    UNKNOWN = "unknown", _("not known")


def listed_name(family: str, given: str, patronymic: str = "") -> str:
    """A name as lists show it, family name first: "Bērziņš, Jānis Pēteris"."""
    rest = " ".join(part for part in (given, patronymic) if part)
    return f"{family}, {rest}" if rest else family


def known_birth(born: date | None, precision: str) -> tuple[date | None, str]:
    """A birth date in which what is not known is written as 1."""
    if born is None:
        return None, "unknown"
    first = {"month": born.replace(day=1), "year": born.replace(month=1, day=1)}
    return first.get(precision, born), precision


class Person(RecordedModel):
    """A person in the record, under their present official name.

    `merged_into` is set on the record of a pair that was found to be the same person;
    `entered_in_error` on one that should never have been. Neither is shown in lists.
    `version` rises with every change: who edits an older one is told.
    """

    whose = about_person(
        "know whom the service works with",
        about="pk",
        technical="party file_number country unit sort_key version merged_into entered_in_error",
        ordinary="family given patronymic family_first birth_date birth_precision sex category "
        "languages interpreter died_on",
        special="citizenships",
    )

    party = models.OneToOneField(Party, on_delete=models.PROTECT, primary_key=True)
    file_number = models.CharField(max_length=16, unique=True)
    country = models.CharField(max_length=2)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    family = models.CharField(max_length=80)
    given = models.CharField(max_length=80, blank=True)
    patronymic = models.CharField(max_length=80, blank=True)
    family_first = models.BooleanField(default=False)  # as said: "Nguyễn Văn An"
    sort_key = models.CharField(max_length=255)
    birth_date = models.DateField(null=True)
    birth_precision = models.CharField(max_length=8, choices=Precision, default=Precision.DAY)
    sex = models.CharField(max_length=8, choices=Sex, default=Sex.UNKNOWN)
    category = models.CharField(max_length=16, choices=Category)
    citizenships = models.JSONField(default=list)
    languages = models.JSONField(default=list)
    interpreter = models.CharField(max_length=8, blank=True)
    died_on = models.DateField(null=True)
    merged_into = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="+")
    entered_in_error = models.BooleanField(default=False)
    version = models.PositiveIntegerField(default=1)

    objects: ClassVar[Any] = person_scoped("pk")
    plain: ClassVar[Any] = RecordedQuerySet.as_manager()  # for rules.py, and for merging.py

    class Meta:
        indexes = [
            models.Index(fields=["sort_key", "party"], name="person_by_name"),
            models.Index(fields=["birth_date"], name="person_by_birth"),
            models.Index(fields=["unit"], name="person_by_unit"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(birth_date=None, birth_precision="unknown")
                | models.Q(birth_date__isnull=False) & ~models.Q(birth_precision="unknown"),
                name="birth_date_or_unknown",
            ),
            models.CheckConstraint(
                condition=~models.Q(merged_into=models.F("party")), name="merged_into_another"
            ),
        ]

    def __str__(self) -> str:
        return self.file_number

    @property
    def name(self) -> str:
        """Family name first, as lists show it: "Bērziņš, Jānis Pēteris"."""
        return listed_name(self.family, self.given, self.patronymic)

    @property
    def full_name(self) -> str:
        """As it is said: "Jānis Pēteris Bērziņš", or family name first where that is the custom."""
        said = (self.given, self.patronymic, self.family)
        ordered = (said[2], *said[:2]) if self.family_first else said
        return " ".join(part for part in ordered if part)

    @property
    def exact_birth(self) -> date | None:
        """The birth date when its day is known, else None."""
        return self.birth_date if self.birth_precision == Precision.DAY else None

    @property
    def birth_shown(self) -> str:
        """As much of the birth date as is known: "7 March 1985", "March 1985", "1985"."""
        born = self.birth_date
        if born is None or self.birth_precision == Precision.DAY:
            return local(born)
        if self.birth_precision == Precision.YEAR:
            return str(born.year)
        return format_date(born, get_format("YEAR_MONTH_FORMAT"))

    @property
    def birth_year(self) -> int | None:
        """Year of birth, None when not known."""
        return self.birth_date.year if self.birth_date else None

    @property
    def initials(self) -> str:
        """Initials for the round badge: given name first."""
        return (self.given[:1] + self.family[:1]).upper()

    @property
    def ref(self) -> str:
        """How the record names this person."""
        return reference(self)


class OtherName(Dated):
    """A name somebody had, or is also known by."""

    class Kind(models.TextChoices):
        FORMER = "former", _("former name")
        ALIAS = "alias", _("also known as")
        TRANSLITERATION = "transliteration", _("as in another script or document")

    whose = about_person(
        "find a person under every name they had",
        technical="id person kind since until",
        ordinary="family given patronymic",
    )

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="other_names")
    kind = models.CharField(max_length=16, choices=Kind)
    family = models.CharField(max_length=80)
    given = models.CharField(max_length=80, blank=True)
    patronymic = models.CharField(max_length=80, blank=True)

    objects: ClassVar[Any] = person_scoped(dated=True)

    def __str__(self) -> str:
        return self.kind

    @property
    def name(self) -> str:
        """As `Person.name`."""
        return listed_name(self.family, self.given, self.patronymic)

    @property
    def text_shown(self) -> str:
        """The name, as lists show it."""
        return self.name


class Identifier(Dated):
    """A code that some authority gave a person. Codes change: each has its validity.

    `doubt` holds what was wrong with it when it was recorded; it never blocks.
    """

    whose = about_person(
        "tell people apart", technical="id person kind since until doubt", ordinary="value"
    )

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="identifiers")
    kind = models.SlugField()  # a code of the country pack's identifier types
    value = models.CharField(max_length=40)  # without separators
    doubt = models.CharField(max_length=32, blank=True)

    objects: ClassVar[Any] = person_scoped(dated=True)

    class Meta(Dated.Meta):
        indexes = [models.Index(fields=["value"], name="identifier_by_value")]

    def __str__(self) -> str:
        return self.kind

    @property
    def text_shown(self) -> str:
        """The code."""
        return self.value


class SourceRow(RecordedModel):
    """Where an imported person came from: the system, its key, and the row as it was."""

    whose = about_person(
        "import again without doubling",
        technical="id person system key digest seen_at",
        ordinary="row",
    )

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="sources")
    system = models.SlugField()
    key = models.CharField(max_length=80)
    digest = models.CharField(max_length=64)
    row = models.JSONField()
    seen_at = models.DateTimeField()

    objects: ClassVar[Any] = person_scoped()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["system", "key"], name="source_row_once"),
        ]

    def __str__(self) -> str:
        return f"{self.system} {self.key}"
