"""Stub."""


def sort_key(family: str, given: str = "", patronymic: str = "") -> str:
    return f"{family} {given} {patronymic}".casefold()
