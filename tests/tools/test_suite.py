"""The stages of `make test`: what passes, what fails, and what they say."""

import sys

import pytest

from tools.suite import NO_TESTS, SUITES, Outcome, Stage, main, run, selected


def stage(code: str) -> Stage:
    """A stage that runs some Python."""
    return Stage("stage", (sys.executable, "-c", code))


def test_a_stage_shows_and_keeps_what_it_says(capsys: pytest.CaptureFixture[str]) -> None:
    outcome = run(stage("print('a'); print('2 passed'); print()"))
    assert (outcome.code, outcome.last, outcome.passed) == (0, "2 passed", True)
    assert capsys.readouterr().out == "\n── stage\na\n2 passed\n\n"


def test_a_stage_that_fails() -> None:
    outcome = run(stage("import sys; sys.exit('wrong')"))
    assert (outcome.code, outcome.last, outcome.passed) == (1, "wrong", False)


def test_a_stage_does_not_inherit_a_database(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgres://elsewhere/tilts")
    assert run(stage("import os; print(os.environ.get('DATABASE_URL'))")).last == "None"


@pytest.mark.parametrize(
    ("code", "may_be_empty", "line"),
    [
        (0, False, "name         passed     1.2 s  said"),
        (1, True, "name         FAILED     1.2 s  said"),
        (NO_TESTS, True, "name         passed     1.2 s  no test carries this marker yet"),
        (NO_TESTS, False, "name         FAILED     1.2 s  no test carries this marker yet"),
    ],
)
def test_the_closing_line(code: int, may_be_empty: bool, line: str) -> None:
    assert str(Outcome(Stage("name", (), may_be_empty), code, 1.23, "said")) == line


def test_every_test_belongs_to_one_stage_of_each_database() -> None:
    names = {suite: [stage.name for stage in stages] for suite, stages in SUITES.items()}
    assert names == {"test": ["check", "SQLite", "PostgreSQL", "browser"], "slow": ["slow"]}
    sqlite, postgresql = SUITES["test"][1:3]
    both = (*sqlite.command, "--with-database")
    assert postgresql.command[-len(both) :] == both
    assert sqlite.command == selected("not browser and not slow")


def test_what_follows_a_failure_still_runs(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """And the closing lines come last, in the order of the stages."""
    stages = (stage("import sys; sys.exit('wrong')"), stage("print('right')"))
    monkeypatch.setitem(SUITES, "two", stages)
    assert main("two") == 1
    closing = capsys.readouterr().out.splitlines()[-2:]
    assert [line.split()[1] for line in closing] == ["FAILED", "passed"]
    assert [line.split()[-1] for line in closing] == ["wrong", "right"]
