"""Keyset paging: every row once, forwards and backwards, whatever the order and the size."""

from datetime import UTC, datetime, timedelta
from itertools import chain
from typing import Any

import pytest
from django.contrib.auth.models import Group, Permission
from django.contrib.contenttypes.models import ContentType
from django.contrib.sessions.models import Session
from django.db.models import QuerySet
from django.utils import translation
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


@pytest.mark.parametrize("cursor", ["x", "nonsense", "%%%", "ā", "A" * 60, "A" * 5000, "=", "\0"])
def test_what_is_no_cursor_is_refused(db: None, cursor: str) -> None:
    with pytest.raises(BadCursor):
        keyset_page(rows(), ("pk",), cursor)


def cursor_of(order: tuple[str, ...] = ("pk",)) -> str:
    found = keyset_page(rows(), order, None, 1).next
    assert found
    return found


def test_a_cursor_of_another_list_is_refused(db: None) -> None:
    fill(["a", "b"])
    cursor = cursor_of()
    assert keyset_page(rows().filter(app_label="pagingb"), ("pk",), cursor).items
    for other in (Group.objects.all(), Permission.objects.all()):
        with pytest.raises(BadCursor):
            keyset_page(other, ("pk",), cursor)


def test_a_cursor_in_which_one_sign_was_changed_is_refused(db: None) -> None:
    fill(["a", "b"])
    cursor = cursor_of()
    for place in range(len(cursor) - 1):
        sign = "A" if cursor[place] != "A" else "B"
        with pytest.raises(BadCursor):
            keyset_page(rows(), ("pk",), f"{cursor[:place]}{sign}{cursor[place + 1 :]}")


def test_a_cursor_of_another_service_is_refused(db: None, settings: Any) -> None:
    fill(["a", "b"])
    cursor = cursor_of()
    settings.SECRET_KEY = "another"
    with pytest.raises(BadCursor):
        keyset_page(rows(), ("pk",), cursor)


def test_a_cursor_that_was_shortened_or_lengthened_is_refused(db: None) -> None:
    fill(["a", "b"])
    cursor = cursor_of()
    for other in (cursor[:-1], cursor[1:], f"{cursor}A", f"{cursor}{cursor}", cursor[::-1]):
        with pytest.raises(BadCursor):
            keyset_page(rows(), ("pk",), other)


def test_turning_a_page_is_one_query_whatever_its_place(
    db: None, django_assert_num_queries: Any
) -> None:
    fill(list("aaabbbccc"))
    cursor: str | None = None
    for _page in range(5):
        with django_assert_num_queries(1):
            page = keyset_page(rows(), ("app_label", "pk"), cursor, 2)
        cursor = page.next


def test_equal_keys_on_the_edge_are_told_apart_by_the_last_field(db: None) -> None:
    fill(list("bbbbb"))
    order = ("app_label", "-pk")
    expected = list(rows().order_by(*order).values_list("pk", flat=True))
    assert list(chain(*walk(order, 2, "next", keyset_page(rows(), order, None, 2)))) == expected


@pytest.mark.parametrize("way", ["next", "previous"])
def test_rows_added_while_one_reads_neither_repeat_nor_hide_others(db: None, way: str) -> None:
    order = ("app_label", "pk")
    fill(list("bdfhj"))
    before = set(rows().values_list("pk", flat=True))
    page = keyset_page(rows(), order, None, 2) if way == "next" else last_page(order, 2)
    found = [row.pk for row in page.items]
    for letter in "acegik":  # before, between and after
        fill([letter])
        cursor = getattr(page, way)
        if cursor is None:
            break
        page = keyset_page(rows(), order, cursor, 2)
        found += [row.pk for row in page.items]
    while cursor := getattr(page, way):
        page = keyset_page(rows(), order, cursor, 2)
        found += [row.pk for row in page.items]
    assert len(found) == len(set(found))
    assert before <= set(found)


def test_going_back_from_a_page_leads_to_the_one_before(db: None) -> None:
    order = ("app_label", "pk")
    fill(list("abcdefg"))
    first = keyset_page(rows(), order, None, 3)
    second = keyset_page(rows(), order, first.next, 3)
    back = keyset_page(rows(), order, second.previous, 3)
    assert (back.items, back.previous) == (first.items, None)
    assert keyset_page(rows(), order, back.next, 3).items == second.items


def test_the_field_of_a_related_row_can_order_a_list(db: None) -> None:
    fill(list("cab"))
    Permission.objects.bulk_create(
        Permission(content_type=kind, codename=f"paging{n}", name="x")
        for kind in rows()
        for n in range(2)
    )
    found = Permission.objects.filter(codename__startswith="paging").select_related("content_type")
    order = ("-content_type__app_label", "codename", "pk")
    page, seen = keyset_page(found, order, None, 4), []
    while True:
        seen += [(row.content_type.app_label, row.codename) for row in page.items]
        if not page.next:
            break
        page = keyset_page(found, order, page.next, 4)
    assert seen == [(f"paging{letter}", f"paging{n}") for letter in "cba" for n in (0, 1)]


def test_moments_on_the_edge_are_kept_to_the_microsecond(db: None) -> None:
    moments = [datetime(2026, 3, 1, 12, 0, 0, micro, tzinfo=UTC) for micro in (1, 2, 3, 999, 1000)]
    Session.objects.bulk_create(
        Session(session_key=f"paging{n}", session_data="", expire_date=moment)
        for n, moment in enumerate(moments)
    )
    found, order = Session.objects.filter(pk__startswith="paging"), ("-expire_date", "pk")
    page = keyset_page(found, order, None, 2)
    seen = [row.expire_date for row in page.items]
    while page.next:
        page = keyset_page(found, order, page.next, 2)
        seen += [row.expire_date for row in page.items]
    assert seen == moments[::-1]


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


@pytest.mark.parametrize(
    ("language", "shown"),
    [("en", "1,234,567"), ("lv", "1 234 567"), ("ru", "1 234 567")],
)
def test_a_count_is_grouped_as_the_language_does(language: str, shown: str) -> None:
    with translation.override(language):
        assert " ".join(str(CappedCount(1234567, capped=False)).split()) == shown


def test_counting_reads_no_more_than_the_cap(db: None, django_assert_num_queries: Any) -> None:
    fill(list("abcdefgh"))
    with django_assert_num_queries(1) as asked:
        assert capped_count(rows().order_by("model"), 3) == CappedCount(3, capped=True)
    assert "LIMIT 4" in asked[0]["sql"]
