"""How many people stand where: the fictional service in figures, for 20,000 people made.

On a day 3,500 are in prison and 6,500 with probation; in a year 16,000 were with probation, some
of them not convicted. docs/demo.md says which figures are published and which are ours.
"""

from dataclasses import dataclass
from random import Random

OF = 20_000


@dataclass(frozen=True)
class Standing:
    """`people` of OF stand like this: the kind of their last stage and its fate.

    `ended` is how many days ago at most it ended; None while it is under way. `before` is the
    share of people who had an earlier stage within five years.
    """

    people: int
    kind: str
    fate: str = ""
    ended: int | None = None
    before: float = 0.25


YEAR, FIVE_YEARS = 360, 1700

STANDINGS = (
    # in prison on a day: 3,500
    Standing(560, "remand"),
    Standing(130, "remand", "judged"),
    Standing(160, "remand", "appealed"),
    Standing(2610, "prison", before=0.45),
    Standing(40, "life", before=0),
    # with probation on a day: 6,500
    Standing(2400, "suspended"),
    Standing(1500, "supervision"),
    Standing(1250, "community"),
    Standing(100, "community", "waiting"),
    Standing(600, "release", before=0),
    Standing(100, "monitored", before=0),
    Standing(350, "report", before=0.1),
    Standing(200, "discharge", before=0),
    # no more with probation, but within the year: 9,100; with those sent to prison 16,000
    Standing(3500, "community", "served", YEAR),
    Standing(1450, "suspended", "served", YEAR),
    Standing(150, "suspended", "revoked", YEAR),
    Standing(700, "supervision", "served", YEAR),
    Standing(500, "release", "served", YEAR, before=0),
    Standing(100, "monitored", "served", YEAR, before=0),
    Standing(1800, "report", "terminated", YEAR, before=0.1),
    Standing(500, "report", "acquitted", YEAR, before=0.1),
    Standing(400, "discharge", "terminated", YEAR, before=0),
    # gone for longer, and what is rare
    Standing(670, "prison", "served", FIVE_YEARS),
    Standing(60, "remand", "acquitted", FIVE_YEARS, before=0.1),
    Standing(50, "remand", "terminated", FIVE_YEARS, before=0.1),
    Standing(15, "prison", "escaped"),
    Standing(25, "prison", "death", FIVE_YEARS),
    Standing(35, "supervision", "death", FIVE_YEARS),
    Standing(30, "prison", "abroad", FIVE_YEARS),
    Standing(10, "community", "error", FIVE_YEARS, before=1),
    Standing(5, "community", "wrong", FIVE_YEARS, before=1),
)


def standings(random: Random, size: int) -> list[Standing]:
    """`size` standings in their proportions, shuffled; of rare ones at least one if there is room.

    What rounding leaves goes to the standings that lose most by it.
    """
    least = 1 if size >= len(STANDINGS) else 0
    exact = [size * standing.people / OF for standing in STANDINGS]
    counts = [max(least, int(share)) for share in exact]
    while (left := size - sum(counts)) != 0:
        step = 1 if left > 0 else -1
        gaps = {
            (share - count) * step: index
            for index, (share, count) in enumerate(zip(exact, counts, strict=True))
            if step > 0 or count > least
        }
        counts[gaps[max(gaps)]] += step
    pairs = zip(STANDINGS, counts, strict=True)
    found = [standing for standing, count in pairs for _ in range(count)]
    random.shuffle(found)
    return found
