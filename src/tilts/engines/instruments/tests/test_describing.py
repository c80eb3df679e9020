"""An instrument in words."""

from pathlib import Path

import pytest

from tilts.engines.instruments import find, load
from tilts.engines.instruments.describing import described
from tilts.engines.instruments.shipped import files

from .made import small

REST = """\
scores:
  - id: s
    label: {en: Sum}
    add: [{of: a}, {of: b, steps: {0: -1, 0.5: 2}}]
    bands:
      - {id: low, label: {en: Low}, to: 4}
      - {id: high, label: {en: High}, from: 5}
refusals:
  - when: a = 3
    reason: {en: Three does not count.}
"""
SHOWN = """\
Small (small, version 1)
Made for tests
CC0-1.0

Only
  a: A (number; from 0 to 9)
  b: B (number; from 0 to 9)
  c: C (choice; x, y)
  d: D (date)
  e: E (date)

Scores
  s: Sum (from a, b; from -1 to 11)
    Low to 4; High from 5

Refused when
  a = 3: Three does not count."""


def test_a_whole_instrument(tmp_path: Path):
    assert described(small(tmp_path, REST), "en") == SHOWN


def test_without_scores(tmp_path: Path):
    assert described(small(tmp_path, ""), "lv") == SHOWN.partition("\n\nScores")[0]


def test_whose_voice_it_is_and_what_the_record_knows():
    lines = described(load(find("rvn-demo")), "lv").splitlines()
    said = [line for line in lines if "voice" in line or "known" in line]
    assert said == [
        "Personas pašas skatījums (the person's own voice)",
        "  sex: Dzimums (choice; male, female; known: sex)",
    ]


@pytest.mark.parametrize("name", sorted(files()))
def test_shipped_ones_name_everything(name: str):
    instrument = load(find(name))
    text = described(instrument, "en")
    ids = [line.split(":")[0].strip() for line in text.splitlines() if line.startswith("  ")]
    assert [one for one in (*instrument.items, *instrument.quantities) if one not in ids] == []
    assert instrument.source in text
    assert instrument.licence in text
