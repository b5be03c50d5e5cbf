"""The submission service, over HTTP: each student sees the own things, and a word on time."""

import asyncio
import hashlib
import json
import os
from datetime import UTC, datetime, timedelta
from urllib.parse import quote

import pytest
from nbgrader.api import Gradebook
from tornado.testing import AsyncHTTPTestCase
from tornado.web import HTTPError

from grading.course.directory import Course
from hub.submissions.inside.files import pack, unpack
from hub.submissions.server import application
from hub.submissions.service import Service
from hub.submissions.store import Store

FILES = {"ps1.ipynb": b"{}"}


class TestTheService(AsyncHTTPTestCase):
    """The service with a course of one assignment; the hub knows two people."""

    @pytest.fixture(autouse=True)
    def course(self, tmp_path, caplog):
        self.root, self.said = tmp_path / "course", caplog
        self.root.mkdir()
        with Gradebook(Course(self.root).db_url, Course(self.root).course_id):
            pass  # which makes its tables
        released = tmp_path / "exchange" / "outbound" / "ps1"
        released.mkdir(parents=True)
        (released / "ps1.ipynb").write_bytes(b"{}")
        self.store = Store(tmp_path / "exchange")

    def get_app(self):
        async def who(token):
            await asyncio.sleep(0)
            if token == "early's":
                raise HTTPError(500)
            return {"ada's": "ada", "grace's": "grace"}.get(token)

        return application(Service(self.store, Course(self.root), who))

    def ask(self, path, student="ada", files=None, **more):
        more.setdefault("headers", {"Authorization": f"token {student}'s"})
        body = None if files is None else pack(files)
        return self.fetch(path, method="POST" if files else "GET", body=body, **more)

    def receipt(self, student="ada"):
        return json.loads(self.ask("/submissions/ps1", student, FILES).body)

    def settings(self, text):
        path = self.root / "course.toml"
        path.write_text(text)
        os.utime(path, (len(text), len(text)))  # another time for another text

    def test_what_is_handed_out_is_listed_and_fetched(self):
        listed = json.loads(self.ask("/assignments").body)
        ps1 = listed["assignments"]["ps1"]
        assert ps1["notebooks"] == ["ps1"] and ps1["deadline"] is None
        assert unpack(self.ask("/assignments/ps1").body) == FILES

    def test_who_is_not_known_gets_nothing(self):
        for headers in ({}, {"Authorization": "token x"}, {"Authorization": "ada's"}):
            for path in ("/assignments", "/assignments/ps1", "/submissions"):
                assert self.ask(path, headers=headers).code == 403
            assert self.ask("/submissions/ps1", files=FILES, headers=headers).code == 403
        assert self.store.submissions("ada") == []

    def test_while_the_hub_starts_nobody_is_refused_for_good(self):
        answer = self.ask("/submissions/ps1", "early", FILES)
        assert answer.code == 503
        assert (
            "the hub cannot say just now who asks: try again" in json.loads(answer.body)["message"]
        )

    def test_the_name_comes_from_the_token_and_from_nowhere_else(self):
        answer = self.ask("/submissions/ps1?student=ada&user=ada", "grace", FILES)
        assert json.loads(answer.body)["student"] == "grace"
        assert self.store.submissions("ada") == []

    def test_a_receipt_says_what_and_when_and_the_same_again_gets_the_same(self):
        receipt = self.receipt()
        assert receipt["digest"] == self.store.submissions("ada")[0].digest
        assert receipt["late"] is False
        assert self.receipt() == receipt
        assert json.loads(self.ask("/submissions").body) == [receipt]

    def test_another_s_submissions_and_feedback_are_not_there(self):
        when = self.receipt()["timestamp"]
        secret = self.store.submissions("ada")[0].folder / "submission_secret.txt"
        page = hashlib.md5(secret.read_bytes() + b"ps1").hexdigest()
        (self.store.folder / "feedback" / f"{page}.html").write_bytes(b"well done")
        own = json.loads(self.ask("/submissions").body)
        assert own[0]["notebooks"]["ps1"] is not None
        address = f"/feedback/ps1/{quote(when)}"
        assert unpack(self.ask(address).body) == {"ps1": b"well done"}
        assert json.loads(self.ask("/submissions", "grace").body) == []
        refused = self.ask(address, "grace")
        assert refused.code == 409 and b"handed in no such thing" in refused.body

    def test_no_address_leads_out_of_the_exchange(self):
        for name in ("..", "%2e%2e", "..%2finbound", "%2fetc", "ps1%00"):
            assert self.ask(f"/assignments/{name}").code in (404, 409), name
            assert self.ask(f"/submissions/{name}", files=FILES).code in (404, 409), name

    def test_what_is_no_json_of_files_is_refused(self):
        headers = {"Authorization": "token ada's"}
        for body in (b"", b"[]", b"{", b'{"a": 3}', b"[" * 100_000, b'{"a": "!"}', b"\xff"):
            answer = self.fetch("/submissions/ps1", method="POST", headers=headers, body=body)
            assert answer.code == 409
            assert "hand in with the button Hand in" in json.loads(answer.body)["message"]

    def test_a_full_disk_is_said_to_be_one(self):
        def full(descriptor):
            raise OSError(28, "No space left on device")

        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(os, "fsync", full)
            answer = self.ask("/submissions/ps1", files=FILES)
        assert answer.code == 507
        assert "No space left on device" in json.loads(answer.body)["message"]
        assert "nothing was handed in" in json.loads(answer.body)["message"]

    def test_deadlines_are_the_student_s_own_and_read_while_it_runs(self):
        def deadline(student):
            listed = json.loads(self.ask("/assignments", student).body)
            return listed["assignments"]["ps1"]["deadline"]

        assert deadline("ada") is None
        self.settings("[deadlines]\nps1 = 2020-01-01T12:00:00+01:00\n")
        assert deadline("ada") == "2020-01-01T12:00+01:00"
        assert self.receipt()["late"] is True
        later = (datetime.now(UTC) + timedelta(days=2)).replace(microsecond=0)
        self.settings(
            "[deadlines]\nps1 = 2020-01-01T12:00:00+01:00\n"
            f"[extensions.ps1]\ngrace = {later.isoformat()}\n"
        )
        assert deadline("ada") == "2020-01-01T12:00+01:00"
        assert deadline("grace") == later.isoformat(timespec="minutes")
        assert self.receipt("grace")["late"] is False
        self.settings("[deadlines]\nps1 = tomorrow\n")
        assert deadline("ada") == "2020-01-01T12:00+01:00"
        assert "line 2" in self.said.text and "until it is mended" in self.said.text
