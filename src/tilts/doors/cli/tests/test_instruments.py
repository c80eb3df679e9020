"""tilts instruments check, show and new."""

from pathlib import Path

import pytest

from tilts.doors.cli.instruments import instruments
from tilts.engines.instruments.shipped import files
from tilts.engines.instruments.tests.made import NEEDS

from .running import invoke


@pytest.fixture(autouse=True)
def home(settings, tmp_path: Path) -> Path:
    """A home with an empty folder for instruments of one's own."""
    settings.HOME = tmp_path / "home"
    (settings.HOME / "instruments").mkdir(parents=True)
    return settings.HOME


def test_all_known_ones_are_sound():
    assert invoke(instruments, "check") == (0, "All is well.\n", "")


def test_faults_of_all_files_are_named(home: Path, tmp_path: Path):
    own = home / "instruments" / "psa.yaml"
    shipped = files()["psa"].read_text(encoding="utf-8")
    own.write_text(shipped.replace("23: 0}", "24: 0}"), encoding="utf-8")
    line = next(n for n, text in enumerate(shipped.splitlines(), 1) if "- id: nca_raw" in text)
    said = (
        f"{own}, line {line}: nca_raw: changed since version 2018 was published. "
        "Restore it, or give the instrument a new version.\n"
    )
    assert invoke(instruments, "check") == (1, said, "")
    gone = tmp_path / "gone.yaml"
    missing = f"{gone}, line 1: Cannot be read: No such file or directory. Correct the path.\n"
    assert invoke(instruments, "check", NEEDS, own, gone) == (1, said + missing, "")


def test_a_new_one_is_sound_and_overwrites_nothing(tmp_path: Path):
    file = tmp_path / "My_Form.yaml"
    code, said, _ = invoke(instruments, "new", file)
    assert (code, said) == (0, f"{file}: change it, then run tilts instruments check {file}\n")
    assert file.read_text(encoding="utf-8").splitlines()[1] == "id: my-form"
    assert invoke(instruments, "check", file) == (0, "All is well.\n", "")
    file.write_text("mine", encoding="utf-8")
    code, _, errors = invoke(instruments, "new", tmp_path / "other.yaml", file)
    assert (code, f"{file} is there already." in errors) == (2, True)
    assert file.read_text(encoding="utf-8") == "mine"
    assert not (tmp_path / "other.yaml").exists()


def test_those_that_are_known(home: Path):
    (home / "instruments" / "own.yaml").write_text("", encoding="utf-8")
    assessing = "ogrs3\nosp-dc\nprogramme-evaluation\npsa\nrvn-demo\n"
    observing = "assessment-reading\nfacilitator-observation\nmiti4\n"
    shipped = f"{observing}{assessing}session-feedback\ntrial-feedback\n"
    assert invoke(instruments, "show") == (0, f"{shipped}own\n", "")


SHOWN = """\
Vajadzības (needs, version 1)
Made for tests
CC0-1.0

Persona
  sex: Dzimums (choice; male, female)
  born: Dzimšanas datums (date; from 1900-01-01)
  assessed: Novērtēšanas diena (date)

Vajadzības
  housing: Mājoklis (scale; from 0 to 3)
  work: Darbs (choice; steady, some, without)
  substances: Vielas (multiple; nothing, alcohol, opioids)
  days_used: Lietošanas dienas mēnesī (number; from 0 to 31; if NOT ARRAY_CONTAINS(substances, 'nothing'))
  hours: Darba stundas nedēļā (number; from 0 to 80; optional)
  remarks: Piezīmes (text; optional)

Derived
  age: (from born, assessed; from 14)

Scores
  total: Kopā (from housing, work, substances, days_used, age; from 0 to 12)
    sex male: Zems from 0 to 4; Augsts from 5
    sex female: Zems to 2; Augsts from 3
  share: Daļa no lielākā (from total; from 0 to 1)
  short: Īsā forma (from housing, work, days_used; from 0 to 8)

Refused when
  age >= 90: Nav paredzēts no 90 gadu vecuma.
"""  # noqa: E501 - a line of the output


def test_one_is_shown_in_a_language():
    assert invoke(instruments, "show", NEEDS, "--language", "lv") == (0, SHOWN, "")
    code, said, _ = invoke(instruments, "show", NEEDS, "--language", "lt")
    assert (code, said.splitlines()[0]) == (0, "Needs (needs, version 1)")


def test_one_that_cannot_be_shown(tmp_path: Path):
    code, _, errors = invoke(instruments, "show", "stable")
    assert (code, "There is no instrument “stable”." in errors) == (2, True)
    broken = tmp_path / "broken.yaml"
    broken.write_text("id: [", encoding="utf-8")
    code, _, errors = invoke(instruments, "show", broken)
    assert (code, f"{broken}, line 1: Not readable as YAML" in errors) == (1, True)
