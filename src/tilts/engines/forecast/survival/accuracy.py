"""How good forecasts of time to an event are."""

from collections.abc import Mapping

import numpy as np
from lifelines.utils import concordance_index
from numpy.typing import NDArray

from .kaplan_meier import Events, Times, check, kaplan_meier

Probabilities = NDArray[np.float64]


def concordance(times: Times, events: Events, risk: Probabilities) -> float:
    """How often, of two people of whom one is known to be first, the first has the higher risk.

    Harrell (1982), by lifelines. Not a number where no two people can be put in order.
    """
    check(times, events)
    try:
        return float(concordance_index(times, -risk, events))
    except ZeroDivisionError:
        return float("nan")


def horizon_brier(
    times: Times, events: Events, probability: Probabilities, *, horizon: float
) -> float:
    """Brier of the probability of an event by `horizon`, weighted for who left follow-up earlier.

    Inverse probability of censoring: Graf, Schmoor, Sauerbrei & Schumacher (1999), equation 7.
    Whoever is known counts also for those who left as late and are not; follow-up that ends at the
    horizon itself was long enough.
    """
    check(times, events)
    # Follow-up ends after the events of that time, as everywhere: they are not at risk of leaving.
    left = np.where(events == 1, times, np.nextafter(times, np.inf))
    watched = kaplan_meier(left, (1 - events).astype(np.int8))
    event = (times <= horizon) & (events == 1)
    beyond = (times >= horizon) & ~event
    weight = np.zeros(len(times))
    weight[event] = 1 / watched.at(times[event], before=True)
    if beyond.any():
        weight[beyond] = 1 / watched.at(horizon, before=True)
    return float((weight * (probability - event) ** 2).mean())


def integrated_brier(
    times: Times, events: Events, by_horizon: Mapping[float, Probabilities]
) -> float:
    """The mean over horizons (trapezium rule), from the first to the last of those given."""
    horizons = sorted(by_horizon)
    if len(horizons) < 2:
        raise ValueError("Give the probabilities by at least two horizons.")
    scores = [horizon_brier(times, events, by_horizon[one], horizon=one) for one in horizons]
    return float(np.trapezoid(scores, horizons) / (horizons[-1] - horizons[0]))
