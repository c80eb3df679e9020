"""The numbers of a validation: a measure with its interval, and within which bounds it can be."""

import re
from dataclasses import dataclass
from math import isfinite

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from tilts.platform.access.reasons import Reason, Reasons, Text

NAMES: dict[str, Text] = {
    "auc": lazy("Area under the curve (AUC)"),
    "brier": lazy("Brier score"),
    "slope": lazy("Calibration slope"),
    "intercept": lazy("Calibration intercept"),
}
SETTLED = 30  # beyond it the outcomes settle no coefficient: engines/forecast/validation
BOUNDS = {"auc": (0, 1), "brier": (0, 1), "slope": (-SETTLED, SETTLED)}
BOUNDS["intercept"] = BOUNDS["slope"]
NUMBER = r"[-\u2212]?\d{1,12}(?:[.,]\d{1,20})?(?:[eE][-+]?\d{1,3})?"
WRITTEN = re.compile(rf"\s*({NUMBER})\s*\(\s*({NUMBER})\s+\S+\s+({NUMBER})\s*\)\s*")


@dataclass(frozen=True)
class Measure:
    """A number between the ends of its 95 % interval."""

    value: float
    low: float
    high: float

    def __str__(self) -> str:
        text = _("%(value).3f (%(low).3f to %(high).3f)")
        return text % {"value": self.value, "low": self.low, "high": self.high}

    def written(self) -> str:
        """As `tilts forecast validate` prints it, with every digit."""
        return f"{self.value!r} ({self.low!r} to {self.high!r})"


def read_measure(text: str) -> Measure | None:
    """A measure as `tilts forecast validate` prints it, `0.71 (0.68 to 0.74)`; None for no such."""
    found = WRITTEN.fullmatch(text)
    return Measure(*map(_number, found.groups())) if found else None


def _number(text: str) -> float:
    return float(text.replace("\u2212", "-").replace(",", "."))


def why_not_measure(name: str, measure: Measure) -> Reasons:
    """Why a measure of that name cannot be: out of its bounds, or outside its interval."""
    low, high = BOUNDS[name]
    told = {"name": NAMES[name], "low": low, "high": high}
    numbers = (measure.low, measure.value, measure.high)
    if not all(isfinite(one) and low <= one <= high for one in numbers):
        text = _("%(name)s: each number lies between %(low)s and %(high)s. Check them.")
        return [Reason("out-of-bounds", text % told)]
    if not measure.low <= measure.value <= measure.high:
        text = _("%(name)s: the number lies outside its own interval. Check them.")
        return [Reason("outside-interval", text % told)]
    return []
