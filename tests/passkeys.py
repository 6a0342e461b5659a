"""A passkey in software, which answers as a browser does."""

import json
import secrets
from hashlib import sha256
from typing import Any

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from fido2.cose import ES256
from fido2.utils import websafe_decode, websafe_encode
from fido2.webauthn import AttestationObject, AttestedCredentialData, AuthenticatorData, CollectedClientData

HOST = "localhost"
ORIGIN = f"http://{HOST}"
Flag = AuthenticatorData.FLAG


class Passkey:
    """A key pair for one account of one host."""

    def __init__(self, *, is_verifying: bool = True) -> None:
        self.key = ec.generate_private_key(ec.SECP256R1())
        self.identity = secrets.token_bytes(16)
        self.owner = b""
        self.presence = Flag.USER_PRESENT | (Flag.USER_VERIFIED if is_verifying else Flag(0))

    def _answer(self, response: dict[str, bytes]) -> str:
        written = {name: websafe_encode(value) for name, value in response.items()}
        identity = websafe_encode(self.identity)
        whole = {"id": identity, "rawId": identity, "type": "public-key", "response": written}
        return json.dumps(whole | {"clientExtensionResults": {"credProps": {"rk": True}}})

    def create(self, options: dict[str, Any]) -> str:
        """The answer to "make a passkey"."""
        asked = options["publicKey"]
        self.owner = websafe_decode(asked["user"]["id"])
        public = ES256.from_cryptography_key(self.key.public_key())
        own = AttestedCredentialData.create(bytes(16), self.identity, public)
        data = AuthenticatorData.create(sha256(HOST.encode()).digest(), self.presence | Flag.ATTESTED, 0, own)
        client = CollectedClientData.create("webauthn.create", asked["challenge"], ORIGIN)
        attestation = AttestationObject.create("none", data, {})
        return self._answer({"clientDataJSON": bytes(client), "attestationObject": bytes(attestation)})

    def show(self, options: dict[str, Any]) -> str:
        """The answer to "show a passkey"."""
        data = AuthenticatorData.create(sha256(HOST.encode()).digest(), self.presence, 1)
        client = CollectedClientData.create("webauthn.get", options["publicKey"]["challenge"], ORIGIN)
        signature = self.key.sign(bytes(data) + client.hash, ec.ECDSA(SHA256()))
        response = {"clientDataJSON": bytes(client), "authenticatorData": bytes(data), "signature": signature}
        return self._answer(response | {"userHandle": self.owner})
