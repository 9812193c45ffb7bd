"""A server on this machine that signs people in as Keycloak and Entra ID do: discovery, PKCE, tokens, user info."""

import base64
import hashlib
import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

import jwt

CLIENT_ID, SECRET = "schuifaan", "een geheim van de gemeente, lang genoeg"
ACCESS_TOKEN = "toegang"


@dataclass
class IdentityServer:
    """`person` is who signs in there; `challenges` maps a code to the PKCE challenge it was given for."""

    address: str = ""
    person: dict[str, Any] = field(default_factory=dict)
    challenges: dict[str, str] = field(default_factory=dict)
    refused: list[str] = field(default_factory=list)

    def sign_in(self, authorize_url: str) -> dict[str, str]:
        """What the person's browser brings back after signing in there: a code, and the state it came with."""
        asked = {key: values[0] for key, values in parse_qs(urlsplit(authorize_url).query).items()}
        assert authorize_url.startswith(f"{self.address}/authorize?")
        assert (asked["client_id"], asked["response_type"]) == (CLIENT_ID, "code")
        assert asked["code_challenge_method"] == "S256"
        self.challenges["code-1"] = asked["code_challenge"]
        return {"code": "code-1", "state": asked["state"]}

    def tokens(self, form: dict[str, str]) -> dict[str, Any] | None:
        proof = hashlib.sha256(form.get("code_verifier", "").encode()).digest()
        challenge = base64.urlsafe_b64encode(proof).rstrip(b"=").decode()
        if self.challenges.pop(form.get("code", ""), None) != challenge:
            self.refused.append("code_verifier")
            return None
        claims = {"iss": self.address, "aud": CLIENT_ID, "iat": 1, "exp": 4_000_000_000, **self.person}
        token = jwt.encode(claims, SECRET, algorithm="HS256")
        return {"access_token": ACCESS_TOKEN, "token_type": "Bearer", "expires_in": 300, "id_token": token}


@contextmanager
def identity_server() -> Iterator[IdentityServer]:
    state = IdentityServer()

    class Handler(BaseHTTPRequestHandler):
        def log_message(self, *_args: object) -> None:
            """Quiet."""

        def answer(self, body: object, status: int = 200) -> None:
            raw = json.dumps(body).encode()
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(raw)))
            self.end_headers()
            self.wfile.write(raw)

        def do_GET(self) -> None:
            if self.path.endswith("/.well-known/openid-configuration"):
                names = ("authorization_endpoint", "token_endpoint", "userinfo_endpoint", "jwks_uri")
                places = {
                    name: f"{state.address}/{name.split('_')[0].removesuffix('ation')}" for name in names
                }
                places["authorization_endpoint"] = f"{state.address}/authorize"
                methods = {"token_endpoint_auth_methods_supported": ["client_secret_post"]}
                self.answer({"issuer": state.address, **places, **methods})
            elif self.headers.get("Authorization") == f"Bearer {ACCESS_TOKEN}":
                self.answer(state.person)
            else:
                self.answer({"error": "invalid_token"}, 401)

        def do_POST(self) -> None:
            raw = self.rfile.read(int(self.headers["Content-Length"])).decode()
            answer = state.tokens({key: values[0] for key, values in parse_qs(raw).items()})
            self.answer(answer or {"error": "invalid_grant"}, 200 if answer else 400)

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    state.address = f"http://127.0.0.1:{server.server_address[1]}"
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield state
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
