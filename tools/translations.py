"""Compiles the translations without gettext's programs: every machine does it the same way."""

import polib

from tools import ROOT


def compile_all() -> None:
    """Write the .mo file beside every .po file; fuzzy strings stay out, as with msgfmt."""
    for path in sorted((ROOT / "src/tilts").rglob("*.po")):
        polib.pofile(str(path)).save_as_mofile(str(path.with_suffix(".mo")))


if __name__ == "__main__":
    compile_all()
