"""`python -m bench` runs the benchmarks that were asked for."""

import pytest

from bench.__main__ import FOLDER, chosen, main


def test_without_words_all_of_them() -> None:
    assert chosen([]) == sorted(path.stem for path in FOLDER.glob("bench_*.py"))


def test_a_word_that_no_name_contains() -> None:
    assert chosen(["no such benchmark"]) == []
    with pytest.raises(SystemExit, match=r"^No benchmark has such a name\.$"):
        main(["--json", "no such benchmark"])
