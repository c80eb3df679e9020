"""Rooms register what they show; the page asks each once."""

from datetime import date
from uuid import UUID

import pytest

from tilts.platform.design.path import Span
from tilts.platform.parties.actors import SERVICE, Actor, Grant, Scope
from tilts.platform.workflow.panels import (
    Registry,
    Tab,
    Urgent,
    _urging,
    register_tab,
    register_urgent,
    tabs,
    urgent,
)

ANNA, BORIS = UUID(int=1), UUID(int=2)


@pytest.fixture
def asked() -> list[list[UUID]]:
    return []


@pytest.fixture
def lanes(asked) -> Registry[list[Span]]:
    registry: Registry[list[Span]] = Registry()

    def prison(actor, people):
        asked.append(people)
        return {ANNA: [Span("Rīga", date(2026, 3, 2))]}

    registry.register("probation", "Probation", 20, lambda actor, people: {})
    registry.register("prison", "Prison", 10, prison, "demo/prison.html")
    return registry


def test_providers_answer_for_all_people_at_once_in_their_order(lanes, asked):
    gathered = lanes.gather(SERVICE, (ANNA, BORIS))
    assert [(p.code, p.title, p.template, found) for p, found in gathered] == [
        ("prison", "Prison", "demo/prison.html", {ANNA: [Span("Rīga", date(2026, 3, 2))]}),
        ("probation", "Probation", "", {}),
    ]
    assert asked == [[ANNA, BORIS]]


def test_registering_a_code_again_replaces_it(lanes):
    lanes.register("prison", "Prison", 30, lambda actor, people: {BORIS: []})
    assert [found for _, found in lanes.gather(SERVICE, [])] == [{}, {BORIS: []}]


def test_tabs_are_for_those_who_may_open_them():
    tab = Tab("books", "Books", 1, "demo_room:books", "demo_room.read")
    register_tab("books", "Books", 1, "demo_room:books", "demo_room.read")
    reader = Actor(
        party=ANNA, kind="staff", name="x", grants=(Grant("demo_room.read", Scope.SELF, "reader"),)
    )
    assert tabs(reader) == [tab]
    assert tabs(Actor(party=BORIS, kind="staff", name="y")) == []


def test_what_is_urgent_is_offered_when_there_is_something_to_choose():
    reader = Actor(party=ANNA, kind="staff", name="x")
    calls: list[tuple[Actor, UUID]] = []

    def provider(actor, person):
        calls.append((actor, person))
        return Urgent("/call/", "whom", [("112", "Emergency")]) if person == ANNA else None

    def nothing(actor, person):
        return Urgent("/call/", "whom", [])

    before = urgent(reader, BORIS)
    register_urgent(provider)
    register_urgent(nothing)
    try:
        own = [one for one in urgent(reader, ANNA) if one.url == "/call/"]
        assert own == [Urgent("/call/", "whom", [("112", "Emergency")])]
        assert urgent(reader, BORIS) == before
        assert calls == [(reader, ANNA), (reader, BORIS)]
    finally:
        del _urging[-2:]
