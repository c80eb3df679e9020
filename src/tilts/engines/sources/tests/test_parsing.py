"""Files remember the line of everything in them."""

from pathlib import Path

import pytest

from tilts.engines.instruments import Fault
from tilts.engines.sources import parse

TEXT = """\
# A comment
id: x
words: [no, yes, on, off, 2026-01-31, 1.5, true, null]

list:
  - a: 1
    b: {c: 2,
        d: 3}
  - [e,
     f]
"""


def written(folder: Path, text: str) -> Path:
    file = folder / "any.yaml"
    file.write_text(text, encoding="utf-8")
    return file


@pytest.mark.parametrize(
    ("place", "line"),
    [
        ((), 2),
        (("id",), 2),
        (("words", 4), 3),
        (("list",), 5),
        (("list", 0), 6),
        (("list", 0, "b"), 7),
        (("list", 0, "b", "d"), 8),
        (("list", 1, 1), 10),
        (("list", 0, "z", "y"), 6),
        (("nowhere", 3), 2),
    ],
)
def test_lines_of_places_or_of_what_encloses_them(tmp_path: Path, place, line: int):
    source = parse(written(tmp_path, TEXT))
    assert source.line(place) == line


def test_words_dates_numbers_and_truth(tmp_path: Path):
    source = parse(written(tmp_path, TEXT))
    assert source.faults == []
    assert source.data["words"] == ["no", "yes", "on", "off", "2026-01-31", 1.5, True, None]


@pytest.mark.parametrize(
    ("text", "line", "what"),
    [
        ("a: 1\nb: 2\na: 3\n", 3, "a: written twice."),
        ("a:\n  b: 1\n  c: 2\n  b: 3\n", 4, "b: written twice."),
        ("a: {b: 1\n", 1, "Not readable as YAML: did not find expected ',' or '}'."),
        ("a: !!python/object:os.system x\n", 1, "Not readable as YAML: "),
        ("a: &x [*x]\nb: *y\n", 2, "Not readable as YAML: "),
    ],
)
def test_faults_of_the_file(tmp_path: Path, text: str, line: int, what: str):
    file = written(tmp_path, text)
    (fault,) = parse(file).faults
    assert (fault.file, fault.line, fault.what[: len(what)]) == (file, line, what)


def test_a_fault_reads_as_a_sentence(tmp_path: Path):
    fault = Fault(tmp_path / "a.yaml", 3, "b: written twice.", "Keep one of them.")
    assert str(fault) == f"{tmp_path}/a.yaml, line 3: b: written twice. Keep one of them."
