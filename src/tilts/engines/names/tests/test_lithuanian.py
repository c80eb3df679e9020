"""Lithuanian names: the table of the State Commission of the Lithuanian Language, and more."""

import pytest
from hypothesis import given as drawn
from hypothesis import strategies as st

from tilts.engines.names import CASES, Case, Inflected, inflect

OBLIQUE: tuple[Case, ...] = CASES[1:]

# From vlkk.lt/konsultacijos/14268, as it stands there.
COMMISSION = [
    ("Norvilas", ("Norvilo", "Norvilui", "Norvilą", "Norvilu", "Norvile", "Norvilai")),
    ("Norvilis", ("Norvilio", "Norviliui", "Norvilį", "Norviliu", "Norvilyje", "Norvili")),
    ("Luckys", ("Luckio", "Luckiui", "Luckį", "Luckiu", "Luckyje", "Lucky")),
    ("Luckus", ("Luckaus", "Luckui", "Luckų", "Luckumi", "Luckuje", "Luckau")),
    ("Vėlius", ("Vėliaus", "Vėliui", "Vėlių", "Vėliumi", "Vėliuje", "Vėliau")),
    ("Norvila", ("Norvilos", "Norvilai", "Norvilą", "Norvila", "Norviloje", "Norvila")),
    ("Lindė", ("Lindės", "Lindei", "Lindę", "Linde", "Lindėje", "Linde")),
]
NAMES = [
    (
        "Jonas",
        "Petraitis",
        (
            "Jono Petraičio",
            "Jonui Petraičiui",
            "Joną Petraitį",
            "Jonu Petraičiu",
            "Jone Petraityje",
            "Jonai Petraiti",
        ),
    ),
    (
        "Stasys",
        "Kazlauskas",
        (
            "Stasio Kazlausko",
            "Stasiui Kazlauskui",
            "Stasį Kazlauską",
            "Stasiu Kazlausku",
            "Stasyje Kazlauske",
            "Stasy Kazlauskai",
        ),
    ),
    (
        "Saulius",
        "Gaidys",
        (
            "Sauliaus Gaidžio",
            "Sauliui Gaidžiui",
            "Saulių Gaidį",
            "Sauliumi Gaidžiu",
            "Sauliuje Gaidyje",
            "Sauliau Gaidy",
        ),
    ),
    (
        "Matas",
        "Daukša",
        (
            "Mato Daukšos",
            "Matui Daukšai",
            "Matą Daukšą",
            "Matu Daukša",
            "Mate Daukšoje",
            "Matai Daukša",
        ),
    ),
    (
        "Julijus",
        "Abramavičius",
        (
            "Julijaus Abramavičiaus",
            "Julijui Abramavičiui",
            "Julijų Abramavičių",
            "Julijumi Abramavičiumi",
            "Julijuje Abramavičiuje",
            "Julijau Abramavičiau",
        ),
    ),
    (
        "Ona",
        "Petraitienė",
        (
            "Onos Petraitienės",
            "Onai Petraitienei",
            "Oną Petraitienę",
            "Ona Petraitiene",
            "Onoje Petraitienėje",
            "Ona Petraitiene",
        ),
    ),
    (
        "Rūta",
        "Kazlauskaitė",
        (
            "Rūtos Kazlauskaitės",
            "Rūtai Kazlauskaitei",
            "Rūtą Kazlauskaitę",
            "Rūta Kazlauskaite",
            "Rūtoje Kazlauskaitėje",
            "Rūta Kazlauskaite",
        ),
    ),
    (
        "Eglė",
        "Kymantaitė-Čiurlionienė",
        (
            "Eglės Kymantaitės-Čiurlionienės",
            "Eglei Kymantaitei-Čiurlionienei",
            "Eglę Kymantaitę-Čiurlionienę",
            "Egle Kymantaite-Čiurlioniene",
            "Eglėje Kymantaitėje-Čiurlionienėje",
            "Egle Kymantaite-Čiurlioniene",
        ),
    ),
    (
        "Julija",
        "Vaitkutė",
        (
            "Julijos Vaitkutės",
            "Julijai Vaitkutei",
            "Juliją Vaitkutę",
            "Julija Vaitkute",
            "Julijoje Vaitkutėje",
            "Julija Vaitkute",
        ),
    ),
]


@pytest.mark.parametrize(("family", "forms"), COMMISSION)
def test_the_table_of_the_commission(family: str, forms: tuple[str, ...]) -> None:
    found = tuple(inflect("", family, case, language="lt").text for case in OBLIQUE)
    assert found == forms


@pytest.mark.parametrize(("given", "family", "forms"), NAMES)
def test_whole_names(given: str, family: str, forms: tuple[str, ...]) -> None:
    found = [inflect(given, family, case, language="lt") for case in OBLIQUE]
    assert tuple(one.text for one in found) == forms
    assert all(one.sure for one in found) == (family != "Daukša")  # a man's, though in -a


def test_who_has_no_lithuanian_ending_is_left_for_people_to_say() -> None:
    assert inflect("John", "Smith", "genitive", language="lt") == Inflected(
        "John Smith", sure=False
    )
    assert inflect("Leo", "", "genitive", language="lt") == Inflected("Leo", sure=True)


@drawn(
    given=st.text("abcdąčęėįšųūž -", max_size=12),
    family=st.text("sšaėsiuo -", max_size=12),
    case=st.sampled_from(CASES),
    language=st.sampled_from(["lv", "lt", "en"]),
    sex=st.sampled_from(["male", "female", "unknown"]),
)
def test_whatever_the_name_as_many_words_come_out_as_went_in(given, family, case, language, sex):
    found = inflect(given, family, case, language=language, sex=sex)
    whole = " ".join(part for part in (given, family) if part)
    assert [len(found.text.split(mark)) for mark in " -"] == [
        len(whole.split(mark)) for mark in " -"
    ]
