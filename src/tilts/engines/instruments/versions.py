"""What differs between two versions of an instrument."""

from dataclasses import dataclass
from typing import Literal

from pydantic import BaseModel

from tilts.engines.sources import Place, Source

from .checks import places
from .schema import Instrument
from .schema.text import wordless

Parts = dict[tuple[str, str], BaseModel]


@dataclass(frozen=True)
class Change:
    """One part that differs: an item, quantity or refusal, and whether results may differ by it.

    Where only words differ, they may not.
    """

    kind: Literal["added", "removed", "changed"]
    part: Literal["item", "quantity", "refusal"]
    id: str
    computes: bool


def changes(old: Instrument, new: Instrument) -> list[Change]:
    """Everything that differs, in the order of the new version and then of the old one."""
    before, after = _parts(old), _parts(new)
    found = []
    for key in dict.fromkeys([*after, *before]):
        one, other = before.get(key), after.get(key)
        if one != other:
            kind = "added" if one is None else "removed" if other is None else "changed"
            found.append(Change(kind, *key, computes=wordless(one) != wordless(other)))  # type: ignore[arg-type] # keys are made below
    return found


def republished(published: Instrument, new: Instrument, source: Source) -> None:
    """Note where a file computes otherwise than what was published under the same version."""
    if (published.id, published.version) != (new.id, new.version):
        return
    for change in changes(published, new):
        if change.computes:
            what = f"{change.id}: {change.kind} since version {new.version} was published."
            remedy = "Restore it, or give the instrument a new version."
            source.fault(_place(new, change), what, remedy)


def _parts(instrument: Instrument) -> Parts:
    return {
        **{("item", name): item for name, item in instrument.items.items()},
        **{("quantity", name): one for name, one in instrument.quantities.items()},
        **{("refusal", one.when): one for one in instrument.refusals},
    }


def _place(instrument: Instrument, change: Change) -> Place:
    """Where a changed part stands; the version where the part is gone."""
    own = [*places.items(instrument), *places.quantities(instrument)]
    whole = {one.id: place for place, one in own}
    refusals = {one.when: ("refusals", n) for n, one in enumerate(instrument.refusals)}
    return whole.get(change.id, refusals.get(change.id, ("version",)))
