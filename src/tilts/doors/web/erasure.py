"""Lawful erasure by two persons: what it would do, a proposal, its approval, the certificate."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django import forms
from django.db.models import Exists, OuterRef
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _

from tilts.casework.people.headers import person_header
from tilts.casework.people.models import Person
from tilts.casework.people.queries import named, records_of, visible_person
from tilts.platform.access.authority import why_not
from tilts.platform.access.doors import door
from tilts.platform.access.reasons import Reasons, Refused, Text
from tilts.platform.design.display import local
from tilts.platform.design.forms import TiltsForm
from tilts.platform.design.paging import keyset_page
from tilts.platform.erasure.actions import approve, carry_out, propose
from tilts.platform.erasure.models import ErasureRequest, Ground
from tilts.platform.erasure.queries import DryRun, dry_run, request_of, requests
from tilts.platform.erasure.rules import (
    APPROVE,
    PROPOSE,
    SEE,
    why_not_approve,
    why_not_carry_out,
)
from tilts.platform.organisation.queries import names_of
from tilts.platform.parties.actors import Actor
from tilts.platform.parties.models import PartyKind
from tilts.platform.record.consultations import consult
from tilts.platform.record.models import Way

from .inspection import PersonByNumber, staff_abroad, within_reach
from .kinds import rows_title

SIZE = 30  # certificates on a page


class FindForm(TiltsForm):
    """Whose erasure it is about. Safer than a name: numbers are not mistaken for each other."""

    file_number = PersonByNumber(label=_("File number"))


class ProposalForm(TiltsForm):
    """Why somebody must be erased, and by what law."""

    ground = forms.ChoiceField(label=_("Ground"), choices=Ground.choices, widget=forms.RadioSelect)
    basis = forms.CharField(
        label=_("Article of the law, or the ruling"),
        help_text=_("Write nothing of the person: it stays on the certificate for good."),
        max_length=120,
    )


class ApprovalForm(TiltsForm):
    """The last question before it happens."""

    understood = forms.BooleanField(
        label=_("I have checked that it is the right person, and know that nobody can undo it.")
    )


@dataclass(frozen=True)
class Plan:
    """A dry run in plain words: rows that go, and rows that stay but forget the person."""

    going: list[tuple[str, int]]
    forgetting: list[tuple[str, int]]


@door(SEE)
def erasures(request: Any) -> HttpResponse:
    """Open requests, certificates, and the way to a person. It names nobody, so is no look."""
    form = FindForm(request.GET if "file_number" in request.GET else None)
    if form.is_valid():
        return redirect("erasure:plan", form.cleaned_data["file_number"].pk)
    known = _known_to(request.actor)
    done = known.exclude(carried_out_at=None)
    waiting = list(known.filter(carried_out_at=None).order_by("pk"))
    page = keyset_page(done, ["-pk"], request.GET.get("cursor"), SIZE)
    names = names_of(row.proposed_by_id for row in waiting)
    context = {
        "form": form,
        "waiting": [(row, names.get(row.proposed_by_id, "–")) for row in waiting],
        "page": page,
    }
    return render(request, "web/erasures.html", context, status=422 if form.errors else 200)


@door(SEE)
def plan(request: Any, person_id: UUID) -> HttpResponse:
    """What an erasure of somebody would do. Who may, proposes it here."""
    opened = _opened(request.actor, person_id)
    if waiting := request_of(person_id):
        return redirect("erasure:one", waiting.pk)
    form = ProposalForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        answer = form.cleaned_data
        asked = {"ground": Ground(answer["ground"]), "basis": answer["basis"]}
        try:
            made = propose(by=request.actor, subject=opened.party, **asked)
            return redirect("erasure:one", made.pk)
        except Refused as refused:
            if why_not(request.actor, PROPOSE, person_id):
                raise
            for reason in refused.reasons:
                field = "ground" if reason.code == "in-retention" else None
                form.add_error(field, str(reason.text))
    run = dry_run(person_id)
    reasons = why_not(request.actor, PROPOSE, person_id) + run.against
    context = _about(request.actor, opened) | _what_happens(run, reasons, form)
    return render(request, "web/erasure_plan.html", context, status=422 if form.errors else 200)


@door(SEE)
def one(request: Any, erasure_id: UUID) -> HttpResponse:
    """A request, to be approved and carried out by a second person; then its certificate."""
    asked = _known_to(request.actor).filter(pk=erasure_id).first()
    if asked is None:
        raise Http404
    context = {"asked": asked, "terms": _terms(asked)}
    if asked.carried_out_at:
        context["erased"] = _in_words((asked.erased or {}).items())
        return render(request, "web/erasure_certificate.html", context)
    context |= _subject(request.actor, asked)
    form = ApprovalForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        _erase(request, asked)
        return redirect("erasure:one", asked.pk)
    run = dry_run(asked.subject_id)
    context |= _what_happens(run, _why_not_now(request.actor, asked), form)
    return render(request, "web/erasure_request.html", context, status=422 if form.errors else 200)


def _erase(request: Any, asked: ErasureRequest) -> None:
    """Approve and carry out. Sessions that hold why somebody looked at the person are dropped with
    the rows; our own gives up the answer first, or the certificate could not be shown.
    """
    if request.session.get("purposes", {}).pop(str(asked.subject_id), None):
        request.session.save()
    if asked.approved_at is None:
        asked = approve(by=request.actor, request=asked)
    carry_out(by=request.actor, request=asked)


def _terms(asked: ErasureRequest) -> list[tuple[Text, str]]:
    """Who asked for it, who agreed and when, and by what law."""
    two = (asked.proposed_by_id, asked.approved_by_id)
    names: dict[Any, str] = names_of(one for one in two if one)
    steps = (
        (_("Proposed"), asked.proposed_at, asked.proposed_by_id),
        (_("Approved"), asked.approved_at, asked.approved_by_id),
        (_("Carried out"), asked.carried_out_at, None),
    )
    return [
        *(
            (title, " · ".join(filter(None, [local(when), names.get(who)])))
            for title, when, who in steps
            if when
        ),
        (_("Ground"), asked.get_ground_display()),
        (_("By what law"), asked.basis),
        (_("Id of whom it is about"), str(asked.subject_id)),
    ]


def _known_to(by: Actor) -> Any:
    """Requests that the actor may know of: none that was made in another country."""
    strangers = staff_abroad(by).filter(pk=OuterRef("proposed_by_id"))
    return within_reach(by, SEE, requests(), "subject_id").exclude(Exists(strangers))


def _opened(by: Actor, person_id: UUID) -> Person:
    """The person, once it is written that somebody looks, and what for."""
    person = visible_person(person_id)
    consult(by, [person_id], way=Way.PAGE, purpose="erasure")
    return person


def _about(by: Actor, person: Person) -> dict[str, Any]:
    """The person, and the other records of theirs: each is erased on its own."""
    same = [*records_of(person), *filter(None, [person.merged_into_id])][1:]
    known = named(same)
    return {
        "person": person,
        "header": person_header(by, person),
        "related": [known[pk] for pk in same if pk in known],
    }


def _subject(by: Actor, asked: ErasureRequest) -> dict[str, Any]:
    """Whom it is about: a person, or somebody else by name. Their rows may be gone already."""
    if asked.erased is not None:
        return {}
    if asked.subject.kind == PartyKind.PERSON:
        return _about(by, _opened(by, asked.subject_id))
    return {"name": names_of([asked.subject_id]).get(asked.subject_id, "")}


def _why_not_now(by: Actor, asked: ErasureRequest) -> Reasons:
    """Why this actor cannot approve and carry out."""
    within = asked.subject.kind == PartyKind.PERSON and asked.erased is None
    may = why_not(by, APPROVE, asked.subject_id if within else None)
    step = why_not_carry_out(asked) if asked.approved_at else why_not_approve(by, asked)
    return may + step


def _what_happens(run: DryRun, reasons: Reasons, form: Any) -> dict[str, Any]:
    columns = ((column.rpartition(".")[0], rows) for column, rows in run.forgetting.items())
    return {
        "plan": Plan(_in_words(run.going.items()), _in_words(columns)),
        "reasons": reasons,
        "form": form,
    }


def _in_words(counts: Iterable[tuple[str, int]]) -> list[tuple[str, int]]:
    """Numbers of rows by the name of what they are, the most first."""
    rows: Counter[str] = Counter()
    for label, number in counts:
        rows[str(rows_title(label))] += number
    return sorted(rows.items(), key=lambda row: (-row[1], row[0]))
