"""The share still without the event, from people watched for different times."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Times = NDArray[np.float64]
Events = NDArray[np.int8]  # 1: the event came at that time; 0: follow-up ended then


@dataclass(frozen=True)
class Steps:
    """A share that falls at some times and is constant between them; 1 before the first."""

    times: Times
    shares: Times

    def at(self, when: Times | float, *, before: bool = False) -> Times:
        """The share at each time, or just before it."""
        place = np.searchsorted(self.times, when, side="left" if before else "right")
        return np.asarray(np.concatenate([[1.0], self.shares])[place], dtype=np.float64)


def kaplan_meier(times: Times, events: Events) -> Steps:
    """Kaplan & Meier (1958); follow-up that ends at the time of an event counts as after it."""
    check(times, events)
    moments = np.unique(times)
    number = np.searchsorted(moments, times)
    leaving = np.bincount(number)
    happened = np.bincount(number, weights=events)
    at_risk = len(times) - np.cumsum(leaving) + leaving
    return Steps(moments, np.cumprod(1 - happened / at_risk))


def check(times: Times, events: Events) -> None:
    """Raise ValueError unless each person has a time from 0 on and a 0 or 1."""
    if len(times) != len(events) or not len(times):
        raise ValueError(f"{len(times)} times and {len(events)} events: give one of each a row.")
    if not (np.isfinite(times) & (times >= 0)).all():
        raise ValueError("A time is a number of 0 or more; leave out the rows that have none.")
    if not np.isin(events, (0, 1)).all():
        raise ValueError("An event is 1 where it came, 0 where follow-up ended without it.")
