"""Stub."""


def index_people(ids: object) -> None:
    pass
