"""The shipped Latvian programmes as their file should say: who changes one changes this too."""

from datetime import date

import pytest

from tilts.casework.programmes.catalogue import programme_on, programmes_on

DAY = date(2026, 11, 26)
ALL = ("medium", "high", "very_high")
GIVEN = {
    "equip": {
        "names": {"en": "EQUIP", "lv": "EQUIP"},
        "needs": ("attitudes", "personality", "associates"),
        "levels": ALL,
        "settings": ("prison", "community"),
        "hours": 60,
        "sessions": 30,
        "minutes": 120,
        "modules": (10, 10, 10),
        "ages": (14, 25),
        "places": 10,
    },
    "substances": {
        "names": {"en": "Managing substance use", "lv": "Vielu lietošanas menedžments"},
        "needs": ("substances",),
        "levels": ALL,
        "settings": ("community",),
        "hours": 48,
        "sessions": 24,
        "minutes": 120,
        "modules": (6, 10, 8),
        "ages": (None, None),
        "places": 10,
    },
    "respectful-relations": {
        "names": {"en": "Building respectful relationships", "lv": "Cieņpilnu attiecību veidošana"},
        "needs": ("family", "attitudes"),
        "levels": ALL,
        "settings": ("community",),
        "hours": 54,
        "sessions": 27,
        "minutes": 120,
        "modules": (9, 9, 9),
        "ages": (18, None),
        "places": 10,
    },
    "violence-prevention": {
        "names": {"en": "Preventing violence", "lv": "Vardarbības novēršana"},
        "needs": ("personality", "attitudes"),
        "levels": ALL,
        "settings": ("community",),
        "hours": 60,
        "sessions": 30,
        "minutes": 120,
        "modules": (8, 12, 10),
        "ages": (None, None),
        "places": 10,
    },
    "motivation": {
        "names": {"en": "Motivation", "lv": "Motivācijas programma"},
        "needs": ("attitudes", "personality", "substances"),
        "levels": ALL,
        "settings": ("community",),
        "hours": 18,
        "sessions": 12,
        "minutes": 90,
        "modules": (4, 4, 4),
        "ages": (None, None),
        "places": 10,
    },
    "thames": {
        "names": {"en": "Thames programme", "lv": "Temzas programma"},
        "needs": ("attitudes", "personality", "history"),
        "levels": ("high", "very_high"),
        "settings": ("community",),
        "hours": 117,
        "sessions": 39,
        "minutes": 180,
        "modules": (13, 13, 13),
        "ages": (18, None),
        "places": 8,
    },
    "be-aware": {
        "names": {"en": "Be aware", "lv": "Esi apzināts"},
        "needs": ("personality",),
        "levels": ALL,
        "settings": ("prison",),
        "hours": 32,
        "sessions": 16,
        "minutes": 120,
        "modules": (8, 8),
        "ages": (None, None),
        "places": 10,
    },
    "stress": {
        "names": {"en": "Reducing stress", "lv": "Stresa mazināšanas programma"},
        "needs": ("personality",),
        "levels": ("medium", "high"),
        "settings": ("prison",),
        "hours": 24,
        "sessions": 12,
        "minutes": 120,
        "modules": (6, 6),
        "ages": (None, None),
        "places": 10,
    },
    "school-of-life": {
        "names": {"en": "School of life 3", "lv": "Dzīves skola 3"},
        "needs": ("work", "leisure", "associates"),
        "levels": ALL,
        "settings": ("prison",),
        "hours": 60,
        "sessions": 30,
        "minutes": 120,
        "modules": (10, 10, 10),
        "ages": (None, None),
        "places": 10,
    },
    "me-and-others": {
        "names": {"en": "Me and others", "lv": "Es un citi"},
        "needs": ("associates", "family"),
        "levels": ("medium", "high"),
        "settings": ("prison",),
        "hours": 40,
        "sessions": 20,
        "minutes": 120,
        "modules": (10, 10),
        "ages": (None, None),
        "places": 10,
    },
    "vrp": {
        "names": {
            "en": "Violence Reduction Program (VRP)",
            "lv": "Vardarbības mazināšanas programma (VRP)",
        },
        "needs": ("personality", "attitudes", "associates"),
        "levels": ("high", "very_high"),
        "settings": ("prison",),
        "hours": 200,
        "sessions": 70,
        "minutes": 180,
        "modules": (20, 25, 25),
        "ages": (18, None),
        "places": 8,
    },
    "pathfinder": {
        "names": {"en": "Pathfinder", "lv": "Pathfinder"},
        "needs": ("substances", "associates"),
        "levels": ALL,
        "settings": ("prison",),
        "hours": 100,
        "sessions": 36,
        "minutes": 180,
        "modules": (12, 12, 12),
        "ages": (None, None),
        "places": 10,
    },
    "atlantis": {
        "names": {"en": "Atlantis", "lv": "Atlantis"},
        "needs": ("substances",),
        "levels": ALL,
        "settings": ("prison",),
        "hours": 40,
        "sessions": 20,
        "minutes": 120,
        "modules": (10, 10),
        "ages": (None, None),
        "places": 10,
    },
}


def test_every_programme_of_the_file_stands_here():
    assert sorted(one.code for one in programmes_on("LV", DAY)) == sorted(GIVEN)


@pytest.mark.parametrize("code", GIVEN)
def test_a_programme_is_as_it_was_entered(code: str):
    one = programme_on("LV", code, DAY)
    assert one is not None
    assert {
        "names": {language: one.names[language] for language in ("en", "lv")},
        "needs": one.needs,
        "levels": one.levels,
        "settings": one.settings,
        "hours": one.hours,
        "sessions": one.sessions,
        "minutes": one.session_minutes,
        "modules": tuple(module.sessions for module in one.modules),
        "ages": (one.age_from, one.age_to),
        "places": one.places,
    } == GIVEN[code]


@pytest.mark.parametrize("code", GIVEN)
def test_a_programme_says_whence_it_is_known(code: str):
    one = programme_on("LV", code, DAY)
    assert one is not None
    assert "contents are an outline of our own" in one.source
    assert [piece.code for piece in one.materials] == ["handbook", "worksheets"]
    assert [piece.code for piece in one.exclusions] == ["acute_illness", "withdrawal"]
    assert [piece.code for piece in one.judged] == (
        ["group", "admits"] if code == "thames" else ["group", "willing"]
    )
