"""tilts check, and the commands that refuse when it finds something."""

import json
from dataclasses import asdict
from pathlib import Path

import pytest
from django.core.checks import Error, register
from django.core.checks.registry import registry

from tilts.doors.cli.check import check, faults, instrument_faults
from tilts.doors.cli.demo import demo
from tilts.doors.cli.founding import createadmin
from tilts.doors.cli.serving import serve
from tilts.engines.instruments.shipped import files
from tilts.jurisdictions.loading import SHIPPED, load_packs
from tilts.jurisdictions.tests.folders import DATED, sound_pack, write
from tilts.platform.parties.datamap import as_markdown, data_map

from .running import invoke

DOUBLED = f"""defaults: {{{DATED}}}
entries:
  - {{code: first, names: {{en: First degree, et: Esimese astme}}}}
  - {{code: first, names: {{en: First again, et: Esimene}}}}
"""


@pytest.fixture
def packs(settings, tmp_path: Path) -> Path:
    """A folder for the country packs of the installation, with a sound one."""
    settings.PACKS = sound_pack(tmp_path / "packs")
    return settings.PACKS


@pytest.fixture
def broken(packs: Path) -> list[str]:
    """The faults of a pack with a file missing and one that contradicts itself."""
    gravities = write(packs, "gravities", DOUBLED)
    units = packs / "ee" / "units.yaml"
    units.unlink()
    overlap = (
        "first: overlaps the version on line 3. "
        "Correct valid_from or valid_to so that one version holds on each day."
    )
    return [
        f"{gravities}, line 4: {overlap}",
        f"{units}, line 1: The file is missing. Add it.",
    ]


@pytest.fixture
def failing_check():
    """A system check of a room that finds something."""

    def refuse(app_configs, **kwargs):
        return [Error("roles.yaml grants a.b", hint="Declare it.", id="access.E001")]

    register(refuse)
    yield "?: (access.E001) roles.yaml grants a.b HINT: Declare it."
    registry.registered_checks.discard(refuse)


def test_a_sound_installation(packs):
    assert invoke(check) == (0, "All is well.\n", "")
    assert invoke(check, "--json") == (0, "[]\n", "")


def test_faults_of_packs_are_all_named(broken):
    assert invoke(check) == (1, "\n".join(broken) + "\n", "")


def test_a_machine_reads_the_same_faults(broken):
    code, output, _ = invoke(check, "--json")
    assert (code, json.loads(output)) == (1, broken)


def test_faults_of_roles_come_with_them_a_line_each(failing_check, broken):
    assert invoke(check) == (1, "\n".join([failing_check, *broken]) + "\n", "")


def test_a_silenced_check_says_nothing(failing_check, packs, settings):
    settings.SILENCED_SYSTEM_CHECKS = ["access.E001"]
    assert invoke(check) == (0, "All is well.\n", "")


@pytest.mark.parametrize(
    ("command", "arguments"),
    [
        (serve, ()),
        (demo, ("--once",)),
        (createadmin, ("--agency=vpd", "--given=A", "--family=B", "--email=a@b.lv",
                       "--password=slow-river-under-the-bridge")),
    ],
    ids=["serve", "demo", "createadmin"],
)  # fmt: skip
def test_who_would_not_run_well_does_not_start(broken, failing_check, command, arguments):
    errors = "\n".join([failing_check, *broken]) + "\n"
    assert invoke(command, *arguments) == (1, "", errors)


def test_a_broken_instrument_is_named_and_does_not_stop_the_start(packs, settings, tmp_path):
    settings.HOME = tmp_path
    (tmp_path / "instruments").mkdir()
    file = tmp_path / "instruments" / "own.yaml"
    file.write_text("id: own")
    code, output, _ = invoke(check)
    assert (code, output.splitlines()[0]) == (
        1, f"{file}, line 1: languages: Field required. Add it.",
    )  # fmt: skip
    assert faults() == []


def test_the_data_map(broken):
    assert invoke(check, "--data-map") == (0, as_markdown(data_map()) + "\n", "")


def test_the_data_map_for_a_machine():
    code, output, _ = invoke(check, "--data-map", "--json")
    rows = json.loads(json.dumps([asdict(row) for row in data_map()], default=str))
    assert (code, json.loads(output)) == (0, rows)
    person = next(row for row in rows if row["model"] == "people.Person")
    assert (person["controller"], person["regime"], person["unnamed"]) == ("agency", "LED", [])


def test_an_unknown_option_is_wrong_usage():
    code, said, errors = invoke(check, "--deep")
    assert (code, said) == (2, "")
    assert "No such option" in errors


def test_what_ships_is_checked_like_what_is_ones_own(tmp_path):
    sound, broken = list(files().values()), tmp_path / "broken.yaml"
    broken.write_text("id: Broken", encoding="utf-8")
    assert instrument_faults(sound, []) == []
    as_shipped, as_own = instrument_faults([*sound, broken], []), instrument_faults(sound, [broken])
    assert as_shipped == as_own
    assert as_shipped[0].startswith(str(broken))


def test_every_shipped_programme_and_instrument_is_sound(packs):
    codes = [one.code for pack in load_packs([SHIPPED]).values() for one in pack.programmes]
    assert len(codes) == len(set(codes)) == 13
    assert "programme-evaluation" in files()
    assert instrument_faults(list(files().values()), []) == []
