"""Contrast of every pair of tokens that the kit puts on each other (WCAG 1.4.3, 1.4.6, 1.4.11)."""

import re
from pathlib import Path

import pytest

THEME = Path(__file__).parent.parent / "frontend" / "theme.css"
TONES = ("accent", "neutral", "info", "success", "warning", "danger")
GROUNDS = ("background-default", "background-tinted", "surface-default", "surface-tinted")
TOKEN = re.compile(r"--ds-color-([a-z0-9-]+): #([0-9a-f]+);")


def tokens(block: str) -> dict[str, str]:
    """Colours of one rule of the theme, as six hexadecimal digits."""
    found = dict(TOKEN.findall(block))
    return {k: v if len(v) == 6 else "".join(c * 2 for c in v) for k, v in found.items()}


def schemes() -> dict[str, dict[str, str]]:
    ordinary, high = THEME.read_text().split("/* High contrast")
    return {"ordinary": tokens(ordinary), "high": tokens(ordinary) | tokens(high)}


def luminance(colour: str) -> float:
    """Relative luminance by the formula of WCAG 2.2."""
    parts = [int(colour[i : i + 2], 16) / 255 for i in (0, 2, 4)]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return sum(w * p for w, p in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def contrast(one: str, other: str) -> float:
    """1 for equal colours, 21 for black on white."""
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def failing(scheme: dict[str, str], pairs: list[tuple[str, str]], least: float) -> list[str]:
    return [
        f"{front} on {back}: {contrast(scheme[front], scheme[back]):.2f}"
        for front, back in pairs
        if contrast(scheme[front], scheme[back]) < least
    ]


def text_pairs() -> list[tuple[str, str]]:
    own = [
        (f"{tone}-{text}", f"{tone}-{ground}")
        for tone in TONES
        for text in ("text-subtle", "text-default")
        for ground in GROUNDS
    ]
    on_page = [(f"{tone}-text-subtle", f"neutral-{ground}") for tone in TONES for ground in GROUNDS]
    filled = [
        (f"{tone}-base-contrast-default", f"{tone}-{base}")
        for tone in TONES
        for base in ("base-default", "base-hover", "base-active")
    ]
    return own + on_page + filled


def line_pairs() -> list[tuple[str, str]]:
    lines = ("border-default", "border-strong", "base-default")
    grounds = ("neutral-surface-default", "neutral-background-default")
    return [(f"{tone}-{line}", ground) for tone in TONES for line in lines for ground in grounds]


@pytest.mark.parametrize("name", ["ordinary", "high"])
def test_text_has_at_least_4_5(name: str) -> None:
    assert failing(schemes()[name], text_pairs(), 4.5) == []


@pytest.mark.parametrize("name", ["ordinary", "high"])
def test_lines_of_controls_and_pictures_have_at_least_3(name: str) -> None:
    assert failing(schemes()[name], line_pairs(), 3) == []


def test_high_contrast_text_has_at_least_7() -> None:
    assert failing(schemes()["high"], text_pairs(), 7) == []


def test_focus_ring_is_seen_on_every_ground() -> None:
    scheme = schemes()["ordinary"]
    pairs = [("focus-outer", f"{tone}-{ground}") for tone in TONES for ground in GROUNDS]
    assert failing(scheme, pairs, 3) == []


def test_black_on_white_is_21() -> None:
    assert round(contrast("000000", "ffffff"), 2) == 21
