"""A place that has the accounts: a university's OpenID Connect, and a learning platform's LTI 1.3.

Small, and with nothing left out that the hub relies on: secrets and codes are checked, tokens are
signed. Who comes is who `person` says at that moment.
"""

import json
import secrets
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qsl, urlencode, urlsplit

import jwt
from cryptography.hazmat.primitives.asymmetric import rsa

CLIENT, SECRET = "course", "s3cret"
LTI = "https://purl.imsglobal.org/spec/lti/claim/"


class SignInPlace:
    """A server on loopback; `with SignInPlace() as place`."""

    def __init__(self):
        self.person = "ada"
        self.codes, self.tokens = set(), {}
        self.key = rsa.generate_private_key(public_exponent=65537, key_size=2048)

    def __enter__(self):
        place = self

        class Handler(BaseHTTPRequestHandler):
            def answer(self, body):
                path, _, query = self.path.partition("?")
                said = dict(parse_qsl(query or body))
                status, headers, text = place.answer(path, said, dict(self.headers))
                self.send_response(status)
                for name, value in {**headers, "Content-Length": len(text)}.items():
                    self.send_header(name, str(value))
                self.end_headers()
                self.wfile.write(text)

            def do_GET(self):
                self.answer("")

            def do_POST(self):
                self.answer(self.rfile.read(int(self.headers["Content-Length"])).decode())

            def log_message(self, *_):
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.server.server_port}"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()
        return self

    def __exit__(self, *_):
        self.server.shutdown()
        self.server.server_close()

    def answer(self, path, said, headers):
        """Answer what the hub, or a browser, asks."""
        kind = {"Content-Type": "application/json"}
        if path == "/authorize":
            assert said["client_id"] == CLIENT and said["response_type"] == "code"
            self.codes.add(code := secrets.token_hex())
            back = urlencode({"code": code, "state": said["state"]})
            return 302, {"Location": f"{said['redirect_uri']}?{back}"}, b""
        if path == "/token":
            right = said.get("client_secret") == SECRET and said["code"] in self.codes
            if not right:
                return 401, kind, b'{"error": "invalid_client"}'
            self.codes.remove(said["code"])
            self.tokens[token := secrets.token_hex()] = self.person
            return 200, kind, json.dumps({"access_token": token, "token_type": "Bearer"}).encode()
        if path == "/userinfo":
            name = self.tokens[headers["Authorization"].partition(" ")[2]]
            return (
                200,
                kind,
                json.dumps(
                    {"sub": "0815", **({"preferred_username": name} if name else {})}
                ).encode(),
            )
        if path == "/jwks":
            public = json.loads(jwt.algorithms.RSAAlgorithm.to_jwk(self.key.public_key()))
            return 200, kind, json.dumps({"keys": [{**public, "kid": "1", "use": "sig"}]}).encode()
        return 404, kind, b"{}"

    def id_token(self, link, **claims):
        """Sign what a learning platform says of who follows a link of its course."""
        said = {
            "iss": self.url,
            "aud": CLIENT,
            "sub": "0815",
            "iat": int(time.time()),
            "exp": int(time.time()) + 60,
            f"{LTI}message_type": "LtiResourceLinkRequest",
            f"{LTI}version": "1.3.0",
            f"{LTI}deployment_id": "1",
            f"{LTI}target_link_uri": link,
            f"{LTI}resource_link": {"id": "course"},
            f"{LTI}roles": [],
            f"{LTI}custom": {"account": self.person},
            **claims,
        }
        return jwt.encode(said, self.key, algorithm="RS256", headers={"kid": "1"})


def asked(address):
    """What stands in the query of an address."""
    return dict(parse_qsl(urlsplit(address).query))
