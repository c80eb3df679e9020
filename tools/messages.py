"""Gathers the strings of the pages into the translators' files: `make messages`.

A string's entry names the files that it is in, without lines, and no file carries the time of its
making: so a catalogue changes only when a string does. The line `# reviewed` on an entry says
that a native speaker has read it.
"""

import subprocess
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import polib
from django.utils.translation.template import templatize

from tools import ROOT

SOURCES = ROOT / "src/tilts"
CATALOGUES = SOURCES / "platform/design/locale"
REVIEWED = "reviewed"

# What a person under sentence reads or signs: Russian has only the strings of these.
READ_BY_THE_PERSON = (
    "casework/allocation/models.py",
    "casework/assessment/forecasts/told.py",
    "casework/community_service/paper.py",
    "casework/community_service/presenting_hours.py",
    "casework/court_reports/summary.py",
    "casework/people/models/",
    "casework/proceedings/cases.py",
    "casework/proceedings/models/",
    "casework/proceedings/templates/proceedings/calculation.html",
    "casework/proceedings/templates/proceedings/innocent.html",
    "casework/proceedings/working.py",
    "casework/programmes/delivery/report.py",
    "casework/supervision/breach_letters.py",
    "casework/supervision/duties_sheet.py",
    "casework/supervision/letters.py",
    "doors/web/looks.py",
    "doors/web/sheets.py",
    "doors/web/signin/",
    "doors/web/templates/account/",
    "doors/web/templates/signin/",
    "doors/web/templates/web/lines.html",
    "doors/web/templates/web/looked.html",
    "platform/access/purposes.py",
    "platform/design/templates/design/base.html",
    "platform/design/templates/design/components/footer.html",
    "platform/design/templates/design/components/logo.html",
    "platform/design/templates/design/components/tools.html",
    "platform/design/templates/design/document.html",
    "platform/design/templates/design/forms/",
    "platform/documents/models.py",
    "platform/documents/sheet.py",
    "platform/gatherings/ical.py",
    "platform/workflow/common.py",
)
SUBSETS = {"ru": READ_BY_THE_PERSON}

KEYWORDS = (  # besides those that xgettext knows in Python
    *("lazy", "gettext_noop", "gettext_lazy", "ngettext_lazy:1,2", "pgettext:1c,2"),
    *("npgettext:1c,2,3", "pgettext_lazy:1c,2", "npgettext_lazy:1c,2,3"),
)
XGETTEXT = (
    *("xgettext", "--language=Python", "--from-code=UTF-8", "--add-location=file", "--output=-"),
    *(f"--keyword={keyword}" for keyword in KEYWORDS),
)


def extract(folder: Path = SOURCES) -> polib.POFile:
    """Every string of the Python files and templates, in the order of the files; tests left out."""
    with TemporaryDirectory() as copies:
        names = list(_copy(folder, Path(copies)))
        said = subprocess.run(
            [*XGETTEXT, *names], cwd=copies, check=True, capture_output=True, text=True
        )
    return polib.pofile(said.stdout)


def _copy(folder: Path, copies: Path) -> Iterator[str]:
    """Copy each source under its own name, templates as the Python that xgettext reads."""
    for path in sorted([*folder.rglob("*.py"), *folder.rglob("*.html")]):
        name = path.relative_to(folder)
        if "tests" in name.parts:
            continue
        text = path.read_text()
        (copies / name).parent.mkdir(parents=True, exist_ok=True)
        (copies / name).write_text(templatize(text) if path.suffix == ".html" else text)
        yield str(name)


def catalogues(folder: Path = CATALOGUES) -> dict[str, polib.POFile]:
    """The translators' files by language, in the order of the languages' codes."""
    paths = sorted(folder.glob("*/LC_MESSAGES/django.po"))
    return {path.parts[-3]: polib.pofile(str(path), wrapwidth=100) for path in paths}


def wanted(language: str, strings: polib.POFile) -> list[polib.POEntry]:
    """The strings that a language has: all of them, or those that its subset's files contain."""
    subset = SUBSETS.get(language, ("",))
    return [
        entry for entry in strings if any(name.startswith(subset) for name, _ in entry.occurrences)
    ]


def renewed(entries: list[polib.POEntry], old: polib.POFile) -> polib.POFile:
    """A catalogue of these entries with what the old one says to them; the rest is gone."""
    known = {(entry.msgctxt, entry.msgid): entry for entry in old}
    new = polib.POFile(wrapwidth=100)
    new.header, new.metadata = old.header, old.metadata
    for entry in entries:
        said = known.get((entry.msgctxt, entry.msgid), polib.POEntry())
        kept = [flag for flag in entry.flags if flag != "fuzzy"]
        new.append(
            polib.POEntry(
                msgctxt=entry.msgctxt,
                msgid=entry.msgid,
                msgid_plural=entry.msgid_plural,
                msgstr=said.msgstr,
                msgstr_plural=said.msgstr_plural or dict(entry.msgstr_plural),
                occurrences=[(name, "") for name, _ in entry.occurrences],
                comment=entry.comment,
                tcomment=said.tcomment,
                flags=kept + ["fuzzy"] * said.fuzzy,
            )
        )
    return new


def reviewed(catalogue: polib.POFile) -> str:
    """How much of a catalogue a native speaker has read: "0 of 861 reviewed"."""
    marked = [entry for entry in catalogue if REVIEWED in entry.tcomment.splitlines()]
    return f"{len(marked)} of {len(catalogue)} reviewed"


def main() -> None:
    """Bring every catalogue up to date with the sources, and say how much of each is reviewed."""
    strings = extract()
    for language, old in catalogues().items():
        new = renewed(wanted(language, strings), old)
        new.save(old.fpath)
        untranslated = len(new.untranslated_entries()) + len(new.fuzzy_entries())
        print(f"{language}: {reviewed(new)}, {untranslated} to translate")


if __name__ == "__main__":
    main()
