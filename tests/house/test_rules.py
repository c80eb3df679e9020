"""Each rule finds what it is there for, and nothing in the house."""

import pytest

from tests.house import rules
from tests.house.source import Rule, Source, faults

ROOM = "src/tilts/casework/people"
VIEWS, ACTIONS, QUERIES = (f"{ROOM}/{name}.py" for name in ("views", "actions", "queries"))
SILENCED = "import os  " + "# " + "noqa: F401"
IGNORED = "x = 1  " + "# " + "type: ignore[assignment]"


@pytest.mark.parametrize("rule", rules.RULES, ids=lambda rule: rule.__name__)
def test_the_house_keeps_it(rule: Rule) -> None:
    found = faults(rule)
    assert found == [], "\n".join(["", *found])


@pytest.mark.parametrize(
    ("rule", "path", "text", "found"),
    [
        (rules.provider, VIEWS, "Person.objects.all()", ["1 reads Person.objects: ask"]),
        (rules.provider, f"{ROOM}/views/list.py", "P._base_manager", ["1 reads P._base_manager"]),
        (rules.provider, VIEWS, "x = 1\nm.P._default_manager", ["2 reads m.P._default_manager"]),
        (rules.provider, f"{ROOM}/panels.py", "P.all_objects", ["1 reads P.all_objects"]),
        (rules.provider, VIEWS, "get_object_or_404(Person, pk=1)", ["1 reads get_object_or_404("]),
        (rules.provider, VIEWS, "get_object_or_404(people(by), pk=1)", []),
        (rules.provider, "src/tilts/doors/api/queries.py", "Client.objects.all()", []),
        (rules.provider, QUERIES, "Person.objects.all()", []),
        (rules.provider, f"{ROOM}/tests/test_views.py", "Person.objects.all()", []),
        (rules.suppression, QUERIES, SILENCED, ["1 gives no reason"]),
        (rules.suppression, QUERIES, f"{SILENCED} -", ["1 gives no reason"]),
        (rules.suppression, QUERIES, f"{SILENCED} - kept for its effect", []),
        (rules.suppression, QUERIES, IGNORED, ["1 gives no reason"]),
        (rules.suppression, QUERIES, f"{IGNORED} # the stubs say otherwise", []),
        (rules.names, f"{ROOM}/helpers.py", "", ["1 is a vague name"]),
        (rules.names, f"{ROOM}/managerial.py", "", []),
        (rules.names, QUERIES, "class CaseManager: ...", ["1 class CaseManager has"]),
        (rules.names, QUERIES, "class CaseManager(models.Manager['Case']): ...", []),
        (rules.names, QUERIES, "class Open(models.Manager): ...\nclass UtilityBill: ...", []),
        (rules.actions, ACTIONS, "def close(*, by, case): ...", []),
        (rules.actions, ACTIONS, "def _close(case): ...", []),
        (rules.actions, ACTIONS, "def close(case, *, by): ...", ["1 close takes arguments by"]),
        (rules.actions, f"{ROOM}/actions/end.py", "def end(*, case): ...", ["1 end does not say"]),
        (rules.docstrings, ACTIONS, "def close(*, by): ...", ["1 close has no docstring"]),
        (rules.docstrings, QUERIES, "def find(): ...", []),
        (
            rules.docstrings,
            "src/tilts/engines/calendars/days.py",
            "class Day:\n  'One.'\n  def next(self): ...\n  def _last(self): ...",
            ["3 next has no docstring"],
        ),
    ],
)
def test_a_rule_finds(rule: Rule, path: str, text: str, found: list[str]) -> None:
    said = list(rule(Source(path, text)))
    expected = [f"{path}:{start}" for start in found]
    assert len(said) == len(found), said
    assert [line[: len(start)] for line, start in zip(said, expected, strict=True)] == expected
