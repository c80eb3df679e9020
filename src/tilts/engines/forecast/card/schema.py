"""What a paper of a model consists of: its plan in YAML, and the paper filled in."""

from dataclasses import dataclass
from importlib.resources import files

import yaml
from pydantic import BaseModel, ConfigDict


class Closed(BaseModel):
    """Nothing is allowed that is not declared."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Asks(Closed):
    """What only the service can say."""

    code: str
    asks: str


class Planned(Closed):
    """A part of a paper: what stands there, what is filled from the run, what the service says."""

    title: str
    law: str = ""
    text: tuple[str, ...] = ()
    shows: tuple[str, ...] = ()
    gaps: tuple[Asks, ...] = ()


class Plan(Closed):
    """A paper before it is filled in."""

    code: str
    title: str
    parts: tuple[Planned, ...]


class Plans(Closed):
    """Every paper of a model."""

    papers: tuple[Plan, ...]


def plans() -> tuple[Plan, ...]:
    """The papers, as papers.yaml plans them."""
    text = (files(__package__) / "papers.yaml").read_text(encoding="utf-8")
    return Plans.model_validate(yaml.safe_load(text)).papers


@dataclass(frozen=True)
class Table:
    """Rows under a head; every cell is text."""

    caption: str
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class Gap:
    """Something that nobody has said or measured yet, and what it takes."""

    code: str
    asks: str


Block = str | Table | Gap


@dataclass(frozen=True)
class Part:
    """A part of a paper, with the article that wants it."""

    title: str
    law: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True)
class Paper:
    """A paper as it is written out."""

    code: str
    title: str
    parts: tuple[Part, ...]

    @property
    def gaps(self) -> tuple[Gap, ...]:
        """What is still to be said, in the order of the paper."""
        return tuple(one for part in self.parts for one in part.blocks if isinstance(one, Gap))
