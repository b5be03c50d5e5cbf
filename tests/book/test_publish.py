import re
import shutil
import zipfile
from pathlib import Path

import pytest
import yaml

from grading.writing.release import assignments
from tests.tools.places import ROOT
from website.__main__ import main
from website.build import build
from website.pdf import NAME
from website.publish import prove, publish, secrets
from website.tools import BuildError

pytestmark = pytest.mark.slow(30)


def test_what_is_published_holds_exercises_and_wheel(built_book, tmp_path):
    publish(tmp_path / "student")
    exercises = tmp_path / "student/site/exercises"
    for name in assignments():
        assert (exercises / name / f"{name}.ipynb").is_file()
    (wheel,) = exercises.glob("*.whl")
    names = zipfile.ZipFile(wheel).namelist()
    tops = {name.split("/")[0] for name in names}
    assert {top for top in tops if not top.endswith(".dist-info")} == {"course_lib"}
    data = {name for name in names if name.startswith("course_lib/data/")}
    files = ["README.md", "digits.npz", "reviews.npz"]
    assert data == {f"course_lib/data/{name}" for name in files}


def test_the_pdf_is_published_and_linked_only_where_it_is(built_book, tmp_path):
    publish(tmp_path / "student")
    for page in ["index.html", "404.html", "book/feed_forward.html"]:
        link = re.compile(r'<a href="([^"]+\.pdf)">The whole book as a PDF</a>')
        assert not link.search((built_book / page).read_text(encoding="utf-8"))
        place = tmp_path / "student/site" / page
        found = link.findall(place.read_text(encoding="utf-8"))
        assert found and all((place.parent / there).is_file() for there in found)
    first = (ROOT / "_build" / NAME).stat().st_mtime
    publish(tmp_path / "student")
    assert (ROOT / "_build" / NAME).stat().st_mtime == first  # and is not printed again


def test_start_here_and_the_chapters_link_the_exercises(built_book):
    linked = set()
    for page in (built_book / "book").glob("*.html"):
        text = page.read_text(encoding="utf-8")
        places = set(re.findall(r'href="\.\./(exercises/[^"]+)" download', text))
        assert all((built_book / place).is_file() for place in places), page
        if page.stem != "start":
            linked |= {place.split("/")[1] for place in places}
        else:
            assert sorted(Path(p).stem for p in places if p.endswith("ipynb")) == assignments()
            assert any(place.endswith(".whl") for place in places)
    assert linked == set(assignments())


def test_nothing_is_published_with_an_answer_in_it(built_book, tmp_path):
    lines = secrets()
    assert len(lines) > 30
    prove(built_book, lines)  # raises nothing
    for line in [sorted(lines)[0], "### BEGIN HIDDEN TESTS"]:
        (tmp_path / "page.html").write_text(f"<p>{line}</p>")
        with pytest.raises(BuildError, match=r"page\.html holds an answer or a hidden test"):
            prove(tmp_path, lines)


def test_one_setting_gives_the_links_into_the_hub(small_book, built_book):
    name, hub = "ps2_counting", "https://hub.example.org"
    root = small_book(f"# Start\n\nDo {{assignment}}`{name}`.\n")
    for folder in [f"exercises/{name}", "_build/wheel"]:
        shutil.copytree(ROOT / folder, root / folder)
    config = root / "_config.yml"
    text = config.read_text(encoding="utf-8")
    config.write_text(text.replace('course_hub: ""', f"course_hub: {hub}/"), encoding="utf-8")
    page = (build(root) / "book/start.html").read_text(encoding="utf-8")
    there = f"{hub}/hub/user-redirect/lab/tree/{name}/{name}.ipynb"
    assert re.search(rf'\(<a [^>]*href="{there}">open the assignment</a>\)', page)
    assert "open the assignment" not in (built_book / "book/start.html").read_text("utf-8")


def test_an_assignment_that_is_not_there_stops_the_build(small_book):
    with pytest.raises(BuildError, match="there is no assignment 'ps9_more'"):
        build(small_book("# Start\n\nDo {assignment}`ps9_more`.\n"))


def test_without_a_built_book_it_says_what_to_run(tmp_path):
    with pytest.raises(BuildError, match="run 'make publish'"):
        publish(tmp_path / "student", root=tmp_path)


def test_the_command_says_where(built_book, tmp_path, capsys):
    assert main(["publish", "--to", str(tmp_path / "out")]) == 0
    assert str(tmp_path / "out") in capsys.readouterr().out


def test_the_workflow_tests_before_it_publishes_what_make_publish_gathers():
    workflow = yaml.safe_load((ROOT / ".github/workflows/pages.yml").read_text(encoding="utf-8"))
    jobs = workflow["jobs"]
    commands = [step["run"].split(" #")[0] for step in jobs["build"]["steps"] if "run" in step]
    assert commands == ["sudo make setup-tests", "sudo make test", "sudo make publish"]
    assert jobs["build"]["steps"][-1]["with"]["path"] == "_build/student/site"
    assert jobs["publish"]["needs"] == "build"
    assert "write" not in str(jobs["build"]["permissions"])
