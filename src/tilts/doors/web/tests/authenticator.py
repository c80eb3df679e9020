"""A passkey in software: makes a key pair and signs challenges as W3C WebAuthn level 2 says."""

import json
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from fido2.cose import ES256
from fido2.utils import websafe_encode
from fido2.webauthn import AttestationObject, AttestedCredentialData, AuthenticatorData

ORIGIN, RP = "https://testserver", b"testserver"
PRESENT_AND_VERIFIED = AuthenticatorData.FLAG.UP | AuthenticatorData.FLAG.UV
NO_MODEL = bytes(16)  # the AAGUID of an authenticator that does not say what it is


def client_data(kind: str, challenge: str) -> bytes:
    """What the browser adds: what is asked, the challenge, and where."""
    return json.dumps({"type": kind, "challenge": challenge, "origin": ORIGIN}).encode()


@dataclass
class Passkey:
    """One key for one account of one service."""

    id: bytes = b"a passkey of Ilze's"
    user: str = ""
    key: ec.EllipticCurvePrivateKey = field(
        default_factory=lambda: ec.generate_private_key(ec.SECP256R1())
    )

    def make(self, options: dict[str, Any]) -> dict[str, Any]:
        """The answer to `navigator.credentials.create`."""
        self.user = options["user"]["id"]
        public = ES256.from_cryptography_key(self.key.public_key())
        made = AttestedCredentialData.create(NO_MODEL, self.id, public)
        flags = PRESENT_AND_VERIFIED | AuthenticatorData.FLAG.AT
        data = AuthenticatorData.create(sha256(RP).digest(), flags, 0, made)
        response = {
            "clientDataJSON": client_data("webauthn.create", options["challenge"]),
            "attestationObject": AttestationObject.create("none", data, {}),
        }
        return {**self._answer(response), "clientExtensionResults": {"credProps": {"rk": True}}}

    def sign(self, options: dict[str, Any]) -> dict[str, Any]:
        """The answer to `navigator.credentials.get`."""
        said = client_data("webauthn.get", options["challenge"])
        data = AuthenticatorData.create(sha256(RP).digest(), PRESENT_AND_VERIFIED, 1)
        signature = self.key.sign(data + sha256(said).digest(), ec.ECDSA(SHA256()))
        response = {"clientDataJSON": said, "authenticatorData": data, "signature": signature}
        answer = self._answer(response)
        answer["response"]["userHandle"] = self.user
        return answer

    def _answer(self, response: dict[str, bytes]) -> dict[str, Any]:
        name = websafe_encode(self.id)
        encoded = {key: websafe_encode(value) for key, value in response.items()}
        return {"id": name, "rawId": name, "type": "public-key", "response": encoded}
