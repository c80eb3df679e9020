"""Loads the fictional service: the same one each time, in batches that are one act each."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from itertools import islice
from random import Random
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils.module_loading import autodiscover_modules

from tilts.casework.people.imports.running import uncollected
from tilts.jurisdictions.loading import packs
from tilts.jurisdictions.pack import Pack
from tilts.jurisdictions.validity import valid
from tilts.platform.access.scoped import seen_by
from tilts.platform.organisation.actions import sync_units
from tilts.platform.organisation.demo import Batch, makers
from tilts.platform.parties.actors import SERVICE
from tilts.platform.record.acts import act
from tilts.platform.record.router import KEY_STORE

from . import names
from .everyday import everyday
from .population import SEED, population
from .service import staff_service
from .ways import Offences, Place

BATCH = 500  # people in one act: memory stays small, and the seal of an act too
FULL, SMALL = 20_000, 300
PEOPLE_FOR_AN_OFFICER = 1250  # of all people made; a day's caseload is some sixty of them


def load(size: int, today: date, progress: Callable[[int], None]) -> int:
    """Load `size` people and the staff that they need; `progress` hears of each batch."""
    autodiscover_modules("demo")
    places = _service(today, officers=max(2, round(size / PEOPLE_FOR_AN_OFFICER)))
    courses = population(size, places, offences(today), today)
    staff = [officer for place in places for officer in place.officers]
    made: dict[str, Any] = {"streets": names.table()["streets"]}
    done = 0
    with seen_by(SERVICE):
        while chunk := list(islice(courses, BATCH)):
            _make(Batch(Random(f"{SEED} batch {done}"), today, chunk, staff, made))
            progress(len(chunk))
            done += len(chunk)
        with _one_commit():
            everyday(today, places)
    return done


@contextmanager
def _one_commit() -> Iterator[None]:
    """Each commit waits for the disk; of a service that nobody uses yet there need be few."""
    with transaction.atomic(), transaction.atomic(KEY_STORE):
        yield


@_one_commit()
def _service(today: date, officers: int) -> list[Place]:
    for pack in packs(settings.PACKS).values():
        sync_units(by=SERVICE, pack=pack)
    return staff_service(Random(SEED), today, officers)


@uncollected()
def _make(batch: Batch) -> None:
    with _one_commit(), act("demo.load", by=SERVICE):
        for make in makers():
            make(batch)


def offences(today: date) -> dict[str, Offences]:
    return {country: _by_weight(pack, today) for country, pack in packs(settings.PACKS).items()}


def _by_weight(pack: Pack, today: date) -> Offences:
    """Codes of light and heavy offences, and of killings; a pack lists its gravest class last."""
    entries = valid(pack.offences, on=today)
    order = [gravity.code for gravity in pack.gravities]
    light = set(order[: len(order) // 2])
    return {
        "light": [entry.code for entry in entries if entry.gravity in light],
        "heavy": [entry.code for entry in entries if entry.gravity not in light],
        "killing": [e.code for e in entries if e.iccs.startswith("01") and e.gravity == order[-1]],
    }
