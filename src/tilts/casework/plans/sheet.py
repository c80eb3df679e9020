"""A plan on paper, in plain words and in the person's language."""

from typing import Any, ClassVar

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import override

from tilts.platform.design.display import local
from tilts.platform.documents.models import Kind

from .choices import Agrees, Who
from .models import Goal, Plan, Step
from .queries import goals_of


def language_of(plan: Plan) -> str:
    """The language to print in: the one of the explanation, else the first the person speaks."""
    known = dict(settings.LANGUAGES)
    spoken = [plan.explained_in, *plan.person.languages]
    return next((language for language in spoken if language in known), settings.LANGUAGE_CODE)


class PlanSheet:
    """The plan as the person takes it with them. It is spoken to them, not about them."""

    kind: ClassVar[Kind] = Kind.PLAN
    template: ClassVar[str] = "plan"

    def __init__(self, plan: Plan) -> None:
        self.plan, self.goals = plan, goals_of(plan)

    def data(self, language: str, *, number: str, made_at: str) -> dict[str, Any]:
        """Everything the template needs, words of that language included."""
        plan, person = self.plan, self.plan.person
        with override(language):
            return {
                "language": language,
                "number": number,
                "made_at": made_at,
                "agency": plan.unit.agency.name_in(language),
                "name": person.name,
                "born": person.birth_shown,
                "file_number": person.file_number,
                "status": _status(plan),
                "answer": _answer(plan),
                "own_words": plan.words if plan.is_quoted else "",
                "noted": "" if plan.is_quoted else plan.words,
                "goals": [_goal(goal) for goal in self.goals],
                "words": _words(plan),
            }


def _status(plan: Plan) -> str:
    said = {"version": plan.version, "state": plan.state_title}
    return _("Version %(version)s, %(state)s") % said


def _answer(plan: Plan) -> str:
    texts = {
        Agrees.YES: _("You agree to this plan. You said so on %(day)s."),
        Agrees.NO: _("You do not agree to this plan. You said so on %(day)s."),
        Agrees.COULD_NOT_ANSWER: _("You could not say on %(day)s whether you agree."),
    }
    if not plan.answer:
        return _("You have not said yet whether you agree.")
    return texts[Agrees(plan.answer)] % {"day": local(plan.answered_on)}


def _goal(goal: Goal) -> dict[str, Any]:
    cause = str(goal.get_cause_display()) if goal.cause else ""
    return {
        "text": goal.text,
        "need": str(goal.get_need_display()),
        "state": str(goal.get_state_display()),
        "cause": _("This was not in your hands: %(cause)s.") % {"cause": cause} if cause else "",
        "steps": [_step(step) for step in goal.steps.all()],
    }


def _step(step: Step) -> dict[str, str]:
    own = _("you") if step.who == Who.PERSON else str(step.get_who_display())
    return {
        "what": step.what,
        "who": " – ".join(part for part in (own, step.name) if part),
        "due": local(step.due),
        "how": step.how,
        "state": str(step.get_state_display()),
    }


def _words(plan: Plan) -> dict[str, str]:
    review = _("We look at the plan together again by %(day)s.") % {"day": local(plan.review_on)}
    return {
        "title": _("Your plan"),
        "born": _("born"),
        "file": _("File number"),
        "document": _("Document"),
        "made": _("Made"),
        "page": _("Page"),
        "goal": _("Goal"),
        "what": _("What is done"),
        "who": _("Who"),
        "due": _("By when"),
        "state": _("Where it stands"),
        "said": _("What you said"),
        "nothing": _("No goal is written yet."),
        "no_steps": _("No step is written yet."),
        "review": review if plan.review_on else "",
        "explain": _(
            "This plan says what you want to reach, and who does what. If something in it is not "
            "clear or has changed, tell your officer: the plan can be changed with you."
        ),
        "you": _("Signature of the person"),
        "officer": _("Signature of the officer"),
    }
