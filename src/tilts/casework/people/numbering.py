"""Stub."""

import random


def take_numbers(country: str, year: int, n: int) -> list[str]:
    return [f"{year % 100:02d}-{random.randrange(10**5):05d}" for _ in range(n)]
