"""File numbers: a year and a sequence, "26-00413"."""

from django.db import transaction

from .models import FileNumbers


def take_numbers(year: int, count: int) -> list[str]:
    """The next `count` file numbers of a year, each given once whoever asks at the same time.

    One sequence serves all countries, so that a number means one file. A transaction that fails
    gives its numbers back; others wait for it.
    """
    with transaction.atomic():
        FileNumbers.objects.bulk_create([FileNumbers(year=year)], ignore_conflicts=True)
        numbers = FileNumbers.objects.select_for_update().get(year=year)
        first = numbers.last + 1
        numbers.last += count
        numbers.save()
    return [f"{year % 100:02}-{n:05}" for n in range(first, first + count)]
