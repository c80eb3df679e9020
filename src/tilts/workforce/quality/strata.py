"""The strata of a draw, made of what was finished, and the pieces that its seed draws of each."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from uuid import UUID

from tilts.platform.organisation.models import Unit
from tilts.platform.workflow.samples import Finished

from .models import Draw, Drawn, Stratum
from .plans import Plan


def strata_of(draw: Draw, finished: Iterable[Finished], plan: Plan) -> Iterator[Stratum]:
    """A stratum for each programme or instrument in each unit for which the plan asks."""
    frames: dict[tuple[str, UUID], set[str]] = defaultdict(set)
    for one in finished:
        frames[one.strand, one.unit].add(one.piece)
    units = Unit.objects.select_related("agency").in_bulk({unit for _, unit in frames})
    for strand, key in sorted(frames, key=lambda one: (one[0], units[one[1]].path)):
        unit = units[key]
        if wanted := plan.wanted(unit):
            frame = sorted(frames[strand, key])
            yield Stratum(draw=draw, strand=strand, unit=unit, wanted=wanted, frame=frame)


def pieces_of(stratum: Stratum) -> list[Drawn]:
    """The pieces that the seed draws, not yet saved."""
    return [Drawn(stratum=stratum, unit=stratum.unit, piece=piece) for piece in stratum.again()]
