"""Words of elements in several languages, and the extensions that Tilts reads and writes."""

from collections.abc import Iterator, Sequence
from typing import Any

from ...schema import Text
from ..draft import Words

Node = dict[str, Any]

BASE = "http://hl7.org/fhir/StructureDefinition/"
TRANSLATION = f"{BASE}translation"
MINIMUM, MAXIMUM = f"{BASE}minValue", f"{BASE}maxValue"
DECIMALS = f"{BASE}maxDecimalPlaces"
CONTROL, CONTROLS = (
    f"{BASE}questionnaire-itemControl",
    "http://hl7.org/fhir/questionnaire-item-control",
)
STEP = f"{BASE}questionnaire-sliderStepValue"
ORDINAL = f"{BASE}ordinalValue"
OWN = "urn:tilts:fhir:instrument"


def said(name: str, text: Text, languages: Sequence[str]) -> Node:
    """An element with its translations: `{name: …, _name: {extension: […]}}`."""
    first, *others = [language for language in languages if language in text.root] or [""]
    if not first:
        return {}
    found: Node = {name: text.root[first]}
    if others:
        found[f"_{name}"] = {"extension": [_translation(one, text.root[one]) for one in others]}
    return found


def _translation(language: str, words: str) -> Node:
    content = [
        {"url": "lang", "valueCode": language},
        {"url": "content", "valueString": words},
    ]
    return {"url": TRANSLATION, "extension": content}


def heard(node: Node, name: str, language: str) -> Words:
    """The words of an element by language; `language` is that of the resource."""
    found: Words = {}
    if isinstance(words := node.get(name), str) and words.strip():
        found[language] = words
    return found | {key: one for key, one in _translations(node.get(f"_{name}")) if one.strip()}


def _translations(node: object) -> Iterator[tuple[str, str]]:
    for extension in extensions(node, TRANSLATION):
        parts = {str(one.get("url")): one for one in listed(extension, "extension")}
        language = parts.get("lang", {}).get("valueCode")
        content = parts.get("content", {})
        words = content.get("valueString", content.get("valueMarkdown"))
        if isinstance(language, str) and isinstance(words, str):
            yield language, words


def languages(node: object) -> list[str]:
    """Every language into which anything below is translated, in the order of the file."""
    found: dict[str, None] = {}
    below = node.values() if isinstance(node, dict) else node if isinstance(node, list) else ()
    found.update((language, None) for language, _ in _translations(node))
    for one in below:
        found.update(dict.fromkeys(languages(one)))
    return list(found)


def listed(node: object, name: str) -> list[Node]:
    """The objects in a list of a node; nothing else that may stand there."""
    several = node.get(name) if isinstance(node, dict) else None
    return [one for one in several if isinstance(one, dict)] if isinstance(several, list) else []


def extensions(node: object, url: str) -> list[Node]:
    """The extensions of a node with a url."""
    return [one for one in listed(node, "extension") if one.get("url") == url]


def value(node: object, url: str) -> Any:
    """The value of the first extension with a url, whatever its type; None without one."""
    values = [
        one
        for extension in extensions(node, url)[:1]
        for key, one in extension.items()
        if key.startswith("value")
    ]
    return values[0] if values else None


def control(node: Node) -> str:
    """How an item is shown: help, unit, lower, upper, slider …; empty when it does not say."""
    concept = value(node, CONTROL)
    codes = [one.get("code") for one in listed(concept, "coding") if one.get("system") == CONTROLS]
    return str(codes[0]) if codes else ""
