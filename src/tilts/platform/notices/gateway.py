"""Text messages leave through a gateway of the agency's choice: one HTTP request for each.

No provider is built in. `TILTS_TEXT_URL` names the gateway; without it there are no text messages.
What it is sent and must answer is in docs/notices.md.
"""

import json
from http.client import HTTPConnection, HTTPException, HTTPSConnection
from urllib.parse import urlsplit

from django.conf import settings

TIMEOUT = 20  # seconds


class GatewayRefused(OSError):
    """The gateway answered, but did not take the message."""


def has_gateway() -> bool:
    """Whether text messages can be sent at all."""
    return bool(settings.TEXT_URL)


def send_text(to: str, text: str, key: str) -> None:
    """Hand one message to the gateway; raises OSError when it does not take it.

    A redirect is a refusal: the token goes to no other address than the one that is set.
    """
    address = urlsplit(settings.TEXT_URL)
    kind = HTTPSConnection if address.scheme == "https" else HTTPConnection
    connection = kind(address.hostname or "", address.port, timeout=TIMEOUT)
    path = f"{address.path or '/'}{'?' if address.query else ''}{address.query}"
    try:
        connection.request("POST", path, json.dumps({"to": to, "text": text}), _headers(key))
        answer = connection.getresponse()
        if answer.status not in range(200, 300):
            raise GatewayRefused(answer.status)
    except HTTPException as nonsense:
        raise GatewayRefused from nonsense
    finally:
        connection.close()


def _headers(key: str) -> dict[str, str]:
    headers = {"Content-Type": "application/json", "Idempotency-Key": key}
    if settings.TEXT_TOKEN:
        headers["Authorization"] = f"Bearer {settings.TEXT_TOKEN}"
    return headers
