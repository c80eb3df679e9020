"""Addresses for lists are those that Django would reverse."""

from uuid import uuid4

import pytest
from django.template import engines
from django.urls import reverse, set_script_prefix

from tilts.platform.design.addresses import page_of


@pytest.mark.parametrize("name", ["web:person", "supervision:record"])
def test_an_address_is_the_one_that_is_reversed(name):
    people = [uuid4(), uuid4()]
    assert [page_of(p, name) for p in people] == [reverse(name, args=[p]) for p in people]


def test_a_prefix_counts():
    person = uuid4()
    set_script_prefix("/tilts/")
    try:
        assert page_of(person, "web:person") == f"/tilts/people/{person}/"
    finally:
        set_script_prefix("/")
    assert page_of(person, "web:person") == f"/people/{person}/"


def test_a_template_writes_it():
    person = uuid4()
    template = engines["django"].from_string('{{ person|page_of:"web:person" }}')
    assert template.render({"person": person}) == f"/people/{person}/"
