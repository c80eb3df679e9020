"""Every string of the pages is there in each language that it must be read in."""

import re
import sys
import tempfile
from collections import Counter
from pathlib import Path

import polib
import pytest

from tools import debian
from tools.messages import (
    CATALOGUES,
    READ_BY_THE_PERSON,
    SOURCES,
    catalogues,
    extract,
    renewed,
    reviewed,
    wanted,
)

LANGUAGES = ("lt", "lv", "ru")
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|%%|\{\w*\}")
PLURAL_FORMS = re.compile(r"nplurals=(\d)")

Key = tuple[str | None, str]


def key(entry: polib.POEntry) -> Key:
    """What tells one string from another."""
    return entry.msgctxt, entry.msgid


@pytest.fixture(scope="module")
def strings() -> polib.POFile:
    """The strings of the sources; xgettext is installed where it is missing and we may."""
    debian.ensure("gettext")
    return extract()


@pytest.fixture(params=LANGUAGES)
def language(request: pytest.FixtureRequest) -> str:
    """Each language in turn."""
    return str(request.param)


@pytest.fixture
def catalogue(language: str) -> polib.POFile:
    """The translators' file of the language."""
    found = catalogues()
    assert language in found, f"{CATALOGUES}/{language} is missing"
    return found[language]


def test_the_catalogue_says_what_the_sources_ask(
    language: str, catalogue: polib.POFile, strings: polib.POFile
) -> None:
    asked, said = set(map(key, wanted(language, strings))), set(map(key, catalogue))
    assert (asked - said, said - asked) == (set(), set()), "run `make messages`, then translate"


def test_nothing_is_missing(catalogue: polib.POFile) -> None:
    assert [entry.msgid for entry in catalogue.untranslated_entries()] == []


def test_nothing_is_a_guess(catalogue: polib.POFile) -> None:
    assert [entry.msgid for entry in catalogue.fuzzy_entries()] == []


def test_every_plural_has_all_its_forms(catalogue: polib.POFile) -> None:
    found = PLURAL_FORMS.search(catalogue.metadata["Plural-Forms"])
    assert found
    plurals = [entry for entry in catalogue if entry.msgid_plural]
    wrong = [
        e.msgid for e in plurals if len([t for t in e.msgstr_plural.values() if t]) != int(found[1])
    ]
    assert wrong == []


def test_placeholders_are_kept(catalogue: polib.POFile) -> None:
    wrong = [
        (entry.msgid, text)
        for entry in catalogue
        for text in (entry.msgstr_plural.values() if entry.msgid_plural else [entry.msgstr])
        if placeholders(text) != placeholders(entry.msgid_plural or entry.msgid)
    ]
    assert wrong == []


def placeholders(text: str) -> Counter[str]:
    """The places of a text where values go."""
    return Counter(PLACEHOLDER.findall(text))


def test_it_is_known_how_much_a_native_speaker_has_read(
    language: str, catalogue: polib.POFile, capsys: pytest.CaptureFixture[str]
) -> None:
    with capsys.disabled():
        sys.stdout.write(f"\n{language}: {reviewed(catalogue)}")
    assert "review" in catalogue.header


def test_every_file_that_the_person_reads_is_there() -> None:
    assert [name for name in READ_BY_THE_PERSON if not (SOURCES / name).exists()] == []


@pytest.fixture
def little(tmp_path: Path) -> polib.POFile:
    """The strings of two files and a test."""
    (tmp_path / "tests").mkdir()
    (tmp_path / "a.py").write_text(
        'title = lazy("Page")\nn = ngettext("%(n)s day", "%(n)s days", 2)'
    )
    (tmp_path / "b.html").write_text(
        '{% translate "Page" %}{% translate "Open" context "a command" %}'
        "{% blocktranslate %}Dear {{ name }}{% endblocktranslate %}"
    )
    (tmp_path / "tests/test_a.py").write_text('_("Nobody reads this")')
    return extract(tmp_path)


def test_strings_of_python_and_templates_are_found(little: polib.POFile) -> None:
    assert [(*key(entry), [name for name, _ in entry.occurrences]) for entry in little] == [
        (None, "Page", ["a.py", "b.html"]),
        (None, "%(n)s day", ["a.py"]),
        ("a command", "Open", ["b.html"]),
        (None, "Dear %(name)s", ["b.html"]),
    ]


def test_renewing_keeps_what_is_said_and_drops_what_nobody_asks(little: polib.POFile) -> None:
    old = polib.POFile()
    old.header, old.metadata = "Of Tilts", {"Language": "lv"}
    old.append(polib.POEntry(msgid="Page", msgstr="Lapa", tcomment="reviewed"))
    old.append(polib.POEntry(msgid="Dear %(name)s", msgstr="%(name)s!", flags=["fuzzy"]))
    old.append(polib.POEntry(msgid="Gone", msgstr="Prom"))
    new = renewed(list(little), old)
    assert (new.header, new.metadata) == (old.header, old.metadata)
    assert [(entry.msgid, entry.msgstr, entry.fuzzy) for entry in new] == [
        ("Page", "Lapa", False),
        ("%(n)s day", "", False),
        ("Open", "", False),
        ("Dear %(name)s", "%(name)s!", True),
    ]
    assert reviewed(new) == "1 of 4 reviewed"
    assert str(renewed(list(little), new)) == str(new)


def test_reading_a_catalogue_again_changes_nothing(catalogue: polib.POFile) -> None:
    with tempfile.NamedTemporaryFile(suffix=".po") as copy:
        catalogue.save(copy.name)
        assert str(polib.pofile(copy.name, wrapwidth=100)) == str(catalogue)
