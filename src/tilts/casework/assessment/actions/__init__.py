"""What is done to an assessment, from the first answer to the person's last word."""

from .answering import answer_question, record_interview
from .beginning import begin_assessment
from .deciding import decide_level, finalise, propose_level, score
from .ending import OWN_STEPS, advance
from .hearing import answer_the_person, note_words
from .seconding import answer_second, begin_second_scoring, finish_second_scoring

__all__ = [
    "OWN_STEPS",
    "advance",
    "answer_question",
    "answer_second",
    "answer_the_person",
    "begin_assessment",
    "begin_second_scoring",
    "decide_level",
    "finalise",
    "finish_second_scoring",
    "note_words",
    "propose_level",
    "record_interview",
    "score",
]
