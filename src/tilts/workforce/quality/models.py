"""The monitoring plan, what was drawn by it, and what its readers say."""

from functools import cached_property
from uuid import UUID

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from uuid_utils.compat import uuid7

from tilts.engines.sampling import sample
from tilts.platform.forms.models import Sheet
from tilts.platform.organisation.models import STAFF_DATA, Agency, Staff, Unit
from tilts.platform.parties.whose import WhoseData, technical
from tilts.platform.record.dated import Dated
from tilts.platform.record.recorded import RecordedModel, reference
from tilts.platform.workflow.models import Matter
from tilts.platform.workflow.samples import Material, materials

from .cases import DrawnMachine

DRAWN = "know which finished work was drawn by chance to be read again"


class SamplePlan(Dated):
    """How much of each stratum is drawn a month, in a unit and below it or in the whole agency."""

    whose = technical(
        "say how much finished work is read again", "id agency unit material wanted since until"
    )

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, null=True, related_name="+")
    material = models.SlugField()
    wanted = models.PositiveSmallIntegerField()

    def __str__(self) -> str:
        return f"{self.material}: {self.wanted}"

    @property
    def path(self) -> str:
        """Of the units for which it holds."""
        return self.unit.path if self.unit else f"{self.agency_id}."


class Draw(RecordedModel):
    """One draw: of what an agency finished in a month (its first day), by a seed of its own."""

    whose = technical(DRAWN, "id agency material month seed drawn_on")

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    material = models.SlugField()
    month = models.DateField()
    seed = models.CharField(max_length=32)
    drawn_on = models.DateField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["agency", "material", "month"], name="one_draw_of_a_month"
            ),
            models.CheckConstraint(condition=Q(month__day=1), name="draw_of_a_whole_month"),
            models.CheckConstraint(condition=~Q(seed=""), name="draw_has_its_seed"),
        ]

    def __str__(self) -> str:
        return f"{self.material} {self.month}"

    @property
    def kind(self) -> Material | None:
        """What was drawn from; None when no room registers it any more."""
        return materials().get(self.material)


class Stratum(RecordedModel):
    """What was finished with one programme or instrument in one unit: the frame of its draw."""

    whose = technical(DRAWN, "id draw strand unit wanted frame")

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    draw = models.ForeignKey(Draw, on_delete=models.PROTECT, related_name="strata")
    strand = models.CharField(max_length=40)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    wanted = models.PositiveSmallIntegerField()
    frame = models.JSONField()  # ids of the pieces, sorted

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["draw", "strand", "unit"], name="stratum_once_a_draw")
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        """As it enters the draw: `equip@ievp.riga`."""
        return f"{self.strand}@{self.unit.path}"

    def again(self) -> list[str]:
        """What its seed draws from its frame, computed anew."""
        return sample(self.draw.seed, self.name, self.frame, self.wanted)


class Drawn(Matter):
    """A piece of finished work that was drawn. `sound`: read, and nothing has to be developed."""

    machine = DrawnMachine
    whose = technical(DRAWN, f"{Matter.MATTER_FIELDS} stratum piece results sound read_on")

    stratum = models.ForeignKey(Stratum, on_delete=models.PROTECT, related_name="drawn")
    piece = models.CharField(max_length=40)
    results = models.JSONField(default=dict)
    sound = models.BooleanField(null=True)
    read_on = models.DateField(null=True)

    class Meta(Matter.Meta):
        abstract = False
        constraints = [
            models.UniqueConstraint(fields=["stratum", "piece"], name="drawn_once"),
            models.CheckConstraint(
                condition=Q(sound=None, read_on=None)
                | Q(sound__isnull=False, read_on__isnull=False),
                name="drawn_read_on_a_day",
            ),
        ]

    @property
    def kind(self) -> Material | None:
        """What it is a piece of."""
        return self.stratum.draw.kind

    @cached_property
    def workers(self) -> frozenset[UUID]:
        """Who did the work; nobody when it is gone."""
        return self.kind.workers(self.piece) if self.kind else frozenset()


class Part(models.TextChoices):
    """Who reads."""

    FIRST = "first", _("first reader")
    SECOND = "second", _("second reader")


class Reading(RecordedModel):
    """What a reader says of a drawn piece. `sure` is None until they have finished."""

    whose = WhoseData(
        **{**STAFF_DATA, "purpose": "see how well finished work was done"},
        about="reader_id",
        technical="id drawn part reader sheet sure",
        ordinary="unsure_why",
    )

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    drawn = models.ForeignKey(Drawn, on_delete=models.PROTECT, related_name="readings")
    part = models.CharField(max_length=8, choices=Part)
    reader = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="+")
    sheet = models.OneToOneField(Sheet, on_delete=models.PROTECT, related_name="+")
    sure = models.BooleanField(null=True)
    unsure_why = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["drawn", "part"], name="one_reading_a_part"),
            models.UniqueConstraint(fields=["drawn", "reader"], name="one_reading_a_reader"),
            models.CheckConstraint(
                condition=Q(sure__isnull=False, sure=False) & ~Q(unsure_why="")
                | (Q(sure=None) | Q(sure=True)) & Q(unsure_why=""),
                name="unsure_with_the_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.part} {self.id}"

    def case_ref(self) -> str:
        return reference(self.drawn)

    @property
    def is_done(self) -> bool:
        """True once the reader let their answers stand."""
        return self.sure is not None
