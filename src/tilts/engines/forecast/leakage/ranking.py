"""How well one column alone tells the outcomes apart."""

import numpy as np
from numpy.typing import NDArray

from ..validation import measures

Values = NDArray[np.float64]
Outcome = NDArray[np.int8]


def auc(values: Values, outcome: Outcome) -> float:
    """The area under the ROC curve, whichever direction tells more; .5 where nothing can."""
    found = _rising(values, outcome)
    return max(found, 1 - found)


def by_rate(codes: NDArray[np.intp], outcome: Outcome) -> float:
    """The AUC of each bin's rate of events, found on one half of the rows and judged on the other.

    The halves are drawn, always the same, for a table may be sorted by pairs. A bin that the other
    half lacks counts as the base rate. Rates that point the wrong way in the other half tell
    nothing: .5.
    """
    rates = np.empty(len(outcome))
    halves = np.random.default_rng(0).permutation(len(outcome)) % 2
    for half in (0, 1):
        here = halves == half
        seen, events = codes[~here], outcome[~here]
        size = int(codes.max()) + 1
        counts = np.bincount(seen, minlength=size)
        sums = np.bincount(seen, weights=events, minlength=size)
        base = outcome.mean()
        rates[here] = ((sums + 2 * base) / (counts + 2))[codes[here]]
    return max(0.5, _rising(rates, outcome))


def _rising(values: Values, outcome: Outcome) -> float:
    """The area under the ROC curve where more means the outcome; .5 where there is only one."""
    if len(outcome) == 0 or outcome.min() == outcome.max():
        return 0.5
    return measures.auc(outcome, values)


def difference(flag: NDArray[np.bool_], outcome: Outcome) -> tuple[float, float]:
    """How much more often the outcome comes with a flag than without, and its standard error."""
    with_flag, without = outcome[flag], outcome[~flag]
    one, other = float(with_flag.mean()), float(without.mean())
    spread = one * (1 - one) / len(with_flag) + other * (1 - other) / len(without)
    return one - other, float(np.sqrt(spread))
