"""A hub for the tests: started as `make course` starts it, in folders of its own."""

import contextlib
import http.client
import json
import re
import signal
import socket
import subprocess
import sys
import threading
import uuid
from pathlib import Path
from typing import Any

import requests
import websocket

from hub.signin.accounts import Accounts
from hub.submissions.inside.files import digest_of, pack
from tests.tools.patience import PATIENCE
from tests.tools.places import ROOT


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class HubRun:
    """`python -m hub` as a child process, from its welcome to its end."""

    courses = None  # where a new course comes from, if the hub need not release it itself

    def __init__(self, folder: Path, book: Path, port: int | None = None, settings: str = ""):
        self.folder = folder
        self.port = port or free_port()
        self.url = f"http://127.0.0.1:{self.port}/"
        self.printed = ""
        course = folder / "course"
        if settings:
            course.mkdir(exist_ok=True)
            (course / "course.toml").write_text(settings)
        if self.courses and not (course / "release").exists():
            self.courses("solutions", course)
        command = [sys.executable, "-m", "hub", "--port", str(self.port)]
        command += ["--course", str(course), "--state", str(folder / "state")]
        self.process = subprocess.Popen(
            [*command, "--book", str(book)],
            cwd=ROOT,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        self._read_until("Ctrl-C stops everything", seconds=PATIENCE)
        self.passwords = Accounts(folder / "state").first_passwords()

    def _read_until(self, words: str, seconds: float) -> None:
        watchdog = threading.Timer(seconds, self.process.kill)
        watchdog.start()
        try:
            for line in self.process.stdout:
                self.printed += line
                if words in line:
                    return
        finally:
            watchdog.cancel()
        self.process.wait()
        raise AssertionError(f"the hub ended too early\n{self.printed}\n{self.log()}")

    def log(self) -> str:
        logs = sorted((self.folder / "state" / "logs").glob("*.log"))
        return "\n".join(f"--- {log.name}\n{log.read_text()[-3000:]}" for log in logs)

    def stop(self, how: signal.Signals = signal.SIGINT, seconds: float = PATIENCE) -> int:
        self.process.send_signal(how)
        try:
            code = self.process.wait(seconds)
        except subprocess.TimeoutExpired:
            self.process.kill()
            raise
        self.printed += self.process.stdout.read()
        self.process.stdout.close()
        return code

    def __enter__(self):
        return self

    def __exit__(self, *error):
        if self.process.poll() is None:
            self.stop()
        self.process.stdout.close()


def sign_in(hub: HubRun, name: str, then: str = "/hub/") -> requests.Session:
    """Sign somebody in, with the first password; by default that starts a server."""
    session = requests.Session()
    page = session.get(f"{hub.url}hub/login")
    xsrf = re.search(r'name="_xsrf" value="([^"]+)"', page.text).group(1)
    form = {"username": name, "password": hub.passwords[name], "_xsrf": xsrf}
    answer = session.post(f"{hub.url}hub/login", data=form, params={"_xsrf": xsrf, "next": then})
    assert answer.ok, answer.text
    return session


def token_of(hub: HubRun, name: str) -> str:
    """Sign somebody in and get a token such as a server has."""
    session = sign_in(hub, name, then="/hub/home")
    own = f"{hub.url}hub/api/users/{name}/tokens"
    header = {"X-XSRFToken": session.cookies.get("_xsrf", path="/hub/") or ""}
    return str(session.post(own, json={}, headers=header).json()["token"])


def hand_in(door: Path, token: str, assignment: str, files: dict[str, bytes]) -> dict[str, Any]:
    """Hand something in through the socket of the submission service; the receipt."""
    connection = http.client.HTTPConnection("submissions", timeout=600)
    connection.sock = socket.socket(socket.AF_UNIX)
    try:
        connection.sock.connect(str(door))
        header = {"Authorization": f"token {token}"}
        connection.request("POST", f"/submissions/{assignment}", pack(files), header)
        answer = connection.getresponse()
        if answer.status == http.client.SERVICE_UNAVAILABLE:
            raise ConnectionError("the hub is starting")
        receipt: dict[str, Any] = json.loads(answer.read())
    finally:
        connection.close()
    assert receipt.get("digest") == digest_of(files), receipt
    return receipt


def skip_where_the_kernel_lets_nobody_into_a_box(hub: HubRun, name: str) -> None:
    """Skip a test of forked servers where they are started, for the kernel refuses."""
    import pytest  # the benchmarks, which use this module, do without

    log = (hub.folder / "state" / "logs" / f"{name}.log").read_text()
    if re.search("none stands ready: .*(not permitted|Invalid argument)", log):
        pytest.skip("SERVERS ARE NOT FORKED: the kernel lets nobody enter a box")


class Server:
    """One account's own server, over HTTP: signed in, started, and able to run code."""

    def __init__(self, hub: HubRun, name: str):
        self.base = f"{hub.url}user/{name}/"
        self.session = sign_in(hub, name)
        self._wait_until_running(hub, name)
        lab = self.session.get(f"{self.base}lab")  # signs in to the server, which sets its cookies
        assert lab.ok and lab.url.startswith(self.base), lab.url

    def _wait_until_running(self, hub: HubRun, name: str) -> None:
        """Follow the hub's stream of spawn events to its end."""
        url = f"{hub.url}hub/api/users/{name}/server/progress"
        headers = {"Referer": f"{hub.url}hub/spawn-pending/{name}"}
        with self.session.get(url, headers=headers, stream=True, timeout=PATIENCE) as stream:
            for line in stream.iter_lines(decode_unicode=True):
                if line.startswith("data:"):
                    event = json.loads(line.removeprefix("data:"))
                    assert not event.get("failed"), f"{event}\n{hub.log()}"
                    if event.get("ready"):
                        return
        raise AssertionError(f"{name}'s server did not start\n{hub.log()}")

    def _header(self) -> dict[str, str]:
        path = f"/{self.base.split('/', 3)[3]}"
        xsrf = [c.value for c in self.session.cookies if c.name == "_xsrf" and c.path == path]
        return {"X-XSRFToken": xsrf[0]} if xsrf else {}

    def start_kernel(self) -> str:
        """Start a kernel; its address."""
        kernel = self.session.post(f"{self.base}api/kernels", json={}, headers=self._header())
        assert kernel.status_code == 201, kernel.text
        return f"{self.base}api/kernels/{kernel.json()['id']}"

    def run(self, code: str, seconds: float = PATIENCE, kernel: str = "") -> str:
        """Run code in a kernel, by default a new one, and return what it printed.

        A kernel that is killed meanwhile prints no more.
        """
        own = kernel or self.start_kernel()
        address = f"{own}/channels"
        cookies = "; ".join(f"{c.name}={c.value}" for c in self.session.cookies)
        channel = websocket.create_connection(
            address.replace("http", "ws", 1), cookie=cookies, timeout=seconds
        )
        with contextlib.closing(channel):
            printed = self._said(channel, code)
        if not kernel:
            self.session.delete(own, headers=self._header())
        return printed

    def _said(self, channel: websocket.WebSocket, code: str) -> str:
        message = uuid.uuid4().hex
        request = {
            "header": {
                "msg_id": message,
                "username": "",
                "session": uuid.uuid4().hex,
                "msg_type": "execute_request",
                "version": "5.3",
            },
            "parent_header": {},
            "metadata": {},
            "content": {"code": code, "silent": False},
            "channel": "shell",
        }
        channel.send(json.dumps(request))
        printed = ""
        while True:
            answer = json.loads(channel.recv())
            content, kind = answer["content"], answer["msg_type"]
            state = content.get("execution_state") if kind == "status" else None
            mine = answer["parent_header"].get("msg_id") == message
            if mine and kind == "stream":
                printed += content["text"]
            elif mine and kind == "error":
                printed += "\n".join(content["traceback"])
            elif (mine and state == "idle") or state in ("restarting", "dead"):
                return printed
