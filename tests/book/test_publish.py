import re
import zipfile

import pytest
import yaml

from grading.writing.assignment import read
from grading.writing.release import SOLUTIONS, assignments
from tests.tools.places import ROOT
from website.__main__ import main
from website.publish import publish
from website.tools import BuildError

pytestmark = pytest.mark.slow(30)


def secrets():
    """Every line of an answer or a hidden test that is long enough to be told from others."""
    lines = set()
    texts = [c.source for name in assignments() for c in read(SOLUTIONS / f"{name}.md").cells]
    seen = re.sub(r"### BEGIN .*?### END", "", "\n".join(texts), flags=re.S)
    for text in texts:
        for region in re.findall(r"### BEGIN .*?\n(.*?)### END", text, re.S):
            hidden = {line.strip() for line in region.split("\n")}
            hidden = {line for line in hidden if not line.startswith(("import ", "from "))}
            lines |= {line for line in hidden if line not in seen}
    return {line for line in lines if len(line) > 35}


def test_what_is_published_holds_no_answer_and_no_hidden_test(built_book, tmp_path):
    publish(tmp_path / "student")
    files = [p for p in (tmp_path / "student").rglob("*") if p.is_file()]
    names = {str(p.relative_to(tmp_path / "student")) for p in files}
    assert "site/index.html" in names
    assert "exercises/ps2_counting/ps2_counting.ipynb" in names
    texts = {
        path: path.read_text(errors="ignore").replace('\\"', '"')
        for path in files
        if path.suffix in (".html", ".js", ".json", ".md", ".ipynb", ".txt", ".css", ".svg")
    }
    lines = secrets()
    assert len(lines) > 30
    for path, text in texts.items():
        assert "BEGIN HIDDEN TESTS" not in text and "BEGIN SOLUTION" not in text, path
        for line in lines:
            assert line not in text, f"{path}: {line}"


def test_the_wheel_holds_course_lib_alone(built_book, tmp_path):
    publish(tmp_path / "student")
    (wheel,) = (tmp_path / "student").glob("*.whl")
    names = zipfile.ZipFile(wheel).namelist()
    tops = {name.split("/")[0] for name in names}
    assert {top for top in tops if not top.endswith(".dist-info")} == {"course_lib"}
    data = {name for name in names if name.startswith("course_lib/data/")}
    files = ["README.md", "digits.npz", "reviews.npz"]
    assert data == {f"course_lib/data/{name}" for name in files}


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
