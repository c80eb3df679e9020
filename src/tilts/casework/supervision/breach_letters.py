"""Letters about a breach: the warning to the person, and the motion to the court."""

from typing import Any, ClassVar

from django.utils.translation import gettext as _
from django.utils.translation import override

from tilts.platform.access.reasons import refuse_if
from tilts.platform.design.display import local
from tilts.platform.documents.kinds import Kind

from .breach_guards import NOT_WARNED
from .duties import said
from .letters import TEMPLATE, Section, letter
from .models import About, Answer, Breach
from .order_guards import NOT_ASKED_FOR
from .queries.breaches import others_before


def what_was_breached(case: Breach, language: str = "") -> str:
    """What was not kept: the duty as it is said to the person, or the contact in words."""
    if case.duty is not None:
        duty = case.duty
        return said(case.country, duty.code, duty.slots, duty.since, language)
    return str(About(case.about).label)


def _what_happened(case: Breach, language: str) -> Section:
    day = _("On %(day)s this was not kept:") % {"day": local(case.happened_on)}
    return Section(_("What happened"), (day, what_was_breached(case, language), case.told))


class WarningSheet:
    """The warning, in plain words and in the language of the person."""

    kind: ClassVar[Kind] = Kind.WARNING
    template: ClassVar[str] = TEMPLATE

    def __init__(self, case: Breach) -> None:
        """Raises Refused before the person was warned."""
        refuse_if([] if case.warned_on else [NOT_WARNED])
        self.case = case

    def data(self, language: str, *, number: str, made_at: str) -> dict[str, Any]:
        """Everything the template needs, words of that language included."""
        case = self.case
        with override(language):
            second = case.warned_again_on is not None
            told = letter(
                case.supervision,
                language,
                title=_("Second warning") if second else _("Warning"),
                opening=[_("You are warned because you did not keep to your order.")],
                sections=[
                    _what_happened(case, language),
                    Section(_("What you said"), _own_words(case)),
                    Section(_("What follows"), (_follows(second),)),
                    Section(_("Your rights"), (_("You may complain to the head of the unit."),)),
                ],
                signatures=[_("You"), _("Your officer")],
            )
        return {**told, "number": number, "made_at": made_at}


class MotionSheet:
    """The motion: what is asked for, what happened, and what was tried before."""

    kind: ClassVar[Kind] = Kind.BREACH_MOTION
    template: ClassVar[str] = TEMPLATE

    def __init__(self, case: Breach) -> None:
        """Raises Refused before the court is asked."""
        refuse_if([] if case.motion_on else [NOT_ASKED_FOR])
        self.case, self.before = case, others_before(case)

    def data(self, language: str, *, number: str, made_at: str) -> dict[str, Any]:
        """Everything the template needs, words of that language included."""
        case = self.case
        with override(language):
            asked = _("The court is asked %(what)s.") % {"what": case.get_asks_display()}
            told = letter(
                case.supervision,
                language,
                title=_("Motion about a breach of an order"),
                opening=[asked],
                sections=[
                    Section(_("Why"), (case.motion,)),
                    _what_happened(case, language),
                    Section(_("What the person said"), _own_words(case)),
                    Section(_("What was done before"), items=self._tried(language)),
                    Section(
                        _("Why milder steps are not enough"),
                        (case.skipped,) if case.skipped else (),
                    ),
                ],
                signatures=[_("Officer"), _("Head of the unit")],
            )
        return {**told, "number": number, "made_at": made_at}

    def _tried(self, language: str) -> tuple[str, ...]:
        own = [(self.case.warned_on, _("warning")), (self.case.warned_again_on, _("warning"))]
        lines = [f"{local(day)}: {what}" for day, what in own if day]
        lines += [
            f"{local(one.happened_on)}: {what_was_breached(one, language)} – {one.state_title}"
            for one in self.before
        ]
        return tuple(lines)


def _own_words(case: Breach) -> tuple[str, ...]:
    if case.answer == Answer.GIVEN:
        return (case.words,)
    return (_("No explanation came by the day."),) if case.answer else ()


def _follows(second: bool) -> str:
    if second:
        return _("If it happens again, the court is asked to decide about your order.")
    return _("If it happens again, you are warned once more, and then the court is asked.")
