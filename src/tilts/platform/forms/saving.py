"""Answers as a page sends them: one as it is given, or those of a section at once."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse, JsonResponse, QueryDict
from django.shortcuts import redirect
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.formats import time_format
from django.utils.translation import gettext as _

from tilts.engines.instruments.schema.items import Item, Multiple
from tilts.platform.access.reasons import Refused
from tilts.platform.parties.actors import Actor

from .actions import ANSWERED_MEANWHILE, answer
from .answering import Answer, answers_in
from .pages import SheetPage, shown
from .queries import as_it_stands
from .questions import NOT_KNOWN, Question, Refusal

ITEM = ".item"  # names the one answer that a page sends by itself; no item is called so
STAY = ".stay"
COUNT = re.compile(r"\d{1,9}")


def filled_in(
    request: Any, page: SheetPage, template: str, context: Mapping[str, Any]
) -> HttpResponse:
    """Show a section, or take its answers. The room asked before whether the actor may."""
    if request.method != "POST":
        return shown(request, page, template, context)
    if ITEM in request.POST:
        return _one(request.actor, page, request.POST)
    after = _all(request.actor, page, request.POST)
    if after.refusals:
        return shown(request, after, template, context, status=422)
    if STAY in request.POST:
        messages.success(request, saved_now())
        return redirect(page.url(page.here))
    return redirect(page.next["url"] if page.next else page.end)


def given(post: QueryDict, item: Item) -> Answer | None:
    """What a page says to an item; None where nothing was answered, now or before."""
    found = [value for value in _clean(post.getlist(item.id)) if value]
    values = [value for value in found if value != NOT_KNOWN]
    kind, source, comment, count = _clean(
        post.get(f"{item.id}.{name}", "") for name in ("kind", "source", "comment", "saved")
    )
    answer = Answer(
        value=(values if isinstance(item, Multiple) else values[0]) if values else None,
        kind="" if kind == item.kind else kind,
        source=source,
        comment=comment,
        saved=int(count) if COUNT.fullmatch(count) else 0,
        waits=not found,
    )
    return None if answer == Answer(kind=answer.kind, waits=True) else answer


def saved_now() -> str:
    """`Saved 10:42`."""
    return _("Saved %(time)s") % {"time": time_format(timezone.localtime(), "H:i")}


def _clean(values: Iterable[str]) -> list[str]:
    return [value.replace("\0", "").strip() for value in values]


def _save(by: Actor, page: SheetPage, item: Item, said: Answer) -> Answer | Refusal:
    try:
        return answer(by=by, sheet=page.sheet, item=item.id, given=said)
    except Refused as refused:
        faults = tuple(str(reason.text) for reason in refused.reasons)
        if ANSWERED_MEANWHILE not in refused.reasons:
            return Refusal(said, faults)
        theirs = answers_in(as_it_stands(page.sheet).answers).get(item.id, Answer())
        return Refusal(replace(said, saved=theirs.saved), faults, theirs)


def _all(by: Actor, page: SheetPage, post: QueryDict) -> SheetPage:
    """Save the answers of a section one by one; the page says what could not be, and why."""
    refusals = {}
    for item in page.asked:
        said = given(post, item)
        saved = _save(by, page, item, said) if said else None
        if isinstance(saved, Refusal):
            refusals[item.id] = saved
    return page.anew(as_it_stands(page.sheet), refusals)


def _one(by: Actor, page: SheetPage, post: QueryDict) -> HttpResponse:
    """Save one answer, and say what changed on the page by it."""
    asked = {item.id: item for item in page.asked}
    item = asked.get(str(post[ITEM]))
    if item is None:
        raise Http404
    saved = _save(by, page, item, given(post, item) or Answer(waits=True))
    if isinstance(saved, Answer):
        return JsonResponse({"saved": saved.saved, **_changed(page.anew(page.sheet, {}))})
    if saved.meanwhile is None:
        return JsonResponse({"faults": saved.faults}, status=422)
    return JsonResponse(_meanwhile(item, saved, saved.meanwhile), status=409)


def _changed(page: SheetPage) -> dict[str, Any]:
    """What else is new on the page: the way, what shows, the column beside."""
    return {
        "said": saved_now(),
        "shown": page.shown,
        "sections": render_to_string("forms/sections.html", {"sheet_page": page}),
        "side": page.side_column,
    }


def _meanwhile(item: Item, refusal: Refusal, theirs: Answer) -> dict[str, Any]:
    """Both answers in words, and the other one as the fields of the page have it."""
    question = Question(item, 0, refusal.said, refusal=refusal)
    return {
        "both": render_to_string("forms/meanwhile.html", {"question": question}),
        "theirs": fields(Question(item, 0, theirs)),
    }


def fields(question: Question) -> list[tuple[str, str]]:
    """An answer as the fields of the page have it."""
    name, answer = question.item.id, question.answer
    value = answer.value if isinstance(answer.value, list) else [question.value]
    return [
        *((name, one) for one in ([NOT_KNOWN] if question.not_known else value)),
        (f"{name}.kind", question.kind),
        (f"{name}.source", answer.source),
        (f"{name}.comment", answer.comment),
        (f"{name}.saved", str(answer.saved)),
    ]
