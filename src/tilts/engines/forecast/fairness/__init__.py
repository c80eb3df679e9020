"""Whether a forecast is as good, and errs as much, for one group as for another.

`by_group` measures each group, `gaps` compares them with the largest, `costs` says what putting it
right would cost, `incompatibility` why not everything can be equal at once.
"""

from .gaps import Gap, gaps
from .grouping import grouped
from .groups import GroupReport, by_group
from .mitigation import Cost, costs, equal_error_thresholds, recalibrated
from .words import Incompatibility, implied_false_positive_rate, incompatibility

__all__ = [
    "Cost",
    "Gap",
    "GroupReport",
    "Incompatibility",
    "by_group",
    "costs",
    "equal_error_thresholds",
    "gaps",
    "grouped",
    "implied_false_positive_rate",
    "incompatibility",
    "recalibrated",
]
