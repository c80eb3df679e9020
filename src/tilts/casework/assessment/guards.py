"""What must hold before an assessment moves on, each with its reasons why not."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy
from django.utils.translation import ngettext

from tilts.platform.access.reasons import Reason, Reasons
from tilts.platform.forms.problems import said
from tilts.platform.forms.results import progress, scored
from tilts.platform.parties.actors import Actor
from tilts.platform.workflow.guards import guard

from .levels import level_of, named


@guard(lazy("every question is answered, if only by “not known”"))
def all_answered(case: Any, by: Actor) -> Reasons:
    """What must be answered and is not, by its number on the page."""
    left = [i.id for one in progress(case.answered) for i in one.left if i.required]
    if not left:
        return []
    text = ngettext(
        "Question %(which)s is not answered.", "Questions %(which)s are not answered.", len(left)
    )
    return [Reason("unanswered", text % {"which": named(case.answered, left)})]


@guard(lazy("the answers give a level"))
def score_computed(case: Any, by: Actor) -> Reasons:
    """Without a level the instrument says why: what it waits for, or does not apply to."""
    computed, of = scored(case.answered), case.definition
    deciding = level_of(of)
    reasons = [Reason(one.code, said(one, of)) for one in computed.problems]
    result = computed.results[deciding.id]
    if result.band is None and not reasons:
        which = named(case.answered, result.missing)
        text = _("The level cannot be computed while these are not known: %(which)s.")
        reasons.append(Reason("not-known", text % {"which": which}))
    return reasons


@guard(lazy("the level proposed is another than that of the score"))
def another_level(case: Any, by: Actor) -> Reasons:
    """What the score gives already needs no proposal."""
    if case.proposed_level != case.computed_level:
        return []
    return [Reason("same-level", _("This is the level of the score. Make the assessment final."))]


@guard(lazy("whoever decides is not the assessor"))
def not_the_assessor(case: Any, by: Actor) -> Reasons:
    """Four eyes: nobody decides on their own assessment."""
    if by.party != case.assessor_id:
        return []
    text = _("You made this assessment. Another member of staff decides on it.")
    return [Reason("own-assessment", text)]
