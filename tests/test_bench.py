"""`python -m bench` runs the benchmarks that were asked for."""

from pathlib import Path

import pytest

from bench.__main__ import FOLDER, KEPT, WITHOUT, chosen, main, places


def test_without_words_all_of_them() -> None:
    assert chosen([]) == sorted(path.stem for path in FOLDER.glob("bench_*.py"))


def test_a_word_that_no_name_contains() -> None:
    assert chosen(["no such benchmark"]) == []
    with pytest.raises(SystemExit, match=r"^No benchmark has such a name\.$"):
        main(["--json", "no such benchmark"])


def test_those_that_are_run_in_a_way_of_their_own_are_there() -> None:
    assert [name for name in (*KEPT, *WITHOUT) if name not in chosen([])] == []


def test_data_are_kept_by_their_size(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TILTS_BENCH_CACHE", str(tmp_path))
    own = tmp_path / "bench_search--size=7"
    with places("bench_search", ["--json", "--size=7"]) as found:
        assert found == (own / "home", own / "data")
    assert [path.name for path in own.iterdir()] == ["home"]


def test_other_homes_are_new_and_gone_afterwards() -> None:
    with places("bench_import", []) as (home, data):
        assert (home.is_dir(), data) == (True, None)
    assert not home.exists()
