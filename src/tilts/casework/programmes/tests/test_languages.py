"""Every page of programmes can be shown in each language of staff."""

from typing import Any

import pytest
from django.conf import settings
from django.urls import reverse
from django.utils.translation import override

from tilts.casework.people.tests.desk import browser
from tilts.casework.programmes.catalogue import in_words, named, programmes_on
from tilts.casework.programmes.presenting import eligibility

from .board import TODAY, Board

LANGUAGES = settings.STAFF_LANGUAGES


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_pages(board: Board, language: str):
    meeting = board.called()
    case, opinion = meeting.accreditation, meeting.accreditation.opinions.get()
    lead, member = browser(board.secretary_staff), browser(board.members[0])
    for client in (lead, member):
        client.cookies[settings.LANGUAGE_COOKIE_NAME] = language
    pages: list[tuple[Any, str, list[Any]]] = [
        (lead, "list", []),
        (lead, "one", ["equip"]),
        (lead, "applications", []),
        (lead, "application", [case.pk]),
        (lead, "opinion", [opinion.pk]),
        (lead, "decide", [meeting.pk]),
        (lead, "print", [meeting.pk]),
        (member, "vote", [meeting.pk]),
        (member, "declare", [meeting.pk]),
    ]
    for client, name, args in pages:
        answer = client.get(reverse(f"programmes:{name}", args=args))
        assert (name, answer.status_code) == (name, 200)
        assert f'<html lang="{language}"' in answer.content.decode()


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_programme_has_its_words(language: str):
    with override(language):
        for one in programmes_on("LV", TODAY):
            words = [named(one), in_words(one.summary)]
            words += [named(piece) for _, pieces in one.pieces for piece in pieces]
            assert all(words), one.code
            assert len(eligibility("LV", one, TODAY)) >= 4


def test_names_differ_where_the_languages_do():
    told = {}
    for language in LANGUAGES:
        with override(language):
            told[language] = [named(one) for one in programmes_on("LV", TODAY)]
    assert len({tuple(names) for names in told.values()}) == len(LANGUAGES)
