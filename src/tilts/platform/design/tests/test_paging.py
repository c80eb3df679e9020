"""Keyset paging: every row once, forwards and backwards, whatever the order and the size."""

from datetime import UTC, datetime, timedelta
from itertools import chain
from typing import Any

import pytest
from django.contrib.contenttypes.models import ContentType
from django.db.models import QuerySet
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from tilts.platform.design.paging import (
    BadCursor,
    CappedCount,
    ExactEncoder,
    KeysetPage,
    capped_count,
    keyset_page,
)

ORDERS = (("pk",), ("-pk",), ("app_label", "pk"), ("-app_label", "model", "pk"))


def rows() -> "QuerySet[ContentType]":
    return ContentType.objects.filter(app_label__startswith="paging")


def fill(names: list[str]) -> None:
    ContentType.objects.bulk_create(
        ContentType(app_label=f"paging{name}", model=f"m{number}")
        for number, name in enumerate(names)
    )


def walk(order: tuple[str, ...], size: int, step: str, page: KeysetPage[Any]) -> list[list[int]]:
    found = [[row.pk for row in page.items]]
    while cursor := getattr(page, step):
        page = keyset_page(rows(), order, cursor, size)
        found.append([row.pk for row in page.items])
    return found


def last_page(order: tuple[str, ...], size: int) -> KeysetPage[Any]:
    page = keyset_page(rows(), order, None, size)
    while page.next:
        page = keyset_page(rows(), order, page.next, size)
    return page


class Walks(TestCase):
    """On the database that the settings name."""

    @settings(max_examples=40, deadline=None)
    @given(
        st.lists(st.sampled_from("aābcčž"), max_size=14),
        st.sampled_from(ORDERS),
        st.integers(1, 6),
    )
    def test_every_row_once_in_both_directions(
        self, names: list[str], order: tuple[str, ...], size: int
    ) -> None:
        fill(names)
        expected = list(rows().order_by(*order).values_list("pk", flat=True))
        forwards = walk(order, size, "next", keyset_page(rows(), order, None, size))
        backwards = walk(order, size, "previous", last_page(order, size))
        assert list(chain(*forwards)) == expected
        assert list(chain(*reversed(backwards))) == expected


def test_a_row_added_before_the_cursor_shifts_nothing(db: None) -> None:
    fill(["b", "c", "d"])
    first = keyset_page(rows(), ("app_label", "pk"), None, 2)
    fill(["a"])
    second = keyset_page(rows(), ("app_label", "pk"), first.next, 2)
    assert [row.app_label for row in second.items] == ["pagingd"]


def test_the_edge_row_may_be_gone(db: None) -> None:
    fill(["a", "b", "c"])
    first = keyset_page(rows(), ("app_label", "pk"), None, 2)
    first.items[-1].delete()
    second = keyset_page(rows(), ("app_label", "pk"), first.next, 2)
    assert [row.app_label for row in second.items] == ["pagingc"]


def test_an_empty_list_has_no_neighbours(db: None) -> None:
    assert keyset_page(rows(), ("pk",)) == KeysetPage([], next=None, previous=None)


def test_a_cursor_hides_its_values_and_is_the_same_each_time(db: None) -> None:
    fill(["vitols", "vitols"])
    one, other = (keyset_page(rows(), ("app_label", "pk"), None, 1).next for _ in range(2))
    assert one == other
    assert "dml0b2xz" not in str(one)  # base64 of "vitols"


@pytest.mark.parametrize("cursor", ["x", "nonsense", "%%%", "ā", "A" * 60])
def test_a_foreign_cursor_is_refused(db: None, cursor: str) -> None:
    with pytest.raises(BadCursor):
        keyset_page(rows(), ("pk",), cursor)


def test_a_cursor_belongs_to_its_order(db: None) -> None:
    fill(["a", "b"])
    cursor = keyset_page(rows(), ("pk",), None, 1).next
    with pytest.raises(BadCursor):
        keyset_page(rows(), ("-pk",), cursor)


def test_a_cursor_keeps_microseconds() -> None:
    moment = datetime(2026, 11, 23, 8, 12, 0, 123456, tzinfo=UTC)
    assert ExactEncoder().encode(moment) == '"2026-11-23T08:12:00.123456+00:00"'
    assert ExactEncoder().encode(timedelta(hours=2)) == '"P0DT02H00M00S"'


@pytest.mark.parametrize(("cap", "shown"), [(2, "2+"), (3, "3"), (9, "3")])
def test_counts_stop_at_their_cap(db: None, cap: int, shown: str) -> None:
    fill(["a", "b", "c"])
    assert str(capped_count(rows(), cap)) == shown


def test_a_capped_count_groups_thousands() -> None:
    assert str(CappedCount(1000, capped=True)) == "1,000+"
