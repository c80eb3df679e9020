"""What monitoring found, and what follows from it."""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True)
class Alert:
    """Something past a limit. A `hard` one is past the limit at which a model is suspended."""

    code: str
    about: str
    value: float
    limit: float
    hard: bool

    def __str__(self) -> str:
        grade = "suspend" if self.hard else "look"
        return f"{grade}: {self.code} of {self.about} is {self.value:.3g} (limit {self.limit:g})"


@dataclass(frozen=True)
class Limits:
    """From which value on somebody looks, and from which the model is suspended."""

    look: float
    suspend: float

    def alert(self, code: str, about: str, value: float) -> Alert | None:
        """The alert of a value; None while it is within the limits."""
        if value < self.look:
            return None
        hard = value >= self.suspend
        return Alert(code, about, value, self.suspend if hard else self.look, hard)


@dataclass(frozen=True)
class Verdict:
    """Whether the model may go on, with every alert, the hard ones first."""

    alerts: tuple[Alert, ...]

    @property
    def suspend(self) -> bool:
        """True when one alert is past a hard limit: nobody needs to decide that."""
        return any(alert.hard for alert in self.alerts)


def verdict(found: Iterable[Alert | None]) -> Verdict:
    """The alerts among what was found."""
    alerts = [alert for alert in found if alert is not None]
    return Verdict(tuple(sorted(alerts, key=lambda alert: not alert.hard)))
