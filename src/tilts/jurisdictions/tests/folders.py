"""A small sound pack on disk, for tests that overlay or break it."""

from pathlib import Path

DATED = "valid_from: 2020-01-01, source: a test, confirmed: false"
FILES = {
    "country": "{code: EE, names: {en: Estonia, et: Eesti}, time_zone: Europe/Tallinn,"
    " languages: [et], source: a test, confirmed: true}",
    "agencies": "{code: prison_service, kind: prison, names: {en: Prisons, et: Vanglad}}",
    "units": "{code: tartu, agency: prison_service, kind: prison, names: {en: Tartu, et: Tartu}}",
    "gravities": "{code: first, names: {en: First degree, et: Esimese astme}}",
    "offences": '{code: "113", iccs: "0101", gravity: first,'
    " names: {en: Manslaughter, et: Tapmine}}",
    "measures": "{code: imprisonment, category: sentence, executed_by: [prison],"
    " names: {en: Imprisonment, et: Vangistus}}",
    "release": "{code: first, fraction: 2/3, names: {en: Two thirds, et: Kaks kolmandikku}}",
    "deadlines": "{code: register, unit: working_days, amount: 5, starts: judged,"
    " names: {en: Register, et: Registreeri}}",
    "identifiers": "{code: code, names: {en: Code, et: Isikukood}}",
    "thresholds": "{code: not_seen_days, value: 20, names: {en: Not seen, et: Nägemata}}",
    "doses": "{code: high, hours: 20, names: {en: High, et: Kõrge}}",
    "programmes": "{code: anger, needs: [personality], levels: [high], hours: 20,"
    " session_minutes: 120, modules: [{code: one, sessions: 10, names: {en: One, et: Üks}}],"
    " languages: [et], settings: [prison], places: 8, summary: {en: Calm, et: Rahu},"
    " names: {en: Anger, et: Viha}}",
    "retention": "{code: convicted, years: 5, starts: ended, names: {en: Convicted, et: Süüdi}}",
    "competences": "{code: observer, months: 36, names: {en: Observer, et: Vaatleja},"
    " course: {en: Observing, et: Vaatlemine}}",
}


def entries(*lines: str) -> str:
    """The text of a catalogue with these entries, the first of them on line 3."""
    return "\n".join([f"defaults: {{{DATED}}}", "entries:", *(f"  - {line}" for line in lines)])


def write(folder: Path, name: str, text: str) -> Path:
    """Write one file of the pack of Estonia in the folder."""
    file = folder / "ee" / f"{name}.yaml"
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")
    return file


def sound_pack(folder: Path) -> Path:
    """Write a sound pack of Estonia below the folder; gives the folder back."""
    for name, text in FILES.items():
        write(folder, name, text if name == "country" else entries(text))
    write(
        folder, "calendar", "entries: [{day: 2026-03-09, works: false, source: x, confirmed: true}]"
    )
    return folder
