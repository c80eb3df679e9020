"""What is done about the monitoring plan: it is set, work is drawn by it, and read."""

from .drawing import draw_month
from .planning import set_plan
from .reading import begin_reading, finish_reading, move_drawn

__all__ = ["begin_reading", "draw_month", "finish_reading", "move_drawn", "set_plan"]
