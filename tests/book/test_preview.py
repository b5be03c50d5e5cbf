"""The preview: a changed sentence is seen at once, and cells run only where they must."""

import re
import subprocess
import sys
import time
import urllib.request

import pytest

from tests.tools.hub_run import free_port
from tests.tools.places import ROOT
from website.preview import main, preview
from website.tools import BuildError

CELL = "```{code-cell} python\nimport time\n\ntime.time_ns()\n```\n"


def page_of(text):
    return f"# Start\n\nA sentence that is {text}.\n\n{CELL}"


def number_in(path):
    """What the page's cell printed: the moment at which it ran."""
    (number,) = set(re.findall(r"\b\d{19}\b", path.read_text()))
    return int(number)


def test_a_changed_sentence_is_seen_and_its_cells_are_not_run_again(small_book, monkeypatch):
    root = small_book(page_of("old"))
    first = preview("start", root)
    assert "A sentence that is old" in first.read_text()
    ran = number_in(first)
    small_book(page_of("new"))
    assert "A sentence that is new" in preview("start", root).read_text()
    assert number_in(first) == ran
    monkeypatch.setattr("website.build.RUN_WITH", ["_config.yml"])  # as after another library
    small_book(page_of("newer"))
    assert number_in(preview("start", root)) > ran


def test_an_unknown_page_is_answered_with_those_there_are(capsys):
    with pytest.raises(BuildError, match=r"no page 'whatis'.*what_is_deep"):
        preview("whatis")
    assert main(["whatis"]) == 1
    assert "book: there is no page 'whatis'" in capsys.readouterr().err


def test_a_served_book_is_built_again_when_a_page_changes(small_book):
    root = small_book(page_of("old"))
    port = free_port()
    code = f"import website.preview as p; p.serve({port}, p.Path('{root}'))"
    with subprocess.Popen(
        [sys.executable, "-c", code], cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    ) as server:
        try:
            wait_for(server, port, "A sentence that is old")
            small_book(page_of("new"))
            wait_for(server, port, "A sentence that is new")
        finally:
            server.terminate()


def wait_for(server, port, words):
    """Ask for the page until it says so; a server that ends says it never."""
    while server.poll() is None:
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/book/start.html") as answer:
                if words in answer.read().decode():
                    return
        except OSError:
            pass
        time.sleep(0.1)
    raise AssertionError("the server ended")
