"""What the tests of the register share: who keeps it, who decides, and how far a model goes."""

import json
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from typing import Any

from django.utils import timezone

from tilts.casework.assessment.forecasts import actions
from tilts.casework.assessment.forecasts.choices import Outcome
from tilts.casework.assessment.forecasts.counted import Counted
from tilts.casework.assessment.forecasts.measures import Measure
from tilts.casework.assessment.forecasts.models import (
    Forecast,
    ForecastModel,
    LocalValidation,
    UseDecision,
)
from tilts.casework.assessment.models import Assessment
from tilts.casework.people.models import Person
from tilts.engines.forecast.tests.manifests import MANIFEST
from tilts.platform.organisation.grants import actor_for
from tilts.platform.organisation.models import Staff
from tilts.platform.organisation.tests.house import House
from tilts.platform.parties.actors import SERVICE, Actor
from tilts.platform.record.acts import act
from tilts.platform.workflow.actions import Past, enter_all

TODAY = timezone.localdate()
DAY = timedelta(days=1)
LAST_DAY = TODAY + 180 * DAY
DIGEST = "a1" * 32
MEASURES = {
    "auc": Measure(0.71, 0.68, 0.74),
    "brier": Measure(0.18, 0.17, 0.19),
    "slope": Measure(0.95, 0.85, 1.05),
    "intercept": Measure(-0.1, -0.2, 0.0),
}


@dataclass
class Desk:
    """An analyst in Olaine keeps the register; two quality managers decide."""

    house: House

    def member(self, family: str, role: str, unit: str = "olaine") -> Staff:
        """Somebody of that name with a role in a unit."""
        return self.house.member(role, unit, family=family)

    @cached_property
    def keeper_staff(self) -> Staff:
        return self.member("Liepa", "analyst")

    @cached_property
    def judge_staff(self) -> Staff:
        return self.member("Bērziņa", "quality_manager")

    @cached_property
    def second_staff(self) -> Staff:
        return self.member("Ozola", "quality_manager", "riga")

    @cached_property
    def officer_staff(self) -> Staff:
        return self.member("Egle", "data_protection_officer")

    @property
    def keeper(self) -> Actor:
        return actor_for(self.keeper_staff, TODAY)

    @property
    def judge(self) -> Actor:
        return actor_for(self.judge_staff, TODAY)

    @property
    def second(self) -> Actor:
        return actor_for(self.second_staff, TODAY)

    @property
    def officer(self) -> Actor:
        return actor_for(self.officer_staff, TODAY)

    def described(self, code: str = "psa", **other: Any) -> actions.Described:
        """What a model is called."""
        told = {
            "code": code,
            "title": f"Model {code}",
            "purpose": "Planning; never release.",
            "owner": self.keeper_staff,
        }
        return actions.Described(**{**told, **other})

    def register(self, code: str = "psa", **other: Any) -> ForecastModel:
        """An instrument in the register."""
        return actions.register_model(
            by=self.keeper, agency="ievp", told=self.described(code, **other), origin=PSA
        )

    def trained(self, code: str = "return") -> ForecastModel:
        """A trained model in the register."""
        return actions.register_model(
            by=self.keeper, agency="ievp", told=self.described(code), origin=trained_origin()
        )

    def validate(
        self, model: ForecastModel, by: Actor | None = None, **other: Any
    ) -> LocalValidation:
        """A validation of a model, of today unless it is said otherwise."""
        return actions.record_validation(by=by or self.keeper, model=model, found=found(**other))

    def decide(
        self, model: ForecastModel, use: bool = True, until: date | None = LAST_DAY
    ) -> UseDecision:
        """The quality manager decides."""
        return actions.decide(
            by=self.judge, model=model, use=use, because="It helps.", valid_until=until
        )

    def validated(self, code: str = "psa") -> ForecastModel:
        """An instrument that was validated today."""
        model = self.register(code)
        self.validate(model)
        return model

    def in_use(self, code: str = "psa", until: date = LAST_DAY) -> ForecastModel:
        """An instrument in use."""
        model = self.validated(code)
        self.decide(model, until=until)
        return model

    def rvn_in_use(self, until: date = LAST_DAY, **other: Any) -> ForecastModel:
        """The demonstration, in use on a validation that counted its levels."""
        model = actions.register_model(
            by=self.keeper, agency="ievp", told=self.described("rvn"), origin=RVN
        )
        self.validate(model, **{"levels": COUNTED, **other})
        self.decide(model, until=until)
        return model

    def suspended(self, code: str = "psa") -> ForecastModel:
        """An instrument whose use was stopped."""
        model = self.in_use(code)
        return actions.suspend(by=self.officer, model=model, reason="It drifts.")


COUNTED = (
    Counted("low", 300, 30),
    Counted("medium", 300, 60),
    Counted("high", 200, 100),
    Counted("very_high", 100, 80),
)
RVN = actions.Origin(instrument="rvn-demo", version="2026.1")
PSA = actions.Origin(instrument="psa", version="2018")


def trained_origin(**changed: Any) -> actions.Origin:
    """The manifest of a trained model, some of it changed, and the digest of its file."""
    sent = json.dumps(MANIFEST | changed).encode()
    return actions.Origin(manifest=sent, artefact_sha256=DIGEST)


def found(**other: Any) -> actions.Found:
    """What a validation found, some of it otherwise."""
    told: dict[str, Any] = {
        "done_on": TODAY,
        "done_by": "The analysis unit",
        "period_from": date(2022, 1, 1),
        "period_to": date(2024, 12, 31),
        "people": 900,
        "events": 270,
        "measures": MEASURES,
        "conclusion": "It tells people apart.",
        "outcome": Outcome.CONVICTED,
        "months": 24,
    }
    return actions.Found(**{**told, **other})


def now(model: ForecastModel) -> ForecastModel:
    """The same model, read again."""
    return ForecastModel.objects.select_related("agency", "owner").get(pk=model.pk)


def change(row: Any, **fields: Any) -> None:
    """Let a row say something else, as if it had come about so."""
    with act("test.change", by=SERVICE):
        for name, value in fields.items():
            setattr(row, name, value)
        row.save()


def forecasts(model: ForecastModel, of: Person, *told: tuple[str, str, int]) -> None:
    """Forecasts of somebody in the unit of the model: the level of the score, the one that was
    decided on or "", and how many of these.
    """
    decision = model.decisions.get()
    counted = {one.level: one for one in COUNTED}
    rows = [
        Assessment(
            person=of, unit=model.unit, instrument=model.instrument, level=level,
            version=model.instrument_version, computed_level=computed, assessed_on=TODAY,
            decided_on=TODAY if level else None,
        )
        for computed, level, times in told
        for _ in range(times)
    ]  # fmt: skip
    with act("test.forecasts", by=SERVICE):
        enter_all(cases=rows, pasts=[Past(timezone.now(), ())] * len(rows), by=SERVICE)
        Forecast.objects.bulk_create(
            Forecast(
                person=of, assessment=row, model=model, decision=decision, made_at=timezone.now(),
                validation=decision.validation, **vars(counted[row.computed_level]),
            )
            for row in rows
        )  # fmt: skip
