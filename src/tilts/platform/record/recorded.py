"""Models whose every change is recorded: they refuse to change outside an act."""

from collections.abc import Collection, Iterable
from operator import attrgetter
from typing import Any, ClassVar, Self

from django.db import models
from django.db.models.signals import pre_delete
from django.dispatch import receiver

from tilts.platform.parties.models import SERVICE_ID
from tilts.platform.parties.whose import WhoseData

from .acts import OpenAct, Values, current_act
from .boxes import Address
from .inserting import insert_all


class RecordedQuerySet(models.QuerySet[Any]):
    """A queryset whose bulk writes are recorded row by row."""

    def update(self, **values: Any) -> int:
        rows = list(self)
        for row in rows:
            for name, value in values.items():
                setattr(row, name, value)
        return self.bulk_update(rows, list(values))

    def bulk_update(
        self, objs: Iterable[Any], fields: Iterable[str], batch_size: int | None = None
    ) -> int:
        rows, names = list(objs), list(fields)
        act = current_act()
        plain: models.QuerySet[Any] = models.QuerySet(self.model, using=self.db)
        count = models.QuerySet.bulk_update(plain, rows, names, batch_size)
        for row in rows:
            row.report(act)
        return count

    def bulk_create(
        self, objs: Iterable[Any], batch_size: int | None = None, *upsert: Any, **options: Any
    ) -> list[Any]:
        if any(upsert) or any(options.values()):
            raise NotImplementedError("an upsert would change rows that nobody has read")
        act = current_act()
        rows = list(objs)
        insert_all(rows, self.db)
        for row in rows:
            row.report(act)
        return rows

    def _raw_delete(self, using: str | None) -> int:
        raise NotImplementedError("a recorded model is deleted through its rows")


class RecordedModel(models.Model):
    """A model that writes its own before and after into the act under way.

    The subject is whoever `whose.about` names, the case whatever `case_ref()` says.
    """

    whose: ClassVar[WhoseData]
    _recorded: Values | None

    objects: ClassVar[Any] = RecordedQuerySet.as_manager()

    class Meta:
        abstract = True

    @classmethod
    def from_db(
        cls, db: str | None, field_names: Collection[str], values: Collection[Any], **kwargs: Any
    ) -> Self:
        row = super().from_db(db, field_names, values, **kwargs)
        row._recorded = {name: row.__dict__[name] for name in field_names}
        return row

    def save(self, **kwargs: Any) -> None:
        """Save and record; raises OffTheRecord outside an act."""
        act = current_act()
        super().save(**kwargs)
        self.report(act)

    def refresh_from_db(self, *args: Any, **kwargs: Any) -> None:
        """Read the row again; what is read now is what the next change is told against."""
        super().refresh_from_db(*args, **kwargs)
        if not args and not kwargs:
            self._recorded = self._values()

    def case_ref(self) -> str:
        """The case this row belongs to, as `reference(case)`; empty when none."""
        return ""

    def record_address(self) -> Address:
        """Whose key the values go under, behind which wall, in which case."""
        subject = attrgetter(self.whose.about)(self) if self.whose.about else None
        return Address(subject or SERVICE_ID, self.whose.wall, self.case_ref())

    def report(self, act: OpenAct) -> None:
        """Tell the act what changed. A row that passes to another subject is told to both."""
        change = self.take_change()
        if not change["after"]:
            return
        address, before = self.record_address(), change["before"] or {}
        if self.whose.about in before:
            left = before[self.whose.about] or SERVICE_ID
            gone = {"row": change["row"], "passed_to": address.subject}
            act.changed(address._replace(subject=left), gone)
            change["after"] = self._values()
        act.changed(address, change)

    def _values(self) -> Values:
        loaded = self.__dict__
        return {
            f.attname: loaded[f.attname] for f in self._meta.concrete_fields if f.attname in loaded
        }

    def take_change(self) -> Values:
        """What differs from the last recorded state, which becomes the present one."""
        before, now = getattr(self, "_recorded", None) or {}, self._values()
        self._recorded = now
        if not before:
            return {"row": reference(self), "before": None, "after": now}
        changed = [
            name for name, value in now.items() if name not in before or before[name] != value
        ]
        return {
            "row": reference(self),
            "before": {name: differing(before[name], now[name]) for name in changed},
            "after": {name: differing(now[name], before[name]) for name in changed},
        }


def differing(value: Any, other: Any) -> Any:
    """Of a mapping only the entries that the other has not, or has otherwise; all of the rest."""
    if not isinstance(value, dict) or not isinstance(other, dict):
        return value
    return {key: one for key, one in value.items() if key not in other or other[key] != one}


def reference(row: models.Model) -> str:
    """How the record names a row: "people.person:<id>"."""
    return f"{row._meta.label_lower}:{row.pk}"


@receiver(pre_delete, dispatch_uid="record.deletion")
def record_deletion(instance: models.Model, **kwargs: object) -> None:
    """Deletions, cascades included, are recorded too – or refused outside an act."""
    if isinstance(instance, RecordedModel):
        gone = {"row": reference(instance), "before": instance._values(), "after": None}
        current_act().changed(instance.record_address(), gone)
