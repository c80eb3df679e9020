"""“Your duties”: course, rights, duties and consequences in plain words, for the person to keep."""

from typing import Any, ClassVar

from django.utils.translation import gettext as _
from django.utils.translation import override

from tilts.platform.design.display import local
from tilts.platform.documents.models import Kind

from .duties import said
from .letters import TEMPLATE, Section, letter
from .models import Supervision
from .queries.duties import standing_duties


class DutiesSheet:
    """An order explained to whoever it is about, who is spoken to and not about."""

    kind: ClassVar[Kind] = Kind.DUTIES
    template: ClassVar[str] = TEMPLATE

    def __init__(self, case: Supervision) -> None:
        self.case, self.duties = case, standing_duties(case)

    def data(self, language: str, *, number: str, made_at: str) -> dict[str, Any]:
        """Everything the template needs, words of that language included."""
        with override(language):
            told = letter(
                self.case,
                language,
                title=_("Your duties"),
                opening=self._opening(language),
                sections=[
                    Section(_("What you must do"), items=self._duties(language)),
                    Section(_("How it goes"), items=_course()),
                    Section(_("Your rights"), items=_rights()),
                    Section(_("If you do not keep to it"), items=_consequences()),
                ],
                signatures=[_("You"), _("Your officer")],
            )
        return {**told, "number": number, "made_at": made_at}

    def _opening(self, language: str) -> list[str]:
        told = {"order": self.case.title, "unit": self.case.unit.name_in(language)}
        lines = [_("You are under supervision: %(order)s. It is carried out by %(unit)s.") % told]
        if last := self.case.ends_on:
            lines.append(_("It is expected to end on %(day)s.") % {"day": local(last)})
        return lines

    def _duties(self, language: str) -> tuple[str, ...]:
        country = self.case.country
        return tuple(
            said(country, duty.code, duty.slots, duty.since, language) for duty in self.duties
        ) or (_("No special duties were imposed. Keep to what your officer agrees with you."),)


def _course() -> tuple[str, ...]:
    return (
        _("You meet your officer regularly. How often depends on how much support you need."),
        _("Together you look at what led to the offence, and agree on a plan."),
        _("If you cannot come, tell your officer before, and say why."),
    )


def _rights() -> tuple[str, ...]:
    return (
        _("You may ask what is written about you, and have mistakes corrected."),
        _("You may say what you think of every decision; it is written down."),
        _("You may complain to the head of the unit, and to a court."),
        _("You may have an interpreter at no cost."),
    )


def _consequences() -> tuple[str, ...]:
    return (
        _("You are asked for your explanation first. Say what happened, in your own words."),
        _("Then you may be warned in writing."),
        _("If it goes on, the court is asked to decide. It can change the order or revoke it."),
    )
