"""Somebody at the pages of gatherings."""

import re
from dataclasses import dataclass
from html import unescape
from typing import Any

from django.urls import reverse

from tilts.doors.api.tests.callers import browser
from tilts.platform.organisation.models import Staff

TEXT = re.compile(r"<main.*?</main>", re.S)


@dataclass
class Visitor:
    """A member of staff who is signed in."""

    staff: Staff

    def __post_init__(self) -> None:
        self.client = browser(self.staff).client

    def get(self, name: str, /, *args: Any, **query: Any) -> Any:
        """A page of gatherings by its name."""
        return self.client.get(reverse(f"gatherings:{name}", args=args), query)

    def send(self, name: str, /, *args: Any, **sent: Any) -> Any:
        """Send the form of a page."""
        return self.client.post(reverse(f"gatherings:{name}", args=args), sent)

    def refused(self, name: str, /, *args: Any, **sent: Any) -> str:
        """The page that says why not."""
        answer = self.send(name, *args, **sent)
        assert answer.status_code == 422
        return text(answer)


def text(answer: Any) -> str:
    """What a page says, without its marks."""
    (main,) = TEXT.findall(answer.content.decode())
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", main)).split())
