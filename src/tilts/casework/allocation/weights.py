"""What the country packs say of the workload: points of people, work and roles, and reductions."""

from datetime import date

from django.utils.translation import get_language

from tilts.casework.proceedings.catalogue import name_in, pack_of
from tilts.jurisdictions.tiering import Workload
from tilts.jurisdictions.validity import valid

CUSTODY, EARLY, COMMUNITY = "custody", "early_release", "community"


class Weights:
    """The weights of a country on a day."""

    def __init__(self, country: str, day: date) -> None:
        self._of: dict[tuple[str, str], Workload] = {
            (one.kind, one.code): one for one in valid(pack_of(country).workload, on=day)
        }

    def of_person(self, setting: str, tier: int) -> int:
        """Points of somebody in a setting and a tier; nought where the pack has no such setting."""
        found = self._of.get(("setting", setting))
        return found.points[tier - 1] if found else 0

    def of_work(self, code: str) -> int:
        """Points of a piece of work; nought for one that the pack does not weigh."""
        found = self._of.get(("work", code))
        return found.points[0] if found else 0

    def role(self, code: str) -> Workload | None:
        """What a role carries in a full week; None for one that carries no people."""
        return self._of.get(("role", code))

    def measures_of(self, setting: str) -> tuple[str, ...]:
        """Kinds of measure that put somebody into a setting."""
        found = self._of.get(("setting", setting))
        return found.measures if found else ()

    def reductions(self) -> list[Workload]:
        """What may take time from a week, in the order of the pack."""
        return [one for (kind, _code), one in self._of.items() if kind == "reduction"]

    def title(self, kind: str, code: str) -> str:
        """The name of a weight, in the present language; its code when the pack has it no more."""
        found = self._of.get((kind, code))
        return name_in(found, get_language() or "en") if found else code

    @property
    def unconfirmed(self) -> bool:
        """Whether nobody has confirmed some of them."""
        return any(not one.confirmed for one in self._of.values())
