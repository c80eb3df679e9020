"""What leads a fictional person to crime, drawn so that it fits what becomes of them."""

from collections.abc import Sequence
from dataclasses import dataclass
from random import Random

from tilts.platform.organisation.demo import Course, Stage

from .paper import HISTORY, PROTECTIVE, Question

AFTER_PRISON = ("release", "monitored")
UNJUDGED = ("remand", "report", "discharge")
VOID = ("error", "wrong")
USUAL, SPREAD = -0.3, 0.7  # of the risk of those who never came back
COMING_BACK, YOUNG = 0.9, 0.4  # what they add to it
OF_DOMAIN, OF_QUESTION = 0.6, 0.9  # how far a domain lies from the risk, and an answer from both
SOME, MUCH = 0.0, 1.2  # from where an answer counts one point, and two
BETTER, WORSE = 0.10, 0.05  # of answers, from one assessment to the next
MOST_OWN = 10  # of the scales on which people judge themselves


@dataclass(frozen=True)
class Taken:
    """What an assessment found: points of the questions in their order, and the own view."""

    points: tuple[int, ...]
    wellbeing: int
    agency: int


def is_new(stage: Stage) -> bool:
    """True when a stage has proceedings of its own, and they were not opened by mistake."""
    return stage.kind not in AFTER_PRISON and stage.fate not in VOID


def returns(course: Course) -> int:
    """How often somebody came back: for a new offence, or because something was revoked."""
    again = [stage for stage in course.stages[1:] if is_new(stage)]
    return len(again) + sum(stage.fate == "revoked" for stage in course.stages)


def risk_of(random: Random, course: Course) -> float:
    """How much leads a person to crime: higher for the young, and for those who came back."""
    young = _age(course) < 25
    return random.gauss(USUAL + COMING_BACK * min(returns(course), 2) + YOUNG * young, SPREAD)


def first_found(random: Random, risk: float, asked: Sequence[Question]) -> list[int]:
    """The points of a first assessment; each domain weighs more or less than the whole."""
    leans = {domain: random.gauss(risk, OF_DOMAIN) for domain in _domains(asked)}
    found = [random.gauss(leans[question.domain], OF_QUESTION) for question in asked]
    points = [(x > SOME) + (x > MUCH) for x in found]
    pairs = zip(asked, points, strict=True)
    return [2 - p if question.domain == PROTECTIVE else p for question, p in pairs]


def _domains(asked: Sequence[Question]) -> list[str]:
    return list(dict.fromkeys(question.domain for question in asked))


def next_found(random: Random, before: Sequence[int], asked: Sequence[Question]) -> list[int]:
    """The points some months later: most are the same, more are better than worse."""
    return [_changed(random.random(), *pair) for pair in zip(before, asked, strict=True)]


def _changed(chance: float, points: int, question: Question) -> int:
    if question.domain == HISTORY or BETTER < chance < 1 - WORSE:
        return points
    better = 1 if question.domain == PROTECTIVE else -1
    return min(2, max(0, points + (better if chance <= BETTER else -better)))


def weight(points: Sequence[int], asked: Sequence[Question]) -> float:
    """About what the instrument will make of points: what protects takes off half of its own."""
    pairs = zip(asked, points, strict=True)
    return sum(-p / 2 if question.domain == PROTECTIVE else p for question, p in pairs)


def taken(
    random: Random, risk: float, points: list[int], asked: Sequence[Question], past: dict[str, int]
) -> Taken:
    """An assessment with what the record says of the past, and how the person sees it."""
    true = tuple(past.get(q.id, p) for q, p in zip(asked, points, strict=True))
    own = [round(random.gauss(6 - 1.5 * risk, 1.8)) for _ in range(2)]
    return Taken(true, *(min(MOST_OWN, max(0, value)) for value in own))


def past_of(course: Course, number: int) -> dict[str, int]:
    """Points of what the record says of the time before a stage, by question."""
    judged = [s for s in course.stages[:number] if is_new(s) and s.kind not in UNJUDGED]
    revoked = any(stage.fate == "revoked" for stage in course.stages[:number])
    age = _age(course)
    return {
        "convictions": 2 if len(judged) > 2 else int(bool(judged)),
        "first_offence": 2 if age < 18 else int(age < 25),
        **({"earlier_supervision": 2} if revoked else {}),
    }


def _age(course: Course) -> int:
    """Years at the first stage, as far as the demonstration knows."""
    return (course.stages[0].start - course.born).days // 365
