"""Fictional names and places."""

from functools import cache
from pathlib import Path
from random import Random
from typing import Any

import yaml

COMMUNITIES = {"LV": ("lv", "lv", "ru"), "LT": ("lt",)}
LANGUAGES = {"lv": ["lv"], "ru": ["ru", "lv"], "lt": ["lt"]}


@cache
def table() -> dict[str, Any]:
    """names.yaml."""
    return dict(yaml.safe_load((Path(__file__).parent / "names.yaml").read_text()))


def community(random: Random, country: str) -> str:
    """A language community of a country: Latvia's has two."""
    return random.choice(COMMUNITIES[country])


def name(random: Random, people: str, sex: str) -> tuple[str, str]:
    """Given and family name in a community, in the form for that sex."""
    names = table()[people]
    given = random.choice(names[sex])
    if random.random() < 0.15:
        given = f"{given} {random.choice(names[sex])}"
    man, woman = random.choice(names["family"])
    return given, woman if sex == "female" else man


def address(random: Random, country: str) -> tuple[str, str]:
    """Street and locality."""
    street = random.choice(table()["streets"][country])
    return f"{street} {random.randint(1, 90)}", random.choice(table()["localities"][country])
