"""A hundred thousand people imported from a CSV file: seconds, and people a second."""

import csv
import random
import tempfile
from pathlib import Path

from django.db import connection

from bench.million import FAMILY, GIVEN, prepare
from bench.timing import clock
from tilts.casework.people.imports import import_people
from tilts.platform.parties.actors import SERVICE

SIZE = 100_000
HEADER = ["key", "family", "given", "birth_date", "category", "unit", "personal_code"]


def main() -> None:
    """With acts, encrypted values and the search index, as any import."""
    prepare()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "people.csv")
        write(path, SIZE)
        with clock() as span:
            report = import_people(path, by=SERVICE, system="bench")
    print(f"{connection.vendor}: {report.written.added:,} people imported in {span}")


def write(path: Path, size: int) -> None:
    """A file of so many people, the same each time."""
    rng = random.Random(11)
    with path.open("w", encoding="utf-8", newline="") as file:
        rows = csv.writer(file)
        rows.writerow(HEADER)
        for number in range(size):
            born = f"{rng.randint(1940, 2005)}-{rng.randint(1, 12):02}-{rng.randint(1, 28):02}"
            name = rng.choice(FAMILY), rng.choice(GIVEN)
            code = f"{rng.randint(10**10, 3 * 10**10)}"
            rows.writerow([number, *name, born, "convicted", "riga", code])
