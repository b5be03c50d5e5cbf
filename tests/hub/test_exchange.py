"""nbgrader's exchange for a student: what it sends, keeps and says, with the service itself."""

import asyncio
import threading
from urllib.parse import quote

import pytest
from nbgrader.api import Gradebook
from nbgrader.coursedir import CourseDirectory
from nbgrader.exchange import ExchangeError
from tornado.httpserver import HTTPServer
from tornado.netutil import bind_unix_socket
from tornado.web import HTTPError

from grading.course.directory import Course
from hub.submissions.inside import exchange
from hub.submissions.server import application
from hub.submissions.service import Service
from hub.submissions.store import Store
from tests.tools.patience import PATIENCE


@pytest.fixture
def store(tmp_path):
    released = tmp_path / "exchange" / "outbound" / "ps1"
    (released / "data").mkdir(parents=True)
    (released / "ps1.ipynb").write_text("{}")
    (released / "data" / "x.csv").write_text("1,2")
    return Store(tmp_path / "exchange")


@pytest.fixture
def door(tmp_path, monkeypatch):
    path = tmp_path / "s.sock"
    monkeypatch.setenv("COURSE_SUBMISSIONS", f"http+unix://{quote(str(path), safe='')}")
    monkeypatch.setenv("JUPYTERHUB_API_TOKEN", "ada")
    home = tmp_path / "home"
    home.mkdir()
    monkeypatch.chdir(home)
    return path


@pytest.fixture
def starting():
    """How often the hub cannot say yet who asks: an entry each time."""
    return []


@pytest.fixture
def opened(store, door, starting, tmp_path):
    """A call that opens the service; it ends with the test."""
    ends = []

    def open_door():
        root = tmp_path / "course"
        root.mkdir()
        course = Course(root)
        with Gradebook(course.db_url, course.course_id):
            pass
        ready = threading.Event()

        async def who(token):
            await asyncio.sleep(0)
            if starting:
                starting.pop()
                raise HTTPError(500)
            return token

        async def serve():
            service = Service(store, course, who)
            server = HTTPServer(application(service))
            server.add_socket(bind_unix_socket(str(door)))
            over = asyncio.Event()
            ends.append((asyncio.get_running_loop(), over))
            ready.set()
            await over.wait()
            server.stop()
            await server.close_all_connections()

        thread = threading.Thread(target=asyncio.run, args=[serve()])
        thread.start()
        assert ready.wait(PATIENCE)
        ends.append(thread)

    yield open_door
    if ends:
        (loop, over), thread = ends
        loop.call_soon_threadsafe(over.set)
        thread.join(PATIENCE)


def do(kind, assignment="ps1", **more):
    return kind(coursedir=CourseDirectory(assignment_id=assignment), **more).start()


def test_an_assignment_goes_out_and_comes_back_as_it_is(opened, store, tmp_path):
    opened()
    do(exchange.FetchAssignment)
    folder = tmp_path / "home" / "ps1"
    assert (folder / "data" / "x.csv").read_text() == "1,2"
    with pytest.raises(ExchangeError, match="you have ps1 already: to begin anew, rename"):
        do(exchange.FetchAssignment)
    (folder / "ps1.ipynb").write_text('{"mine": 1}')
    (folder / ".ipynb_checkpoints").mkdir()
    (folder / ".ipynb_checkpoints" / "old.ipynb").write_text("{}")
    (folder / "elsewhere").symlink_to("/etc/passwd")
    do(exchange.Submit)
    taken = store.submissions("ada")[0]
    assert taken.files == {"ps1.ipynb": b'{"mine": 1}', "data/x.csv": b"1,2"}
    receipt = next((tmp_path / "home" / "receipts").iterdir()).read_text()
    assert taken.digest in receipt and taken.timestamp in receipt and "handed in by ada" in receipt


def test_what_is_refused_is_said_as_the_service_says_it(opened, tmp_path):
    opened()
    with pytest.raises(ExchangeError, match="no assignment 'ps2': look at the list"):
        do(exchange.FetchAssignment, "ps2")
    with pytest.raises(ExchangeError, match="no folder ps1 here: fetch the assignment"):
        do(exchange.Submit)
    (tmp_path / "home" / "ps1").mkdir()
    with pytest.raises(ExchangeError, match="no notebook in the folder"):
        do(exchange.Submit)
    with open(tmp_path / "home" / "ps1" / "large", "wb") as file:
        file.truncate(60_000_000)
    with pytest.raises(ExchangeError, match="holds 60 MB: move away"):
        do(exchange.Submit)
    with pytest.raises(ExchangeError, match="cannot be taken back"):
        do(exchange.List, remove=True)


def test_while_the_service_starts_again_it_is_waited_for(opened, monkeypatch):
    asked = []
    monkeypatch.setattr(exchange.time, "sleep", lambda seconds: asked.append(1) or opened())
    assert [each["assignment_id"] for each in do(exchange.List)] == ["ps1"]
    assert asked == [1]


def test_while_the_hub_starts_it_is_waited_for_too(opened, starting, monkeypatch):
    opened()
    starting += [1, 2]
    assert [each["assignment_id"] for each in do(exchange.List)] == ["ps1"]
    assert starting == []


def test_a_service_that_stays_away_is_said_to(door, monkeypatch):
    monkeypatch.setattr(exchange, "PATIENCE", 0)
    with pytest.raises(ExchangeError, match="cannot be reached just now; nothing is lost: try"):
        do(exchange.List)
