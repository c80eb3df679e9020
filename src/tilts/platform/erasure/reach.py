"""Which rows go when somebody is erased: theirs, by the data map, and what cannot stand without.

A row that refers to one that goes either forgets it (the column may be empty) or goes as well.
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from graphlib import TopologicalSorter
from typing import Any
from uuid import UUID

from django.apps import apps
from django.db import models

from tilts.platform.parties.models import Party
from tilts.platform.record.acts import OpenAct
from tilts.platform.record.entries import Entry
from tilts.platform.record.recorded import RecordedModel, reference

Model = type[models.Model]
Keys = set[Any]
Reference = tuple[Model, str]  # a model and its column that refers to a row that goes
KEPT = ("record", "parties")  # the record proves, a party is an id and a kind


@dataclass
class Reach:
    """Primary keys of the rows that go and of those that forget, by model."""

    going: dict[Model, Keys] = field(default_factory=lambda: defaultdict(set))
    forgetting: dict[Reference, Keys] = field(default_factory=lambda: defaultdict(set))

    def counts(self) -> dict[str, int]:
        """How many rows of each model go, children first: {"people.address": 2, …}."""
        return {model._meta.label_lower: len(self.going[model]) for model in self.order()}

    def order(self) -> list[Model]:
        """The models of the rows that go, each before those it refers to."""
        sorter: TopologicalSorter[Model] = TopologicalSorter()
        for model in sorted(self.going, key=lambda model: model._meta.label_lower):
            sorter.add(model)
            for column in _references(model):
                if column.related_model in self.going and column.related_model is not model:
                    sorter.add(column.related_model, model)
        return list(sorter.static_order())


def reach_of(subject: UUID) -> Reach:
    """Everything that an erasure of this subject would delete or make forget."""
    reach = Reach()
    found = [(model, _own(model, subject)) for model in _bound_to_somebody()]
    while found:
        model, keys = found.pop()
        if new := keys - reach.going[model]:
            reach.going[model] |= new
            found += _referring(model, new, reach)
    reach.going = {model: keys for model, keys in reach.going.items() if keys}
    return reach


def _bound_to_somebody() -> Iterator[Model]:
    for model in apps.get_models():
        whose = getattr(model, "whose", None)
        kept = model._meta.app_label in KEPT or issubclass(model, Entry)  # the record itself
        if whose and whose.about and not kept and model._meta.managed:
            yield model


def _own(model: Any, subject: UUID) -> Keys:
    mine = model._base_manager.filter(**{model.whose.about_lookup: subject})
    return set(mine.values_list("pk", flat=True))


def _references(model: Any) -> Iterator[Any]:
    for column in model._meta.concrete_fields:
        if column.is_relation and column.related_model is not Party:
            yield column


def _referring(model: Model, keys: Keys, reach: Reach) -> Iterator[tuple[Model, Keys]]:
    """Rows that go because they refer to these; the others are noted as forgetting."""
    for other in apps.get_models(include_auto_created=True):
        for column in _references(other):
            if column.related_model is not model:
                continue
            rows = other._base_manager.filter(**{f"{column.attname}__in": list(keys)})
            theirs = set(rows.values_list("pk", flat=True))
            if column.null:
                reach.forgetting[other, column.attname] |= theirs
            else:
                yield other, theirs


def delete(subject: UUID, reach: Reach, act: OpenAct) -> None:
    """Delete and forget. Of the subject's own rows the act holds nothing but their number; that
    rows of others changed or went stands in the record of those others.
    """
    for (model, column), keys in reach.forgetting.items():
        for row in _rows(model, keys - reach.going.get(model, set())):
            setattr(row, column, None)
            row.save()
    for model in reach.order():
        rows = _rows(model, reach.going[model])
        for row in rows if issubclass(model, RecordedModel) else ():
            if row.record_address().subject != subject:
                act.changed(row.record_address(), {"row": reference(row), "after": None})
        rows._raw_delete("default")


def _rows(model: Model, keys: Keys) -> Any:
    plain: models.QuerySet[Any] = models.QuerySet(model)
    return plain.filter(pk__in=list(keys))
