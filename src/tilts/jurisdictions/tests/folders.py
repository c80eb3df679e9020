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
    "duties": "{code: stay, wording: {en: 'Stay at {where}.', et: 'Püsi: {where}.'},"
    " slots: {where: place}, orders: [imprisonment], imposed_by: [court], basis: a law,"
    " names: {en: Stay, et: Püsi}}",
    "identifiers": "{code: code, names: {en: Code, et: Isikukood}}",
    "thresholds": "{code: not_seen_days, value: 20, names: {en: Not seen, et: Nägemata}}",
    "doses": "{code: high, hours: 20, names: {en: High, et: Kõrge}}",
    "contact_standards": "{code: unknown, per_month: 2, counted: [office],"
    " names: {en: No level, et: Tase puudub}}",
    "cohorts": "{code: two_years, instrument: rvn, starts: free, window_days: 730,"
    " names: {en: Two years, et: Kaks aastat}}",
    "programmes": "{code: anger, needs: [personality], levels: [high], hours: 20,"
    " session_minutes: 120, modules: [{code: one, sessions: 10, names: {en: One, et: Üks}}],"
    " languages: [et], settings: [prison], places: 8, summary: {en: Calm, et: Rahu},"
    " names: {en: Anger, et: Viha}}",
    "quiet_hours": "{code: staff, begins: '20:00', ends: '07:00', free_days: true,"
    " earliest: '16:00', latest: '10:00', names: {en: Quiet, et: Vaikne}}",
    "tiers": "{code: high, tier: 3, levels: [high], names: {en: High, et: Kõrge}}",
    "workload": "{code: custody, kind: setting, points: [1, 2, 3, 4],"
    " names: {en: In prison, et: Vanglas}}",
    "calls": '{code: help, number: "112", names: {en: Help, et: Abi}}',
    "protocols": "{code: fire, settings: [custody, community], debrief_days: 5,"
    " steps: [{code: out, by: finder, within: 0, calls: [help], names: {en: Out, et: Välja}}],"
    " names: {en: Fire, et: Tulekahju}}",
    "visit_checks": '{code: dogs, safe: "no", suggests: colleague, names: {en: Dogs, et: Koerad}}',
    "court_reports": "{code: evaluation, days: {court: 9, prosecutor: 7, prison: 9}, attempts: 2,"
    " purposes: [{code: sentence, names: {en: Sentence, et: Karistus}}],"
    " sections: [{code: family, names: {en: Family, et: Pere}, hint: {en: Who, et: Kes}}],"
    " checks: [{code: words, names: {en: Words, et: Sõnad}}],"
    " names: {en: Report, et: Ettekanne}}",
    "community_service": "{code: court, least_minutes: 600, most_minutes: 9000, daily_minutes: 480,"
    " term_months: 12, names: {en: Court, et: Kohus}}",
    "municipalities": "{code: tartu, latitude: 58.38, longitude: 26.72, region: south,"
    " names: {en: Tartu, et: Tartu}}",
    "retention": "{code: convicted, years: 5, starts: ended, names: {en: Convicted, et: Süüdi}}",
    "documents": "{code: letter, kind: letter, pdf: {et: letter.typ},"
    " slots: [{code: body, names: {en: Body, et: Sisu}}], names: {en: Letter, et: Kiri}}",
    "competences": "{code: observer, months: 36, names: {en: Observer, et: Vaatleja},"
    " course: {en: Observing, et: Vaatlemine}}",
}
LETTER = """\
#import "official.typ": *
#show: official
= #data.title
#slots.body
"""


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
    kept = folder / "ee" / "documents" / "letter.typ"
    kept.parent.mkdir(exist_ok=True)
    kept.write_text(LETTER, encoding="utf-8")
    return folder
