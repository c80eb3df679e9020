"""The index that people are found by. Derived from their names: see indexing.py."""

from typing import Any, ClassVar

from django.db import models

from tilts.platform.access.scoped import person_scoped
from tilts.platform.parties.whose import IN_PROCEEDINGS, Regime, WhoseData

from .base import about_person
from .identity import Person

PAIR = 1 << 31  # tokens are numbered below it


class NameToken(models.Model):
    """One folded part of names. A million people have some ten thousands of them."""

    whose = WhoseData(
        controller="agency",
        regime=Regime.LED,
        purpose="find a person under a misspelt name",
        subjects=IN_PROCEEDINGS,
        retention="person-file",
        technical="id",
        ordinary="text",
    )

    text = models.CharField(max_length=80, unique=True)

    def __str__(self) -> str:
        return str(self.pk)


class NameVariant(models.Model):
    """One of the texts under which a token is looked up: see names.variants.

    The token's own text stands in it once more, so that a search reads this index alone.
    """

    whose = WhoseData(
        controller="agency",
        regime=Regime.LED,
        purpose="find a person under a misspelt name",
        subjects=IN_PROCEEDINGS,
        retention="person-file",
        technical="id token",
        ordinary="text spelt",
    )

    token = models.ForeignKey(NameToken, on_delete=models.CASCADE, related_name="variants")
    text = models.CharField(max_length=81)
    spelt = models.CharField(max_length=80)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["text", "token", "spelt"], name="variant_of_token_once"
            ),
        ]

    def __str__(self) -> str:
        return str(self.pk)


class PersonToken(models.Model):
    """A token of a person's names, or two of them together.

    Pairs make a search for given and family name one look-up, however common both are. `kind`
    and `under` say which name it was when it is not the present one. The row belongs to the
    surviving record of merged ones.
    """

    whose = about_person(
        "find a person under every name they had",
        technical="id key person kind",
        ordinary="sort_key under",
    )

    key = models.BigIntegerField()
    sort_key = models.CharField(max_length=255)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=16, blank=True)
    under = models.CharField(max_length=244, blank=True)

    objects: ClassVar[Any] = person_scoped(recorded=False)

    class Meta:
        indexes = [
            # With all that a search reads, so that it need not fetch the row itself.
            models.Index(
                fields=["key", "sort_key", "person", "kind", "under"], name="people_of_token"
            )
        ]

    def __str__(self) -> str:
        return str(self.pk)


def pair_key(one: int, other: int) -> int:
    """Key of two tokens together, in either order."""
    return one * PAIR + other if one < other else other * PAIR + one


class FileNumbers(models.Model):
    """The last file number taken in a year."""

    whose = WhoseData(
        controller="service",
        regime=Regime.NONE,
        purpose="number files without gaps or repeats",
        subjects=(),
        retention="service",
        technical="year last",
    )

    year = models.PositiveSmallIntegerField(primary_key=True)
    last = models.PositiveIntegerField(default=0)

    def __str__(self) -> str:
        return str(self.year)
