"""The smallest divisor that explains a fraction, and the decimals with which it is written.

A share such as days worked / days until the arrest keeps its divisor in its digits: the time at
risk of whoever was arrested, the whole window of everybody else (the trap of the NIJ files).
"""

import numpy as np
from numpy.typing import NDArray

MOST_DIVISOR, CLOSE = 400, 1e-6


def divisors(fractions: NDArray[np.float64]) -> NDArray[np.float64]:
    """For each number of 0 … 1 the smallest n ≤ 400 with a whole n·x; 401 where there is none."""
    values, inverse = np.unique(fractions, return_inverse=True)
    found = np.full(len(values), MOST_DIVISOR + 1.0)
    for divisor in range(MOST_DIVISOR, 0, -1):
        whole = values * divisor
        found[np.abs(whole - np.rint(whole)) < CLOSE * divisor] = divisor
    return found[inverse]


def decimals(numbers: NDArray[np.float64]) -> NDArray[np.float64]:
    """With how many decimals each number is written, in its shortest form."""
    values, inverse = np.unique(numbers, return_inverse=True)
    written = [np.format_float_positional(value, trim="-") for value in values]
    found = np.array([len(text.partition(".")[2]) for text in written], dtype=float)
    return found[inverse]
