"""What people say and write in fictional assessments."""

from functools import cache
from pathlib import Path
from random import Random

import yaml


@cache
def texts() -> dict[str, dict[str, list[str]]]:
    """texts.yaml: by country and kind, what is said."""
    return dict(yaml.safe_load((Path(__file__).parent / "texts.yaml").read_text()))


def said(random: Random, country: str, kind: str) -> str:
    """One of the texts of a kind, in the language of the country."""
    return random.choice(texts()[country][kind])
