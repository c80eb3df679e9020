"""What a stranger is answered, without what differs between any two answers."""

import re
from collections.abc import Iterator, Mapping
from copy import deepcopy
from dataclasses import dataclass
from typing import Any

from django.db import connections, transaction
from django.test import Client

ALWAYS_DIFFERENT = re.compile(
    rb'(csrfmiddlewaretoken" value="|csrf-token" content="|X-CSRFToken": "|nonce="|nonce-)[\w+/=-]+'
    rb"|(/gatherings/calendar/)[\w-]+"
    rb"|(\d{4}-\d\d-\d\dT)\d\d:\d\d(?::\d\d(?:\.\d+)?)?"  # now, with which some forms begin
)
COVERED = ("Content-Type", "Location", "Link", "Content-Disposition", "Tilts-Purpose")


@dataclass(frozen=True)
class Question:
    """Something that a stranger asks for; equal in both worlds, `target` fills the address."""

    method: str
    path: str
    target: tuple[tuple[str, str], ...] = ()
    data: tuple[tuple[str, str], ...] = ()

    def __str__(self) -> str:
        asked = " ".join(f"{name}={value}" for name, value in self.data)
        return f"{self.method} {self.path} {dict(self.target)} {asked}".strip()


Answer = tuple[int, dict[str, str], bytes]


@dataclass
class Stranger:
    """A browser or a system that asks."""

    name: str
    client: Client
    headers: Mapping[str, str]

    def ask(self, question: Question, ids: Mapping[str, Mapping[str, Any]]) -> Answer:
        """The answer, with the ids of either world's somebody called by what they are.

        Nothing of the question stays: the looks it writes are taken back, and nobody signs out.
        """
        values = {name: ids.get(who, {}).get(name, who) for name, who in question.target}
        cookies = deepcopy(self.client.cookies)
        with transaction.atomic(), transaction.atomic("keys"):
            response = self._send(question, question.path.format(**values))
            for alias in connections:
                transaction.set_rollback(True, alias)
        self.client.cookies = cookies
        return plain(response, ids["hidden"])

    def _send(self, question: Question, path: str) -> Any:
        data, headers = dict(question.data), self.headers
        if question.method == "get":
            return self.client.get(path, data, headers=headers)
        if path.startswith("/api/"):
            headers = {**headers, "Idempotency-Key": "the-same"}
            return self.client.post(path, data, "application/json", headers=headers)
        return self.client.post(path, data, headers=headers)


def plain(response: Any, hidden: Mapping[str, Any]) -> Answer:
    """Status, headers and body, without what is different every time."""
    body = b"".join(response) if response.streaming else response.content
    body = ALWAYS_DIFFERENT.sub(rb"\1\2\3", body)
    headers = {name: response[name] for name in COVERED if name in response}
    for name, value in hidden.items():
        body = body.replace(str(value).encode(), name.encode())
        headers = {key: said.replace(str(value), name) for key, said in headers.items()}
    return response.status_code, headers, body


def told_apart(one: Mapping[Any, Answer], other: Mapping[Any, Answer]) -> list[str]:
    """The questions whose answers differ, each with the first difference."""
    return [
        f"{question}\n    {first_difference(one[question], other[question])}"
        for question in one
        if one[question] != other[question]
    ]


def first_difference(one: Answer, other: Answer) -> str:
    """Where two answers begin to differ, with some of the text around."""
    if one[:2] != other[:2]:
        return f"{one[:2]} ≠ {other[:2]}"
    at = next(_different(one[2], other[2]), min(len(one[2]), len(other[2])))
    around = slice(max(0, at - 60), at + 120)
    return f"{one[2][around]!r}\n  ≠ {other[2][around]!r}"


def _different(one: bytes, other: bytes) -> Iterator[int]:
    return (at for at, (a, b) in enumerate(zip(one, other, strict=False)) if a != b)
