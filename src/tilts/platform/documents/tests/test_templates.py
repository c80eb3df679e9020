"""Templates are checked at the start: what is wrong with one is named by file and line."""

from pathlib import Path

import pytest
from django.core.checks import Error

from tilts.jurisdictions.loading import SHIPPED, load_packs, packs
from tilts.jurisdictions.tests.folders import LETTER, entries, sound_pack, write
from tilts.platform.documents.apps import check_templates
from tilts.platform.documents.checking import faults
from tilts.platform.documents.layers import digest, files_of, whole

BODY = "{code: body, names: {en: Body, et: Sisu}}"
NAMES = "names: {en: Letter, et: Kiri}"
WORD = "# {{ document.title }}\n\n{{ body }}\n"


@pytest.fixture
def pack(settings, tmp_path: Path) -> Path:
    """The folder of a sound pack of Estonia, over the shipped ones."""
    packs.cache_clear()
    settings.PACKS = sound_pack(tmp_path / "packs")
    return settings.PACKS / "ee"


def declared(pack: Path, files: str = "pdf: {et: letter.typ}", slots: str = BODY, **more: str):
    """Declare the letter anew: these files, these slots."""
    packs.cache_clear()
    kind = more.get("kind", "letter")
    line = f"{{code: letter, kind: {kind}, {files}, {NAMES}, slots: [{slots}]}}"
    return write(pack.parent, "documents", entries(line))


def put(pack: Path, name: str, text: str) -> Path:
    (pack / "documents" / name).write_text(text, encoding="utf-8")
    return pack / "documents" / name


def told() -> list[str]:
    return [str(fault) for fault in faults()]


def test_what_ships_is_whole():
    assert told() == []
    assert check_templates(None) == []


def test_a_pack_of_the_installation_is_whole(pack):
    assert told() == []


def test_a_file_that_is_not_there(pack):
    file = declared(pack, "pdf: {et: leter.typ}")
    assert told() == [
        f"{file}, line 3: letter: the file 'leter.typ' is missing. "
        "Put it into the folder documents of the pack, or correct its name."
    ]


def test_a_kind_that_there_is_not(pack):
    file = declared(pack, kind="poem")
    (found,) = told()
    assert found.startswith(
        f"{file}, line 3: letter: no kind of document is called 'poem'. Use one"
    )


@pytest.mark.parametrize(
    ("form", "name", "text", "line"),
    [
        ("pdf", "letter.typ", LETTER + "#slots.sender\n", 5),
        ("pdf", "letter.typ", LETTER + '\n#slots.at("sender")\n', 6),
        ("word", "letter.docx.md", WORD + "{{ sender }}\n", 4),
        ("word", "letter.docx.md", WORD + "{%p if sender %}\nx\n{%p endif %}\n", 4),
    ],
)
def test_a_slot_that_is_not_declared(pack, form: str, name: str, text: str, line: int):
    declared(pack, f"{form}: {{et: {name}}}")
    file = put(pack, name, text)
    assert told() == [
        f"{file}, line {line}: letter: the slot 'sender' is not declared. "
        "Declare it in documents.yaml, or correct its name."
    ]


@pytest.mark.parametrize(
    ("form", "name", "text"),
    [("pdf", "letter.typ", LETTER), ("word", "letter.docx.md", WORD)],
)
def test_a_slot_without_a_place(pack, form: str, name: str, text: str):
    slots = f"{BODY}, {{code: sender, names: {{en: Sender, et: Saatja}}}}"
    file = declared(pack, f"{form}: {{et: {name}}}", slots)
    put(pack, name, text)
    assert told() == [
        f"{file}, line 3: letter: {name} has no place for the slot 'sender'. "
        "Give it one, or do not declare it."
    ]


@pytest.mark.parametrize(
    ("form", "name", "text", "line", "what"),
    [
        ("pdf", "letter.typ", LETTER + "#nothing()\n", 5, "unknown variable: nothing"),
        ("pdf", "letter.typ", LETTER + "#let (\n", 5, "unclosed delimiter"),
        ("pdf", "letter.typ", LETTER + '#image("x.png")\n', 5, "file not found"),
        ("word", "letter.docx.md", WORD + "{% if %}\n", 4, "Expected an expression"),
        ("word", "letter.docx.md", WORD + "{{ ''.__class__ }}\n", 1, "access to attribute"),
    ],
)
def test_what_does_not_become_a_document(pack, form, name, text, line, what):
    declared(pack, f"{form}: {{et: {name}}}")
    file = put(pack, name, text)
    (found,) = told()
    assert (found.startswith(f"{file}, line {line}: "), what in found) == (True, True), found


def test_a_fault_in_what_is_imported_is_named_there(pack):
    put(pack, "letter.typ", LETTER + '#import "seal.typ": *\n#seal()\n')
    file = put(pack, "seal.typ", "\n#let seal() = nothing\n")
    assert told() == [f"{file}, line 2: unknown variable: nothing. Correct the template."]


def test_what_needs_an_optional_slot_is_a_fault(pack):
    slots = f"{BODY}, {{code: day, type: date, required: false, names: {{en: Day, et: Päev}}}}"
    declared(pack, slots=slots)
    file = put(pack, "letter.typ", LETTER + "#slots.day.slice(0, 1)\n")
    (found,) = told()
    assert found.startswith(f"{file}, line 5: ")


def test_a_template_of_the_installation_replaces_the_shipped_one(settings, tmp_path):
    settings.PACKS = tmp_path
    shipped = files_of("LV")["informative_letter.typ"]
    assert shipped == SHIPPED / "lv" / "documents" / "informative_letter.typ"
    before = digest("informative_letter.typ", files_of("LV"))
    (tmp_path / "lv" / "documents").mkdir(parents=True)
    own = tmp_path / "lv" / "documents" / "informative_letter.typ"
    own.write_bytes(shipped.read_bytes() + b"\n#nothing()\n")
    assert files_of("LV")["informative_letter.typ"] == own
    assert digest("informative_letter.typ", files_of("LV")) != before
    (found,) = told()
    assert found.startswith(f"{own}, line 13: unknown variable: nothing.")


def test_the_digest_knows_what_is_imported_and_nothing_else(pack):
    files = files_of("EE")
    before = digest("letter.typ", files)
    assert sorted(whole("letter.typ", files)) == ["letter.typ", "official.typ"]
    put(pack, "other.typ", "= Other")
    assert digest("letter.typ", files_of("EE")) == before
    put(pack, "official.typ", "#let official(body) = body\n#let data = (title: [])\n")
    assert digest("letter.typ", files_of("EE")) != before


def test_two_that_import_each_other_are_read_once(pack):
    put(pack, "letter.typ", '#import "other.typ": *')
    put(pack, "other.typ", '#import "letter.typ": *')
    assert sorted(whole("letter.typ", files_of("EE"))) == ["letter.typ", "other.typ"]


def test_faults_stop_the_start(pack):
    declared(pack, "pdf: {et: leter.typ}")
    (found,) = check_templates(None)
    assert isinstance(found, Error)
    assert (found.id, "leter.typ" in found.msg) == ("documents.E001", True)


def test_broken_packs_are_left_to_those_who_load_them(pack):
    write(pack.parent, "documents", entries("{code: letter}"))
    packs.cache_clear()
    assert told() == []


@pytest.mark.parametrize(
    ("line", "what"),
    [
        (
            f"{{code: letter, kind: letter, {NAMES}, slots: [{BODY}]}}",
            "Neither pdf nor word names a file",
        ),
        (f"{{code: letter, kind: letter, {NAMES}, pdf: {{et: a.typ}}, slots: []}}", "slots"),
        (
            f"{{code: letter, kind: letter, {NAMES}, pdf: {{et: a.typ}}, slots: [{BODY}, {BODY}]}}",
            "has the slot 'body' more than once",
        ),
        (
            f"{{code: letter, kind: letter, {NAMES}, pdf: {{et: a.typ}}, slots: [{BODY}],"
            " retention: never}",
            "no class of retention is called 'never'",
        ),
    ],
)
def test_what_an_entry_must_say(pack, line: str, what: str):
    write(pack.parent, "documents", entries(line))
    with pytest.raises(Exception, match=r"(?i)" + what):
        load_packs((SHIPPED, pack.parent))
