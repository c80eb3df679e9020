"""The strings of the pages on their way into the translators' files."""

from pathlib import Path

import polib
import pytest

from tools.messages import (
    CATALOGUES,
    SOURCES,
    SUBSETS,
    catalogues,
    extract,
    renewed,
    reviewed,
    wanted,
)


def entry(msgid: str, *files: str, **values: object) -> polib.POEntry:
    return polib.POEntry(msgid=msgid, occurrences=[(name, "") for name in files], **values)


def catalogue(*entries: polib.POEntry) -> polib.POFile:
    made = polib.POFile()
    made.header = "A header"
    made.extend(entries)
    return made


@pytest.fixture
def sources(tmp_path: Path) -> Path:
    """A room with a string in its code, one in a template, and one in its tests."""
    for name, text in {
        "room/views.py": 'x = _("Open")\ny = ngettext("%(n)s person", "%(n)s people", n)\n',
        "room/templates/page.html": '{% load i18n %}<p>{% translate "Open" %}</p>',
        "room/words.html": "{% blocktranslate %}Nobody is here.{% endblocktranslate %}",
        "room/lazily.py": 'lazy("Later")\npgettext_lazy("a month", "May")\n',
        "room/tests/test_views.py": '_("Only tested")',
    }.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text)
    return tmp_path


def test_strings_of_code_and_templates_are_found(sources):
    found = {(e.msgctxt, e.msgid): [name for name, _ in e.occurrences] for e in extract(sources)}
    assert found == {
        (None, "Later"): ["room/lazily.py"],
        ("a month", "May"): ["room/lazily.py"],
        (None, "Open"): ["room/templates/page.html", "room/views.py"],
        (None, "%(n)s person"): ["room/views.py"],
        (None, "Nobody is here."): ["room/words.html"],
    }


def test_the_plural_is_kept(sources):
    (found,) = [e for e in extract(sources) if e.msgid_plural]
    assert found.msgid_plural == "%(n)s people"


def test_a_catalogue_keeps_what_was_said_and_loses_what_is_gone():
    old = catalogue(
        entry("Open", msgstr="Atvērt", tcomment="reviewed"),
        entry("Gone", msgstr="Prom"),
        entry("Unsure", msgstr="Varbūt", flags=["fuzzy"]),
    )
    new = renewed([entry("New", "a.py"), entry("Open", "b.py"), entry("Unsure", "b.py")], old)
    assert [(e.msgid, e.msgstr, e.tcomment, e.fuzzy) for e in new] == [
        ("New", "", "", False),
        ("Open", "Atvērt", "reviewed", False),
        ("Unsure", "Varbūt", "", True),
    ]
    assert [e.occurrences for e in new] == [[("a.py", "")], [("b.py", "")], [("b.py", "")]]
    assert new.header == "A header"


def test_the_same_word_in_another_context_is_another_string():
    old = catalogue(entry("May", msgctxt="a month", msgstr="maijs"))
    new = renewed([entry("May", "a.py"), entry("May", "a.py", msgctxt="a month")], old)
    assert [e.msgstr for e in new] == ["", "maijs"]


def test_a_string_is_fuzzy_only_where_its_translation_is():
    new = renewed([entry("Open", "a.py", flags=["fuzzy", "python-format"])], catalogue())
    assert [e.flags for e in new] == [["python-format"]]


@pytest.mark.parametrize(
    ("language", "strings"), [("lv", ["Staff", "Both", "Person"]), ("ru", ["Both", "Person"])]
)
def test_a_person_reads_some_of_the_strings(language, strings):
    shown = "casework/people/models/identity.py"
    told = [
        entry("Staff", "doors/api/gate.py"),
        entry("Both", "doors/api/gate.py", shown),
        entry("Person", shown),
    ]
    assert [e.msgid for e in wanted(language, catalogue(*told))] == strings


def test_the_files_of_a_subset_are_there():
    named = [name for names in SUBSETS.values() for name in names]
    assert [name for name in named if not (SOURCES / name).exists()] == []


def test_reviewed_strings_are_counted():
    comments = ["by K.\nreviewed", "reviewed", "unreviewed", "not reviewed yet", "reviewed?", ""]
    entries = [entry(str(number), tcomment=comment) for number, comment in enumerate(comments)]
    assert reviewed(catalogue(*entries)) == "2 of 6 reviewed"


def test_languages_by_their_code():
    assert list(catalogues()) == sorted(path.name for path in CATALOGUES.iterdir() if path.is_dir())
