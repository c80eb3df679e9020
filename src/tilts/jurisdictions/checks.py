"""What must agree between the entries of a pack."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from tilts.engines.calendars.working_days import countries
from tilts.engines.sources import Fault
from tilts.jurisdictions.iccs import SECTIONS
from tilts.jurisdictions.reading import Catalogue, Found
from tilts.jurisdictions.schema import Entry, Programme, Protocol
from tilts.jurisdictions.tiering import SETTINGS, WORK
from tilts.jurisdictions.validity import overlap

Catalogues = Mapping[str, Catalogue[Any]]
UNKNOWN = "unknown"  # the contact standard of people of whom no level is known
MINUTES, OLDEST = 60, 150  # in an hour; years
SLOT = re.compile(r"\{(\w*)\}")
DATES = "Correct valid_from or valid_to so that one version holds on each day."


def agree(catalogues: Catalogues) -> list[Fault]:
    """Everything in which the entries of one country contradict each other."""
    checks = (
        _overlaps,
        _official_names,
        _calendar,
        _units,
        _circles,
        _offences,
        _executors,
        _registrations,
        _duties,
        _programmes,
        _templates,
        _tiers,
        _weights,
        _protocols,
        _court_reports,
        _contact_standards,
        _cohorts,
    )
    return [fault for check in checks for fault in check(catalogues)]


def _entries(catalogues: Catalogues) -> Iterator[Sequence[Found[Entry]]]:
    for catalogue in catalogues.values():
        yield [found for found in catalogue.found if isinstance(found.entry, Entry)]


def _lacks(catalogues: Catalogues, name: str, code: str) -> bool:
    """Whether a catalogue that could be read has no entry of that code."""
    codes = catalogues[name].codes
    return codes is not None and code not in codes


def _overlaps(catalogues: Catalogues) -> Iterator[Fault]:
    for found in _entries(catalogues):
        for i, later in enumerate(found):
            for earlier in found[:i]:
                same = earlier.entry.code == later.entry.code
                if same and overlap(earlier.entry, later.entry):
                    what = f"{later.entry.code}: overlaps the version on line {earlier.line}."
                    yield later.fault(what, DATES)


def _official_names(catalogues: Catalogues) -> Iterator[Fault]:
    for country in catalogues["country"].found:
        language = country.entry.languages[0]
        for found in (f for entries in _entries(catalogues) for f in entries):
            if language not in found.entry.names:
                what = f"{found.entry.code}: no name in {language}."
                yield found.fault(what, "Add the name in the country's official language.")


def _calendar(catalogues: Catalogues) -> Iterator[Fault]:
    for found in catalogues["country"].found:
        if found.entry.code not in countries():
            what = f"{found.entry.code}: its public holidays are not known."
            yield found.fault(what, "Give the code of a country that the holidays library knows.")
    lines: dict[date, int] = {}
    for found in catalogues["calendar"].found:
        if found.entry.day in lines:
            what = f"{found.entry.day}: stands on line {lines[found.entry.day]} already."
            yield found.fault(what, "Say of each day once whether it is worked or free.")
        lines.setdefault(found.entry.day, found.line)


def _units(catalogues: Catalogues) -> Iterator[Fault]:
    for found in catalogues["units"].found:
        unit = found.entry
        if _lacks(catalogues, "agencies", unit.agency):
            what = f"{unit.code}: no agency is called {unit.agency!r}."
            yield found.fault(what, "Name one of the agencies in agencies.yaml.")
        if unit.parent is not None and _lacks(catalogues, "units", unit.parent):
            what = f"{unit.code}: no unit is called {unit.parent!r}."
            yield found.fault(what, "Name another unit of this file as the parent, or none.")


def _circles(catalogues: Catalogues) -> Iterator[Fault]:
    parents = {found.entry.code: found.entry.parent for found in catalogues["units"].found}
    for found in catalogues["units"].found:
        above, seen = parents[found.entry.code], set()
        while above in parents and above not in seen and above != found.entry.code:
            seen.add(above)
            above = parents[above]
        if above == found.entry.code:
            what = f"{found.entry.code}: is its own parent, directly or through others."
            yield found.fault(what, "Correct the parents so that units form a tree.")


def _offences(catalogues: Catalogues) -> Iterator[Fault]:
    for found in catalogues["offences"].found:
        offence = found.entry
        if offence.iccs[:2] not in SECTIONS:
            what = f"{offence.code}: ICCS has no section {offence.iccs[:2]!r}."
            yield found.fault(what, "Sections run from 01 to 11.")
        if _lacks(catalogues, "gravities", offence.gravity):
            what = f"{offence.code}: no gravity class is called {offence.gravity!r}."
            yield found.fault(what, "Name one of the classes in gravities.yaml.")


def _executors(catalogues: Catalogues) -> Iterator[Fault]:
    if not catalogues["agencies"].whole:
        return
    kinds = {found.entry.kind for found in catalogues["agencies"].found}
    for found in catalogues["measures"].found:
        for kind in sorted(set(found.entry.executed_by) - kinds):
            what = f"{found.entry.code}: the country has no {kind} agency."
            yield found.fault(what, "Add the agency or correct executed_by.")


def _registrations(catalogues: Catalogues) -> Iterator[Fault]:
    for found in catalogues["measures"].found:
        deadline = found.entry.registration
        if deadline and _lacks(catalogues, "deadlines", deadline):
            what = f"{found.entry.code}: no deadline is called {deadline!r}."
            yield found.fault(what, "Name one of the deadlines in deadlines.yaml.")


def _duties(catalogues: Catalogues) -> Iterator[Fault]:
    spoken = [one for found in catalogues["country"].found for one in found.entry.languages]
    for found in catalogues["duties"].found:
        duty = found.entry
        for order in duty.orders:
            if _lacks(catalogues, "measures", order):
                what = f"{duty.code}: no measure is called {order!r}."
                yield found.fault(what, "Name one of the measures in measures.yaml.")
        for language in spoken:
            if language not in duty.wording:
                what = f"{duty.code}: no wording in {language}."
                yield found.fault(what, "Word it in every language in which people are served.")
        for language, text in duty.wording.items():
            if set(SLOT.findall(text)) != set(duty.slots):
                what = f"{duty.code}: the wording in {language} has other slots than it declares."
                yield found.fault(what, "Let each slot stand in braces, and declare its kind.")


def _programmes(catalogues: Catalogues) -> Iterator[Fault]:
    for found in catalogues["programmes"].found:
        for what, remedy in _wrong_in(found.entry, catalogues):
            yield found.fault(f"{found.entry.code}: {what}", remedy)


def _contact_standards(catalogues: Catalogues) -> Iterator[Fault]:
    catalogue = catalogues["contact_standards"]
    for found in catalogue.found:
        for kind in found.entry.measures:
            if _lacks(catalogues, "measures", kind):
                what = f"{found.entry.code}: no measure is called {kind!r}."
                yield found.fault(what, "Name one of those in measures.yaml.")
    for found in catalogue.found[:1]:
        if UNKNOWN not in (catalogue.codes or ()):
            what = "No standard is set for people without a level."
            yield found.fault(what, f"Add an entry with the code `{UNKNOWN}`.")


def _cohorts(catalogues: Catalogues) -> Iterator[Fault]:
    for found in catalogues["cohorts"].found:
        for gravity in found.entry.gravities:
            if _lacks(catalogues, "gravities", gravity):
                what = f"{found.entry.code}: no gravity is called {gravity!r}."
                yield found.fault(what, "Name one of those in gravities.yaml.")


def _wrong_in(programme: Programme, catalogues: Catalogues) -> Iterator[tuple[str, str]]:
    for level in programme.levels:
        if _lacks(catalogues, "doses", level):
            yield (
                f"no dose is set for the level {level!r}.",
                "Name one of the levels in doses.yaml.",
            )
    if programme.certificate and _lacks(catalogues, "competences", programme.certificate):
        yield (
            f"no competence is called {programme.certificate!r}.",
            "Name one of those in competences.yaml.",
        )
    for name, codes in _twice(programme.pieces):
        for code in codes:
            yield f"{name} has {code!r} more than once.", "Give each a code of its own."
    if programme.sessions * programme.session_minutes < programme.hours * MINUTES:
        told = f"{programme.sessions} sessions of {programme.session_minutes} minutes"
        yield f"{told} are less than {programme.hours} hours.", "Correct the one or the other."
    if (programme.age_from or 0) > (programme.age_to or OLDEST):
        yield "age_from lies above age_to.", "Correct one of them."


def _templates(catalogues: Catalogues) -> Iterator[Fault]:
    for found in catalogues["documents"].found:
        template = found.entry
        if template.retention and _lacks(catalogues, "retention", template.retention):
            what = f"{template.code}: no class of retention is called {template.retention!r}."
            yield found.fault(what, "Name one of those in retention.yaml, or none.")
        codes = Counter(slot.code for slot in template.slots)
        for code in sorted(code for code, count in codes.items() if count > 1):
            what = f"{template.code}: has the slot {code!r} more than once."
            yield found.fault(what, "Give each a name of its own.")


def _tiers(catalogues: Catalogues) -> Iterator[Fault]:
    for found in (*catalogues["tiers"].found, *catalogues["workload"].found):
        for measure in found.entry.measures:
            if _lacks(catalogues, "measures", measure):
                what = f"{found.entry.code}: no measure is called {measure!r}."
                yield found.fault(what, "Name one of those in measures.yaml.")
    for found in catalogues["tiers"].found:
        for level in found.entry.levels:
            if _lacks(catalogues, "doses", level):
                what = f"{found.entry.code}: no dose is set for the level {level!r}."
                yield found.fault(what, "Name one of the levels in doses.yaml.")
        for iccs in found.entry.offences:
            if iccs[:2] not in SECTIONS:
                what = f"{found.entry.code}: ICCS has no section {iccs[:2]!r}."
                yield found.fault(what, "Sections run from 01 to 11.")


def _weights(catalogues: Catalogues) -> Iterator[Fault]:
    """What no room asks for would weigh nothing, and nobody would notice."""
    for kind, known in (("setting", SETTINGS), ("work", WORK)):
        for found in catalogues["workload"].found:
            if found.entry.kind == kind and found.entry.code not in known:
                what = f"{found.entry.code}: no {kind} that the software weighs."
                yield found.fault(what, f"Use one of {', '.join(known)}.")


def _protocols(catalogues: Catalogues) -> Iterator[Fault]:
    for found in catalogues["protocols"].found:
        for what, remedy in _wrong_in_protocol(found.entry, catalogues):
            yield found.fault(f"{found.entry.code}: {what}", remedy)


def _wrong_in_protocol(protocol: Protocol, catalogues: Catalogues) -> Iterator[tuple[str, str]]:
    codes = Counter(step.code for step in protocol.steps)
    for code in sorted(code for code, count in codes.items() if count > 1):
        yield f"steps has {code!r} more than once.", "Give each a code of its own."
    for call in (call for step in protocol.steps for call in step.calls):
        if _lacks(catalogues, "calls", call):
            yield f"nobody to call is named {call!r}.", "Name one of those in calls.yaml."
    for setting in protocol.settings:
        if not protocol.steps_in(setting):
            yield f"it has no step in {setting}.", "Add one, or take the setting out."


def _court_reports(catalogues: Catalogues) -> Iterator[Fault]:
    asking = {"court", "prosecutor", "prison"}
    for found in catalogues["court_reports"].found:
        for name, codes in _twice(found.entry.pieces):
            for code in codes:
                what = f"{found.entry.code}: {name} has {code!r} more than once."
                yield found.fault(what, "Give each a code of its own.")
        for who in sorted(asking - found.entry.days.keys()):
            what = f"{found.entry.code}: no days are set for a {who}."
            yield found.fault(what, f"Say in how many working days a {who} has it.")


def _twice(pieces: Sequence[tuple[str, Sequence[Any]]]) -> Iterator[tuple[str, list[str]]]:
    """The codes that a list has more than once, by the name of the list."""
    for name, rows in pieces:
        codes = Counter(piece.code for piece in rows)
        yield name, sorted(code for code, count in codes.items() if count > 1)
