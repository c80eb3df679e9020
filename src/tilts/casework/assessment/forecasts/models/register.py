"""The register of forecasting models: a model, its local validations, the decisions on its use."""

from datetime import date
from typing import Any
from uuid import UUID

from django.db import models
from django.db.models import F, Q
from uuid_utils.compat import uuid7

from tilts.platform.organisation.models import Agency, Staff
from tilts.platform.parties.whose import STAFF, Regime, WhoseData
from tilts.platform.record.recorded import RecordedModel, reference
from tilts.platform.workflow.models import Matter

from ..cases import ForecastMachine
from ..choices import Outcome, Source
from ..counted import Counted
from ..measures import BOUNDS, Measure

DATA: dict[str, Any] = {
    "controller": "agency",
    "regime": Regime.GDPR,
    "purpose": "use only forecasting models that were validated and decided on",
    "subjects": STAFF,
    "retention": "permanent",
}


class ForecastModel(Matter):
    """A forecasting model that an agency knows of; its state and decisions say whether it is used.

    One that is an instrument names it; of one that was trained `manifest` is that of its folder and
    `artefact_sha256` the digest of `model.skops`. It holds nothing of the people it learnt from.
    """

    machine = ForecastMachine
    whose = WhoseData(
        **DATA,
        technical=f"{Matter.MATTER_FIELDS} agency code owner source instrument instrument_version "
        "manifest artefact_sha256 suspended_at withdrawn_on",
        ordinary="title purpose",
    )

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    code = models.CharField(max_length=40)
    title = models.CharField(max_length=200)
    purpose = models.TextField()
    owner = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="+")
    source = models.CharField(max_length=16, choices=Source)
    instrument = models.CharField(max_length=40, blank=True)
    instrument_version = models.CharField(max_length=40, blank=True)
    manifest = models.JSONField(null=True)
    artefact_sha256 = models.CharField(max_length=64, blank=True)
    suspended_at = models.DateTimeField(null=True)
    withdrawn_on = models.DateField(null=True)

    class Meta(Matter.Meta):
        abstract = False
        constraints = [
            models.UniqueConstraint(fields=["agency", "code"], name="forecast_code_of_agency"),
            models.CheckConstraint(
                condition=Q(source="instrument", manifest__isnull=True, artefact_sha256="")
                & ~Q(instrument="")
                & ~Q(instrument_version="")
                | Q(source="trained", instrument="", instrument_version="", manifest__isnull=False)
                & ~Q(artefact_sha256=""),
                name="forecast_says_what_it_is",
            ),
            models.CheckConstraint(
                condition=~Q(state="suspended") | Q(suspended_at__isnull=False),
                name="forecast_suspended_at_a_time",
            ),
            models.CheckConstraint(
                condition=~Q(state="withdrawn") | Q(withdrawn_on__isnull=False),
                name="forecast_withdrawn_on_a_day",
            ),
        ]

    @property
    def country(self) -> str:
        """Whose pack says how old a validation may be."""
        return self.agency.country

    def work_owner(self) -> UUID | None:
        """Who answers for the model."""
        owner: UUID = self.owner_id
        return owner


def _measured(name: str) -> models.Q:
    """All three numbers of a measure in their bounds and in their order, or none of them."""
    (least, most), three = BOUNDS[name], (name, f"{name}_low", f"{name}_high")
    there = Q(**{f"{one}__isnull": False for one in three})  # of what is NULL no bound is broken
    within = Q(**{f"{name}_low__gte": least, f"{name}_high__lte": most})
    ordered = Q(**{f"{name}_low__lte": F(name), f"{name}_high__gte": F(name)})
    return there & within & ordered | Q(**dict.fromkeys(three))


class LocalValidation(RecordedModel):
    """How well a model forecast what happened to people of the agency, in `people` of whom
    `events` had the outcome. Measures but the AUC lack where a score gives no probability.

    `levels` says how many of whom had the outcome at each level of an instrument, the lowest first;
    without it nothing is forecast of anybody. What is from before it was asked has no `outcome`.
    """

    whose = WhoseData(
        **DATA,
        technical="id model done_on recorded_by people events period_from period_to "
        "auc auc_low auc_high brier brier_low brier_high "
        "slope slope_low slope_high intercept intercept_low intercept_high outcome months levels",
        ordinary="done_by conclusion",
    )

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    model = models.ForeignKey(ForecastModel, on_delete=models.PROTECT, related_name="validations")
    done_on = models.DateField()
    done_by = models.CharField(max_length=200)
    recorded_by = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="+")
    period_from = models.DateField()
    period_to = models.DateField()
    people = models.PositiveIntegerField()
    events = models.PositiveIntegerField()
    outcome = models.CharField(max_length=16, choices=Outcome, blank=True)
    months = models.PositiveSmallIntegerField(null=True)
    levels = models.JSONField(default=list)
    auc = models.FloatField()
    auc_low = models.FloatField()
    auc_high = models.FloatField()
    brier = models.FloatField(null=True)
    brier_low = models.FloatField(null=True)
    brier_high = models.FloatField(null=True)
    slope = models.FloatField(null=True)
    slope_low = models.FloatField(null=True)
    slope_high = models.FloatField(null=True)
    intercept = models.FloatField(null=True)
    intercept_low = models.FloatField(null=True)
    intercept_high = models.FloatField(null=True)
    conclusion = models.TextField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(events__gte=1, events__lt=F("people")),
                name="validation_has_both_outcomes",
            ),
            models.CheckConstraint(
                condition=Q(period_from__lte=F("period_to"), period_to__lte=F("done_on")),
                name="validation_after_its_period",
            ),
            models.CheckConstraint(
                condition=Q(outcome="", months=None) | ~Q(outcome="") & Q(months__gte=1),
                name="validation_of_an_outcome_within_months",
            ),
            *(
                models.CheckConstraint(condition=_measured(name), name=f"validation_{name}")
                for name in BOUNDS
            ),
        ]

    def __str__(self) -> str:
        return f"{self.done_on}: {self.auc}"

    def case_ref(self) -> str:
        return reference(self.model)

    def counted(self) -> tuple[Counted, ...]:
        """How often the outcome was seen at each level, the lowest first."""
        return tuple(Counted(**one) for one in self.levels)

    def measures(self) -> dict[str, Measure]:
        """The measures that there are, by name."""
        found = {name: self._measure(name) for name in BOUNDS}
        return {name: one for name, one in found.items() if one is not None}

    def _measure(self, name: str) -> Measure | None:
        value = getattr(self, name)
        if value is None:
            return None
        return Measure(value, getattr(self, f"{name}_low"), getattr(self, f"{name}_high"))


class UseDecision(RecordedModel):
    """Whether a model is used, decided on a validation; to use it holds until its last day."""

    whose = WhoseData(
        **DATA,
        technical="id model validation use valid_until decided_by decided_at",
        ordinary="because",
    )

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    model = models.ForeignKey(ForecastModel, on_delete=models.PROTECT, related_name="decisions")
    validation = models.ForeignKey(LocalValidation, on_delete=models.PROTECT, related_name="+")
    use = models.BooleanField()
    because = models.TextField()
    valid_until = models.DateField(null=True)
    decided_by = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(use=True, valid_until__isnull=False) | Q(use=False, valid_until=None),
                name="use_decided_until_a_day",
            )
        ]

    def __str__(self) -> str:
        return f"{self.use} until {self.valid_until}"

    def case_ref(self) -> str:
        return reference(self.model)

    def holds_on(self, day: date) -> bool:
        """True when it was decided to use the model, and the last day is not over."""
        return bool(self.use and self.valid_until and day <= self.valid_until)
