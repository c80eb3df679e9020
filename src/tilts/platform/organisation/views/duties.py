"""What a member of staff is given: roles, leave, qualifications; and how these end."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from tilts.platform.access.doors import door
from tilts.platform.access.reasons import Text

from ..actions import end_absence, end_qualification, end_role, give_role, plan_absence, qualify
from ..forms import ActionForm, EndForm, LeaveForm, QualificationForm, RoleForm
from ..queries import absences_of, qualifications_of, roles_of, staff_seen_by
from ..rules import RUN
from .common import done, form_page, found, onwards


@door(RUN)
def give(request: Any, staff_id: UUID) -> HttpResponse:
    """Give a role."""
    staff = found(staff_seen_by(request.actor, staff_id))
    form = RoleForm(request.POST or None, agency=staff.agency, initial=_today("since"))
    if done(form, lambda given: give_role(by=request.actor, staff=staff, **given)):
        return onwards(request, _("The role is given."), "organisation:staff", staff_id)
    return _page(request, staff_id, form, _("Give a role"), _("Give the role"))


@door(RUN)
def end(request: Any, staff_id: UUID, assignment_id: int) -> HttpResponse:
    """End a role."""
    staff = found(staff_seen_by(request.actor, staff_id))
    held = found(roles_of(staff).filter(pk=assignment_id).first())
    form = EndForm(request.POST or None, initial=_today("until"))
    if done(form, lambda given: end_role(by=request.actor, assignment=held, **given)):
        return onwards(request, _("The end of the role is set."), "organisation:staff", staff_id)
    return _page(request, staff_id, form, _("End the role"), _("Set the end"))


@door(RUN)
def leave(request: Any, staff_id: UUID) -> HttpResponse:
    """Plan leave, and who stands in."""
    staff = found(staff_seen_by(request.actor, staff_id))
    form = LeaveForm(request.POST or None, staff=staff)
    if done(form, lambda given: plan_absence(by=request.actor, staff=staff, **given)):
        return onwards(request, _("The leave is planned."), "organisation:staff", staff_id)
    return _page(request, staff_id, form, _("Plan leave"), _("Plan the leave"))


@door(RUN)
def back(request: Any, staff_id: UUID, absence_id: int) -> HttpResponse:
    """Change when somebody is back from leave."""
    staff = found(staff_seen_by(request.actor, staff_id))
    away = found(absences_of(staff).filter(pk=absence_id).first())
    form = EndForm(request.POST or None, initial={"until": away.until})
    form.fields["until"].label = _("First day back")
    if done(form, lambda given: end_absence(by=request.actor, absence=away, **given)):
        return onwards(request, _("The leave is changed."), "organisation:staff", staff_id)
    return _page(request, staff_id, form, _("Back from leave"), _("Save"))


@door(RUN)
def qualification(request: Any, staff_id: UUID) -> HttpResponse:
    """Note a qualification."""
    staff = found(staff_seen_by(request.actor, staff_id))
    form = QualificationForm(request.POST or None, initial=_today("since"))
    if done(form, lambda given: qualify(by=request.actor, staff=staff, **given)):
        return onwards(request, _("The qualification is noted."), "organisation:staff", staff_id)
    return _page(request, staff_id, form, _("Add a qualification"), _("Add it"))


@door(RUN)
def end_learnt(request: Any, staff_id: UUID, qualification_id: int) -> HttpResponse:
    """A qualification holds no more."""
    staff = found(staff_seen_by(request.actor, staff_id))
    learnt = found(qualifications_of(staff).filter(pk=qualification_id).first())
    form = EndForm(request.POST or None, initial=_today("until"))
    if done(form, lambda given: end_qualification(by=request.actor, qualification=learnt, **given)):
        said = _("The end of the qualification is set.")
        return onwards(request, said, "organisation:staff", staff_id)
    return _page(request, staff_id, form, _("End the qualification"), _("Set the end"))


def _today(field: str) -> dict[str, Any]:
    return {field: timezone.localdate()}


def _page(request: Any, staff_id: UUID, form: ActionForm, title: Text, save: Text) -> HttpResponse:
    """The form's page, on the way back to the member of staff."""
    return form_page(request, form, title, save, reverse("organisation:staff", args=[staff_id]))
