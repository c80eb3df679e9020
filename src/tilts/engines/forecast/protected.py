"""Columns whose names show what a forecast may not rest on without a lawful necessity."""

import re
import unicodedata

# Whole words of column names, without accents, in English, Latvian and Lithuanian.
WORDS = {
    "origin or ethnicity": "race racial ethnic ethnicity ethnicities origin black white hispanic "
    "latino african asian caucasian roma native_country birthplace country_of_birth "
    "etniska etniskums tautiba rase izcelsme dzimsanas_vieta tautybe etnine etniskumas kilme",
    "language": "language languages mother_tongue native_language valoda dzimta_valoda kalba "
    "gimtoji_kalba",
    "citizenship": "citizen citizenship nationality immigrant immigration foreign_national "
    "foreigner alien pilsoniba pilsonis nepilsonis pilietybe pilietis uzsienietis",
    "religion": "religion religious faith church muslim christian religija ticiba tikejimas "
    "religine",
    "health": "health mental mh mh_sa psychiatric diagnosis diagnoses disability disabled medical "
    "illness hiv disorder veseliba garigas diagnoze invaliditate slimiba sveikata psichikos "
    "negalia liga",
    "place of residence": "residence residential address postcode postal zip zipcode zip_code puma "
    "neighbourhood neighborhood borough municipality parish census_tract dzivesvieta "
    "dzives_vieta adrese pasta_indekss pagasts gyvenamoji gyvenamoji_vieta adresas pasto_kodas "
    "seniunija",
}


def plain(name: str) -> str:
    """A column's name in lower-case words joined by underscores, without accents."""
    spaced = re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", name)
    letters = unicodedata.normalize("NFKD", spaced).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "_", letters.lower()).strip("_")


def protected(name: str) -> str | None:
    """What a column's name says about a person that is protected; None where it says nothing."""
    padded = re.sub(r"\d+(?=_)", "", f"_{plain(name)}_")  # race1, zip5
    for what, words in WORDS.items():
        if what == "place of residence" and padded.endswith("_changes_"):
            continue  # how often somebody moved is no place
        if any(f"_{word}_" in padded for word in words.split()):
            return what
    return None
