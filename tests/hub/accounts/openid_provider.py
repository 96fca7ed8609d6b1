"""A small OpenID provider (OpenID Connect Core 1.0, code flow with PKCE) for the tests.

It follows the standard where the hub could lean on a mistake: codes work once, the redirect address
and the client must be the registered ones, the verifier must fit the challenge.
"""

from __future__ import annotations

import base64
import json
import secrets
import threading
import time
from functools import cache
from hashlib import sha256
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

import jwt
from cryptography.hazmat.primitives.asymmetric import rsa

CLIENT = "hub"
SECRET = "a secret of the tests"


@cache
def signing_key() -> rsa.RSAPrivateKey:
    """One key for all tests, as making one takes a while."""
    return rsa.generate_private_key(public_exponent=65537, key_size=2048)


class Provider:
    """The provider; ``person`` is who sits before it, ``spoil`` changes the identity token."""

    def __init__(self, redirect: str) -> None:
        self.redirect = redirect
        self.person: dict[str, Any] = {}
        self.spoil: dict[str, Any] = {}
        self.key = signing_key()
        self.codes: dict[str, dict[str, str]] = {}
        self.tokens: dict[str, dict[str, Any]] = {}
        self.refused: list[str] = []
        self.server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(self))
        self.issuer = f"http://127.0.0.1:{self.server.server_port}"
        self.thread = threading.Thread(target=self.server.serve_forever, args=(0.02,), daemon=True)
        self.thread.start()

    def stop(self) -> None:
        self.server.shutdown()
        self.server.server_close()
        self.thread.join()

    def configuration(self) -> dict[str, Any]:
        return {
            "issuer": self.issuer,
            "authorization_endpoint": f"{self.issuer}/authorize",
            "token_endpoint": f"{self.issuer}/token",
            "userinfo_endpoint": f"{self.issuer}/userinfo",
            "jwks_uri": f"{self.issuer}/keys",
            "token_endpoint_auth_methods_supported": ["client_secret_post"],
            "code_challenge_methods_supported": ["S256"],
        }

    def authorize(self, asked: dict[str, str]) -> str:
        """The address that the person is sent back to."""
        assert asked["client_id"] == CLIENT
        assert asked["redirect_uri"] == self.redirect
        assert asked["response_type"] == "code"
        assert "openid" in asked["scope"].split()
        assert asked["code_challenge_method"] == "S256"
        code = secrets.token_urlsafe()
        self.codes[code] = asked
        return f"{self.redirect}?{urlencode({'code': code, 'state': asked['state']})}"

    def token(self, asked: dict[str, str]) -> dict[str, Any]:
        grant = self.codes.pop(asked["code"])
        fits = base64.urlsafe_b64encode(sha256(asked["code_verifier"].encode()).digest())
        assert fits.rstrip(b"=").decode() == grant["code_challenge"]
        assert (asked["client_id"], asked["client_secret"]) == (CLIENT, SECRET)
        assert asked["redirect_uri"] == self.redirect
        now = int(time.time())
        claims = {
            "iss": self.issuer,
            "aud": CLIENT,
            "iat": now,
            "exp": now + 300,
            **self.person,
            **self.spoil,
        }
        token = secrets.token_urlsafe()
        self.tokens[token] = self.person
        signed = jwt.encode(claims, self.key, algorithm="RS256", headers={"kid": "one"})
        return {"access_token": token, "token_type": "Bearer", "expires_in": 300,
                "id_token": signed}  # fmt: skip

    def keys(self) -> dict[str, Any]:
        key = json.loads(jwt.algorithms.RSAAlgorithm.to_jwk(self.key.public_key()))
        return {"keys": [key | {"kid": "one", "alg": "RS256", "use": "sig"}]}


def _handler(provider: Provider) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            parts = urlsplit(self.path)
            asked = {name: values[0] for name, values in parse_qs(parts.query).items()}
            match parts.path:
                case "/.well-known/openid-configuration":
                    self.say(provider.configuration())
                case "/authorize":
                    self.send_response(302)
                    self.send_header("Location", provider.authorize(asked))
                    self.end_headers()
                case "/keys":
                    self.say(provider.keys())
                case "/userinfo":
                    token = self.headers["Authorization"].removeprefix("Bearer ")
                    self.say(provider.tokens[token])

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"])).decode()
            asked = {name: values[0] for name, values in parse_qs(body).items()}
            try:
                self.say(provider.token(asked))
            except (KeyError, AssertionError) as problem:
                provider.refused.append(repr(problem))
                self.say({"error": "invalid_grant"}, 400)

        def say(self, body: dict[str, Any], status: int = 200) -> None:
            content = json.dumps(body).encode()
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

        def log_message(self, format: str, *arguments: Any) -> None:
            """Keep the tests' output clean."""

    return Handler
