"""What hangs on a fictional report: attempts, the victim's voice, paragraphs, readings."""

from collections.abc import Iterator
from random import Random
from typing import Any

from django.utils import timezone

from ..models import Attempt, Paragraph, Reading, VictimVoice, WalledParagraph
from .stages import Told

TEXTS = {
    "LV": (
        ("Persona par to runāja atklāti un atbildēja uz visiem jautājumiem.", "said"),
        ("To apstiprina darba devēja izziņa.", "document"),
        ("Tas mazina jauna nodarījuma iespējamību.", ""),
        ("Tas prasa uzmanību un atbalstu.", ""),
    ),
    "LT": (
        ("Asmuo apie tai kalbėjo atvirai ir atsakė į visus klausimus.", "said"),
        ("Tai patvirtina darbdavio pažyma.", "document"),
        ("Tai mažina naujos veikos tikimybę.", ""),
        ("Tam reikia dėmesio ir paramos.", ""),
    ),
}
SOURCES = {"LV": {"said": "intervija", "document": "izziņa"}}
SOURCES["LT"] = {"said": "pokalbis", "document": "pažyma"}
NAMES = {"LV": "Cietušais Nr. 1", "LT": "Nukentėjusysis Nr. 1"}
REMARKS = {"LV": "Norādiet, kopš kura laika.", "LT": "Nurodykite, nuo kada."}


def hanging_on(told: Told, random: Random) -> Iterator[Any]:
    """Every row that a report of this stage has."""
    case = told.case
    if "no_interview" in told.moves:
        yield Attempt(person_id=case.person_id, of_report=case, on=case.requested_on, by="phone")
    if "interview" in told.moves:
        yield VictimVoice(
            person_id=case.person_id,
            of_report=case,
            name=NAMES[told.course.country],
            by="letter",
            invited_on=case.requested_on,
        )
    if "draft" in told.moves:
        yield from _paragraphs(told, random)
    yield from _readings(told)


def _paragraphs(told: Told, random: Random) -> Iterator[Any]:
    """One that is being written has some sections, one that was handed in all."""
    case, country = told.case, told.course.country
    sections = case.form.sections
    done = len(sections) if "hand_in" in told.moves else 5
    for section in sections[:done]:
        text, reliability = random.choice(TEXTS[country])
        model = WalledParagraph if section.walled else Paragraph
        yield model(
            person_id=case.person_id,
            of_report=case,
            section=section.code,
            number=1,
            text=text,
            nature="fact" if reliability else "judgement",
            source=SOURCES[country].get(reliability, ""),
            reliability=reliability,
            read=text if {"return_it", "let_pass"} & set(told.moves) else "",
        )


def _readings(told: Told) -> Iterator[Reading]:
    case, reads = told.case, [m for m in told.moves if m in ("return_it", "let_pass")]
    at = {step.move: timezone.localdate(step.at) for step in told.past.steps}
    for number, move in enumerate(reads if told.reader else [], start=1):
        passed = move == "let_pass"
        yield Reading(
            person_id=case.person_id,
            of_report=case,
            round=number,
            reader_id=told.reader,
            on=at[move],
            checks={} if case.is_letter else {one.code: passed for one in case.form.checks},
            remarks={} if passed else {"family": REMARKS[told.course.country]},
            passed=passed,
        )
