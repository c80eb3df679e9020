"""What one piece of data has beyond another, and putting it back.

Parts of a list that bear an id or a code are told apart by it, so that the rest still finds its
part when others were added, removed or moved in between.
"""

from typing import Any


def difference(whole: Any, part: Any) -> Any:
    """What `merged` must add to `part` to make it `whole`; None takes a key away."""
    if isinstance(whole, dict) and isinstance(part, dict):
        found = {
            key: difference(one, part[key]) if key in part else one
            for key, one in whole.items()
            if key not in part or one != part[key]
        }
        return found | {key: None for key in part if key not in whole}
    keys = _keys(whole)
    if keys and keys == _keys(part):
        pairs = zip(keys, whole, part, strict=True)
        return {key: difference(one, other) for key, one, other in pairs if one != other}
    return whole


def merged(part: Any, rest: Any) -> Any:
    """A part with the rest that belongs to it."""
    if not isinstance(rest, dict):
        return rest
    if isinstance(part, list):
        return [merged(one, rest.get(_key(one), {})) for one in part]
    own = part if isinstance(part, dict) else {}
    both = {key: merged(own[key], one) if key in own else one for key, one in rest.items()}
    return {key: one for key, one in (own | both).items() if one is not None}


def has(data: Any, place: tuple[str | int, ...]) -> bool:
    """Whether there is anything at a place."""
    for step in place:
        inside = step in data if isinstance(data, dict) else isinstance(step, int)
        if not inside or (isinstance(data, list) and not 0 <= int(step) < len(data)):
            return False
        data = data[step]
    return True


def _keys(value: Any) -> list[str]:
    """The ids or codes in a list where each part has one and all differ, otherwise none."""
    keys = [_key(one) for one in value] if isinstance(value, list) else []
    return keys if None not in keys and len(set(keys)) == len(keys) else []


def _key(value: Any) -> Any:
    return value.get("id", value.get("code")) if isinstance(value, dict) else None
