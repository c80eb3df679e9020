"""An instrument as plain data, and as the text of its YAML file."""

import json
from datetime import date
from typing import Any

import yaml

from ..schema import Instrument

Data = dict[str, Any]


def plain(instrument: Instrument) -> Data:
    """What its file says: no defaults, whole numbers without a point, days as text."""
    data: Data = _plain(instrument.model_dump(by_alias=True, exclude_defaults=True))
    return data


def _plain(value: Any) -> Any:
    if isinstance(value, dict):
        return {_plain(key): _plain(one) for key, one in value.items()}
    if isinstance(value, tuple | list):
        return [_plain(one) for one in value]
    if isinstance(value, date):
        return value.isoformat()
    return int(value) if isinstance(value, float) and value.is_integer() else value


def normal(data: Data) -> Data:
    """The same data with every key a text, as JSON has it."""
    same: Data = json.loads(json.dumps(data))
    return same


def as_yaml(data: Data) -> str:
    """Data as YAML that people can read."""
    text: str = yaml.safe_dump(data, sort_keys=False, allow_unicode=True, width=100)
    return text
