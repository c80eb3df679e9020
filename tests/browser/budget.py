"""The recording budget: how many interactions the commonest tasks may take, beside free text.

Tests count what the browser itself counts (see hand.py) and give it as a property of their own; the
suite prints what was counted as a table.
"""

from collections.abc import Iterable

BUDGET = {
    "interactions to record an appointment that took place, and the next one": 3,
    "interactions to record that somebody did not come": 3,
    "interactions to undo what was just recorded": 1,
    "interactions to agree an appointment at the time proposed": 2,
    "interactions to call off an appointment": 4,
    "interactions beside the text": 3,
    "interactions to mark a group of ten": 12,
    "interactions to mark a group of ten who all came": 1,
    "interactions to add a goal with two steps": 12,
    "interactions to complete an RVN with 40 items": 60,
}
TITLE = "The recording budget: interactions beside free text"


def table(counted: Iterable[tuple[str, object]]) -> list[str]:
    """What was counted beside what is allowed, a line for each task; nothing for none."""
    found = {name: count for name, count in counted if name in BUDGET}
    if not found:
        return []
    width = max(len(name) for name in found)
    rows = [
        f"{name:{width}}  {count!s:>6}  {BUDGET[name]:>7}"
        for name, count in sorted(found.items(), key=lambda one: list(BUDGET).index(one[0]))
    ]
    return [TITLE, f"{'task':{width}}  {'taken':>6}  {'allowed':>7}", *rows]
