"""An unscored instrument put together from the parts of another format, in their order."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from tilts.engines.sources import Place

from ..formulas import CODES, DAY, NUMBER, WORDS, FormulaFault, Kind, Type, build
from .foreign import Foreign, Spot
from .names import Names

Known = Mapping[str, tuple[str, Type]]  # id and type of ours by their name
Words = dict[str, str]
UNKNOWN = "Not said in the form that was imported"


class Unreadable(ValueError):
    """Why a condition cannot be taken over."""


@dataclass(frozen=True)
class When:
    """A condition of theirs: how to read it, and how they wrote it."""

    read: Callable[[Known], str]
    said: str


@dataclass(frozen=True)
class Heading:
    """What a section is called; the items given with it stand in it."""

    name: str
    title: Words
    spot: Spot
    guidance: Words = field(default_factory=dict)


@dataclass
class Draft:
    """The instrument so far; everything that it cannot hold is noted in its source."""

    source: Foreign
    languages: Sequence[str]
    known: dict[str, tuple[str, Type]] = field(default_factory=dict)
    sections: list[dict[str, Any]] = field(default_factory=list)
    _seen: dict[str, Spot] = field(default_factory=dict)
    _heading: Heading | None = None
    _ids: Names = field(default_factory=lambda: Names("missing", "errors"))
    _section_ids: Names = field(default_factory=Names)

    def text(self, words: Words, spot: Spot, what: str) -> Words:
        """Words in every language; where one lacks them, those of the first that has them."""
        if not words:
            return {}
        instead = next(words[one] for one in (*self.languages, *words) if one in words)
        if lacking := [one for one in self.languages if one not in words]:
            said = f"{what}: not translated into {', '.join(lacking)}."
            self.source.leave(spot, said, f"Translate it; until then “{instead}” stands there.")
        return {one: words.get(one, instead) for one in self.languages}

    def new(self, name: str, spot: Spot) -> bool:
        """Whether a name is used for the first time; a second time is a fault."""
        if name in self._seen:
            what = f"{name}: is taken already on {self._seen[name].words}."
            self.source.fault_at(spot, what, "Rename one of them.")
            return False
        self._seen[name] = spot
        return True

    def item(
        self,
        heading: Heading,
        name: str,
        spot: Spot,
        data: dict[str, Any],
        *,
        whens: Iterable[When] = (),
        options: Sequence[Spot] = (),
    ) -> None:
        """Add an item; `data` is all but its id and its condition."""
        items = self._section(heading)["items"]
        place: Place = ("sections", len(self.sections) - 1, "items", len(items))
        own = {"id": self._ids.take(name)} | {key: one for key, one in data.items() if one != {}}
        if conditions := [sql for one in whens if (sql := self._read(one, name, spot, place))]:
            several = len(conditions) > 1
            own["visible_if"] = " AND ".join(f"({c})" if several else c for c in conditions)
        self.source.spots[place] = spot
        for number, one in enumerate(options):
            self.source.spots[(*place, "options", number)] = one
        items.append(own)
        self.known[name] = own["id"], _type(data)

    def _section(self, heading: Heading) -> dict[str, Any]:
        if heading is not self._heading:
            self._heading = heading
            self.source.spots["sections", len(self.sections)] = heading.spot
            title = self.text(heading.title, heading.spot, heading.name)
            guidance = self.text(heading.guidance, heading.spot, heading.name)
            section = {"id": self._section_ids.take(heading.name), "title": title}
            more = {"guidance": guidance} if guidance else {}
            self.sections.append(section | more | {"items": []})
        return self.sections[-1]

    def _read(self, when: When, name: str, spot: Spot, place: Place) -> str | None:
        """A condition as SQL over our ids; None, and a note, where it cannot be read."""
        try:
            sql = when.read(self.known)
            kind = build(sql, dict(self.known.values())).type.kind
            if kind == Kind.CONDITION:
                return sql
            why = f"it gives {kind}."
        except Unreadable as unreadable:
            why = str(unreadable)
        except FormulaFault as fault:
            why = fault.what
        what = f"{name}: always shows, as its condition “{when.said}” cannot be taken over: {why}"
        self.source.leave(spot, what, "Write visible_if yourself.", (*place, "visible_if"))
        return None


def _type(data: Mapping[str, Any]) -> Type:
    if data["type"] in {"choice", "multiple"}:
        codes = frozenset(option["code"] for option in data["options"])
        return Type(Kind.CODE if data["type"] == "choice" else CODES.kind, codes)
    return {"date": DAY, "text": WORDS}.get(data["type"], NUMBER)
