"""Items of a Questionnaire as items of ours: their types, bounds and options."""

from typing import Any

from ..draft import Draft, Words
from ..foreign import Spot
from ..languages import YES_NO
from .words import DECIMALS, MAXIMUM, MINIMUM, ORDINAL, Node, control, heard, listed, value

ANY = 9  # decimals of a number that says nothing about them: as many as there may be
TAKEN = ("boolean", "choice", "date", "decimal", "integer", "open-choice", "string", "text")
LEFT = dict.fromkeys(
    ("attachment", "dateTime", "quantity", "question", "reference", "time", "url"),
    "Ask for it by a number, date, choice or text.",
)


def question(
    node: Node, kind: str, spot: Spot, draft: Draft, beside: dict[str, Words], language: str
) -> dict[str, Any] | None:
    """The type of an item with all that belongs to it; None, and a note or fault, without one."""
    link = str(node["linkId"])
    if kind in {"choice", "open-choice"}:
        return _choice(node, kind, spot, draft, language)
    if kind == "boolean":
        return {"type": "choice", "options": _yes_no(draft.languages)}
    if kind in {"integer", "decimal"}:
        texts = {key: draft.text(words, spot, link) for key, words in beside.items()}
        return _number(node, kind, texts)
    if kind == "date":
        bounds = {"earliest": value(node, MINIMUM), "latest": value(node, MAXIMUM)}
        return {"type": "date"} | _given(bounds)
    if kind in {"string", "text"}:
        return {"type": "text"} | ({"lines": 1} if kind == "string" else {})
    remedy = f"Use one of group, display, {', '.join(TAKEN)}."
    draft.source.fault_at(spot, f"{link}: there is no type “{kind}” in FHIR R4.", remedy)
    return None


def _given(values: dict[str, Any]) -> dict[str, Any]:
    return {key: one for key, one in values.items() if one is not None and one != {}}


def _number(node: Node, kind: str, beside: dict[str, Words]) -> dict[str, Any]:
    """A scale where it is shown as a slider between whole numbers, otherwise a number."""
    low, high = value(node, MINIMUM), value(node, MAXIMUM)
    bounds = _given({"minimum": low, "maximum": high})
    if kind == "integer" and control(node) == "slider" and len(bounds) == 2:
        ends = {str(low): beside.get("lower", {}), str(high): beside.get("upper", {})}
        return {"type": "scale"} | bounds | _given({"anchors": _given(ends)})
    decimals = value(node, DECIMALS) if kind == "decimal" else None
    more = {"decimals": ANY if decimals is None else decimals} if kind == "decimal" else {}
    return {"type": "number"} | bounds | more | _given({"unit": beside.get("unit", {})})


def _yes_no(languages: Any) -> list[dict[str, Any]]:
    pairs = {one: YES_NO.get(one, YES_NO["en"]) for one in languages}
    return [
        {"code": code, "label": {one: pair[number] for one, pair in pairs.items()}}
        for number, code in enumerate(("yes", "no"))
    ]


def _choice(
    node: Node, kind: str, spot: Spot, draft: Draft, language: str
) -> dict[str, Any] | None:
    link = str(node["linkId"])
    rows = listed(node, "answerOption")
    if len(rows) < 2:
        elsewhere = f"; they are in {node['answerValueSet']}" if "answerValueSet" in node else ""
        what = f"{link}: has fewer than two answers{elsewhere}."
        draft.source.leave(spot, what, "Write the answers into the form as answerOption.")
        return None
    if kind == "open-choice":
        what = f"{link}: another answer in own words is not offered."
        draft.source.leave(spot, what, "Add an item of the type text.")
    options = [_option(row, spot, draft, language) for row in rows]
    return {"type": "multiple" if node.get("repeats") else "choice", "options": options}


def _option(row: Node, spot: Spot, draft: Draft, language: str) -> dict[str, Any]:
    """A coding, or a text, number or day that stands for itself."""
    coding = row.get("valueCoding")
    if not isinstance(coding, dict):
        plain = next((str(one) for key, one in row.items() if key.startswith("value")), "")
        return {"code": plain, "label": dict.fromkeys(draft.languages, plain)}
    words = heard(coding, "display", language)
    code = str(coding.get("code") or next(iter(words.values()), ""))
    label = draft.text(words or {language: code}, spot, code)
    points = value(coding, ORDINAL)
    return {"code": code, "label": label} | ({} if points is None else {"points": points})
