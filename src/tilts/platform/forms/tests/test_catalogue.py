"""The instruments of an installation: files that come, change, break and go."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from django.utils.translation import override

from tilts.engines.instruments.shipped import SHIPPED
from tilts.platform.access.reasons import Refused
from tilts.platform.forms.actions import About, answer, decide, open_sheet
from tilts.platform.forms.answering import Answer
from tilts.platform.forms.catalogue import (
    broken,
    checker,
    instrument,
    known,
    own,
    own_folder,
    scorer,
    versions,
)
from tilts.platform.forms.guards import why_not_open, why_not_usable
from tilts.platform.forms.models import Sheet, Standing
from tilts.platform.forms.queries import definition, listed, usable
from tilts.platform.forms.results import progress
from tilts.platform.parties.actors import SERVICE

from .conftest import NEEDS, TODAY, USED

pytestmark = pytest.mark.usefixtures("all_seen")
Put = Callable[..., Path]


@pytest.fixture
def put() -> Iterator[Put]:
    """Puts a file into the installation's folder; it is gone afterwards."""
    put_there = []

    def one(name: str, *changes: tuple[str, str], source: Path = NEEDS) -> Path:
        words = source.read_text()
        for old, new in changes:
            assert old in words
            words = words.replace(old, new)
        file = own_folder() / name
        file.parent.mkdir(exist_ok=True)
        file.write_text(words)
        put_there.append(file)
        return file

    yield one
    for file in put_there:
        file.unlink(missing_ok=True)


SECOND = ('version: "1"', 'version: "2"')
OTHERWISE = ("total / 12", "total / 13")


def names() -> list[str]:
    return [one.name for one in broken()]


def test_what_is_shipped_is_known_and_none_of_it_broken(db):
    shipped = {file.stem for file in SHIPPED.glob("*.yaml")}
    assert (len(known()), broken(), own()) == (len(shipped), [], set())
    assert list(known()) == sorted(known())


@pytest.mark.parametrize(
    ("content", "what"),
    [
        (b"", "Input should be an object."),
        (b"id: [", "Not readable as YAML"),
        (b"\xff\xfe\0", "Not readable as YAML"),
        (b"id: needs\nid: needs\n", "id: written twice."),
        (b"!!python/object:os.system {}", "Not readable as YAML"),
    ],
    ids=["empty", "no yaml", "no text", "key twice", "python"],
)
def test_a_broken_file_is_named_and_the_others_work(needs, put, content, what):
    before = set(known())
    put("broken.yaml").write_bytes(content)
    assert set(known()) == before
    ((name, fault),) = broken()
    assert name == "broken"
    assert fault.what.startswith(what)
    assert fault.remedy


def test_what_leads_nowhere_is_broken_too(needs):
    link, folder = own_folder() / "link.yaml", own_folder() / "folder.yaml"
    link.symlink_to(own_folder() / "gone.yaml")
    folder.mkdir()
    try:
        assert sorted((one.name, one.fault.what) for one in broken()) == [
            ("folder", "Cannot be read: Is a directory."),
            ("link", "Cannot be read: No such file or directory."),
        ]
        assert own() == {("needs", "1")}
    finally:
        link.unlink()
        folder.rmdir()


def test_a_file_that_changed_is_noticed(put):
    file = put("needs.yaml")
    first = instrument("needs", "1")
    put("needs.yaml", OTHERWISE)
    second = instrument("needs", "1")
    assert first is not None
    assert second is not None
    assert (first.digest == second.digest, len(versions("needs"))) == (False, 1)
    file.write_text("id: needs")
    assert (instrument("needs", "1"), names()) == (None, ["needs"])
    file.unlink()
    assert (instrument("needs", "1"), names()) == (None, [])


def test_a_file_that_did_not_change_is_read_once(put):
    file = put("needs.yaml")
    first = instrument("needs", "1")
    assert instrument("needs", "1") is first
    os.utime(file, ns=(1, 1))
    again = instrument("needs", "1")
    assert again is not first
    assert again == first


def test_two_versions_stand_side_by_side_whatever_their_files_are_called(put):
    put("zz.yaml")
    put("aa.yaml", SECOND)
    assert [one.version for one in versions("needs")] == ["1", "2"]
    assert own() == {("needs", "1"), ("needs", "2")}


def test_of_two_files_that_say_the_same_version_the_last_stands(put):
    put("b.yaml")
    (last,) = versions("needs")
    put("a.yaml", OTHERWISE)
    assert (versions("needs"), broken()) == ([last], [])
    put("c.yaml", OTHERWISE)
    assert versions("needs") != [last]


def test_ones_own_file_stands_for_ours(put):
    (shipped,) = versions("psa")
    put("zz.yaml", ("{0: No, 4: Yes}", "{0: No, 3: Yes}"), source=SHIPPED / "psa.yaml")
    (stands,) = versions("psa")
    assert (stands.digest == shipped.digest, own()) == (False, {("psa", "2018")})


def test_what_scores_an_instrument_is_compiled_once(needs, put):
    put("second.yaml", SECOND)
    first, second = versions("needs")
    assert scorer(first) is scorer(first)
    assert scorer(first) is not scorer(second)


def test_what_checks_answers_asks_everything_and_computes_nothing(needs):
    bare = checker(needs).instrument
    assert list(bare.items) == list(needs.items)
    assert [one.id for one in bare.items.values() if one.visible_if or one.when_hidden] == []
    assert (bare.quantities, bare.refusals, checker(needs) is checker(needs)) == ({}, (), True)


def test_a_sheet_keeps_to_the_version_with_which_it_was_opened(opened, officer, put):
    put("second.yaml", SECOND, ("id: remarks", "id: notes"))
    second = versions("needs")[1]
    decide(by=SERVICE, agency="ievp", of=second, decision=USED)
    later = open_sheet(by=officer, of=second, about=About(opened.subject_id))
    assert [definition(one).version for one in (opened, later)] == ["1", "2"]
    asked = [[item.id for item in progress(one)[1].left][-1] for one in (opened, later)]
    assert asked == ["remarks", "notes"]
    with pytest.raises(Refused) as refused:
        answer(by=officer, sheet=later, item="remarks", given=Answer("Calm."))
    assert [one.code for one in refused.value.reasons] == ["unknown-item"]


def test_a_sheet_waits_while_its_file_is_another(opened, officer, put):
    put("needs.yaml", OTHERWISE)
    with pytest.raises(Refused) as refused:
        answer(by=officer, sheet=opened, item="work", given=Answer("some"))
    assert [(one.code, str(one.text)) for one in refused.value.reasons] == [
        ("file-gone", "The file of this instrument is no longer here. Ask the quality manager.")
    ]
    put("needs.yaml")
    assert answer(by=officer, sheet=opened, item="work", given=Answer("some")).saved == 1


def test_only_the_version_that_was_decided_upon_is_usable(house, needs, put):
    put("second.yaml", SECOND)
    decide(by=SERVICE, agency="ievp", of=needs, decision=USED)
    assert [(one.id, one.version) for one in usable("ievp", TODAY)] == [("needs", "1")]
    put("needs.yaml", OTHERWISE)
    assert usable("ievp", TODAY) == []
    rows = [row for row in listed("ievp", TODAY) if row.of.id == "needs"]
    assert [(row.of.version, row.level, row.changed, row.own) for row in rows] == [
        ("1", "use", True, True), ("2", "reference", False, True),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("level", "reasons"),
    [
        (None, [("not-in-use", "“Needs” is here as: reference. "
                 "The quality manager decides whether it is used.")]),
        ("reference", [("not-in-use", "“Needs” is here as: reference. "
                        "The quality manager decides whether it is used.")]),
        ("withdrawn", [("not-in-use", "“Needs” is here as: withdrawn. "
                        "The quality manager decides whether it is used.")]),
        ("trial", []),
        ("use", []),
    ],
)  # fmt: skip
def test_why_an_instrument_cannot_be_used(needs, level, reasons):
    standing = Standing(level=level, digest=needs.digest) if level else None
    found = why_not_usable(needs, standing)
    assert [(one.code, str(one.text)) for one in found] == reasons


def test_a_changed_file_waits_for_a_decision_in_words(needs):
    found = why_not_usable(needs, Standing(level="use", digest="another"))
    assert [(one.code, str(one.text)) for one in found] == [
        ("file-changed", "The file of “Needs” changed since it was put to use. Decide anew.")
    ]


def test_reasons_name_the_instrument_in_the_readers_language(needs):
    with override("lv"):
        texts = [
            str(one.text)
            for standing in (None, Standing(level="use", digest="another"))
            for one in why_not_usable(needs, standing)
        ]
    assert ["Vajadzības" in one for one in texts] == [True, True]


def test_why_a_sheet_takes_no_more_answers(opened):
    final = Sheet(fixed_at=opened.opened_at)
    assert why_not_open(opened) == []
    assert [(one.code, str(one.text)) for one in why_not_open(final)] == [
        ("fixed", "These answers are final. A new assessment gives new ones.")
    ]
