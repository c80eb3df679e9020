"""Latvian names: tables of what the grammar gives, whole names, and what no rule knows."""

import pytest

from tilts.engines.names import Case, Inflected, Sex, inflect

CASES: tuple[Case, ...] = ("genitive", "dative", "accusative", "locative", "vocative")

# given name, family name, sex, then the five cases
NAMES: list[tuple[str, str, Sex, tuple[str, ...]]] = [
    (
        "Jānis",
        "Bērziņš",
        "male",
        ("Jāņa Bērziņa", "Jānim Bērziņam", "Jāni Bērziņu", "Jānī Bērziņā", "Jāni Bērziņ"),
    ),
    (
        "Pēteris",
        "Ozols",
        "male",
        ("Pētera Ozola", "Pēterim Ozolam", "Pēteri Ozolu", "Pēterī Ozolā", "Pēteri Ozol"),
    ),
    (
        "Andris",
        "Kalniņš",
        "male",
        ("Andra Kalniņa", "Andrim Kalniņam", "Andri Kalniņu", "Andrī Kalniņā", "Andri Kalniņ"),
    ),
    (
        "Kārlis",
        "Zvirbulis",
        "male",
        (
            "Kārļa Zvirbuļa",
            "Kārlim Zvirbulim",
            "Kārli Zvirbuli",
            "Kārlī Zvirbulī",
            "Kārli Zvirbuli",
        ),
    ),
    (
        "Uldis",
        "Briedis",
        "male",
        ("Ulda Brieža", "Uldim Briedim", "Uldi Briedi", "Uldī Briedī", "Uldi Briedi"),
    ),
    ("Gatis", "Zutis", "male", ("Gata Zuša", "Gatim Zutim", "Gati Zuti", "Gatī Zutī", "Gati Zuti")),
    (
        "Valdis",
        "Lācis",
        "male",
        ("Valda Lāča", "Valdim Lācim", "Valdi Lāci", "Valdī Lācī", "Valdi Lāci"),
    ),
    (
        "Guntis",
        "Krūmiņš",
        "male",
        ("Gunta Krūmiņa", "Guntim Krūmiņam", "Gunti Krūmiņu", "Guntī Krūmiņā", "Gunti Krūmiņ"),
    ),
    (
        "Raitis",
        "Zvirbulītis",
        "male",
        (
            "Raita Zvirbulīša",
            "Raitim Zvirbulītim",
            "Raiti Zvirbulīti",
            "Raitī Zvirbulītī",
            "Raiti Zvirbulīti",
        ),
    ),
    (
        "Aleksandrs",
        "Kovaļevskis",
        "male",
        (
            "Aleksandra Kovaļevska",
            "Aleksandram Kovaļevskim",
            "Aleksandru Kovaļevski",
            "Aleksandrā Kovaļevskī",
            "Aleksandr Kovaļevski",
        ),
    ),
    (
        "Mikus",
        "Poškus",
        "male",
        ("Mikus Poškus", "Mikum Poškum", "Miku Pošku", "Mikū Poškū", "Miku Pošku"),
    ),
    (
        "Raivo",
        "Liepa",
        "male",
        ("Raivo Liepas", "Raivo Liepam", "Raivo Liepu", "Raivo Liepā", "Raivo Liepa"),
    ),
    (
        "Edgars",
        "Ābele",
        "male",
        ("Edgara Ābeles", "Edgaram Ābelem", "Edgaru Ābeli", "Edgarā Ābelē", "Edgar Ābele"),
    ),
    (
        "Juris",
        "Platais",
        "male",
        ("Jura Platā", "Jurim Platajam", "Juri Plato", "Jurī Platajā", "Juri Platais"),
    ),
    (
        "Māris",
        "Pēdējais",
        "male",
        ("Māra Pēdējā", "Mārim Pēdējam", "Māri Pēdējo", "Mārī Pēdējā", "Māri Pēdējais"),
    ),
    (
        "Dainis",
        "Kurpnieks",
        "male",
        (
            "Daiņa Kurpnieka",
            "Dainim Kurpniekam",
            "Daini Kurpnieku",
            "Dainī Kurpniekā",
            "Daini Kurpniek",
        ),
    ),
    (
        "Ainārs",
        "Skapis",
        "male",
        ("Aināra Skapja", "Aināram Skapim", "Aināru Skapi", "Ainārā Skapī", "Ainār Skapi"),
    ),
    (
        "Anna",
        "Bērziņa",
        "female",
        ("Annas Bērziņas", "Annai Bērziņai", "Annu Bērziņu", "Annā Bērziņā", "Anna Bērziņa"),
    ),
    (
        "Ilze",
        "Ozola",
        "female",
        ("Ilzes Ozolas", "Ilzei Ozolai", "Ilzi Ozolu", "Ilzē Ozolā", "Ilze Ozola"),
    ),
    (
        "Dace",
        "Lāce",
        "female",
        ("Daces Lāces", "Dacei Lācei", "Daci Lāci", "Dacē Lācē", "Dace Lāce"),
    ),
    (
        "Svetlana",
        "Kovaļevska",
        "female",
        (
            "Svetlanas Kovaļevskas",
            "Svetlanai Kovaļevskai",
            "Svetlanu Kovaļevsku",
            "Svetlanā Kovaļevskā",
            "Svetlana Kovaļevska",
        ),
    ),
    (
        "Zane",
        "Platā",
        "female",
        ("Zanes Platās", "Zanei Platajai", "Zani Plato", "Zanē Platajā", "Zane Platā"),
    ),
]


@pytest.mark.parametrize(("given", "family", "sex", "forms"), NAMES)
def test_names(given: str, family: str, sex: Sex, forms: tuple[str, ...]) -> None:
    found = [inflect(given, family, case, language="lv", sex=sex) for case in CASES]
    assert [one.text for one in found] == list(forms)


@pytest.mark.parametrize(
    ("given", "family", "dative"),
    [
        ("Anna Marija", "Bērziņa-Kalniņa", Inflected("Annai Marijai Bērziņai-Kalniņai", sure=True)),
        ("Jānis Kārlis", "Ozols", Inflected("Jānim Kārlim Ozolam", sure=True)),
        ("", "Ozols", Inflected("Ozolam", sure=True)),
        ("Bruno", "Hugo", Inflected("Bruno Hugo", sure=True)),
        ("John", "Smith", Inflected("John Smith", sure=False)),
        ("Ivars", "Liepa", Inflected("Ivaram Liepam", sure=False)),
    ],
)
def test_double_and_foreign_names(given: str, family: str, dative: Inflected) -> None:
    assert inflect(given, family, "dative", language="lv") == dative


def test_a_womans_name_that_ends_like_a_mans_is_left_for_people_to_say() -> None:
    found = inflect("Agnes", "Bērziņa", "dative", language="lv", sex="female")
    assert found == Inflected("Agnes Bērziņai", sure=False)


def test_the_sex_tells_names_in_a_apart() -> None:
    dative = {sex: inflect("", "Liepa", "dative", language="lv", sex=sex).text for sex in SEXES}
    assert dative == {"male": "Liepam", "female": "Liepai", "unknown": "Liepai"}


SEXES: tuple[Sex, ...] = ("male", "female", "unknown")


def test_the_instrumental_is_as_the_accusative() -> None:
    for given, family, sex, _forms in NAMES:
        told = {"language": "lv", "sex": sex}
        with_whom = inflect(given, family, "instrumental", **told)  # type: ignore[arg-type] # a dict forgets which
        assert with_whom == inflect(given, family, "accusative", **told)  # type: ignore[arg-type] # as above


def test_other_languages_and_the_nominative_leave_a_name_as_it_is() -> None:
    name = Inflected("Jānis Bērziņš", sure=True)
    assert inflect("Jānis", "Bērziņš", "genitive", language="en") == name
    assert inflect("Jānis", "Bērziņš", "nominative", language="lv") == name
