"""What the README shows is what the reader gets."""

import re
import shlex

import pytest

from grading.__main__ import _parser
from grading.course.settings import read_settings
from tests.tools.places import ROOT

README = (ROOT / "README.md").read_text()
INSTRUCTORS = (ROOT / "book/instructors.md").read_text()
MAKEFILE = (ROOT / "Makefile").read_text()


def test_the_python_of_the_readme_gives_the_numbers_that_it_prints():
    (code,) = re.findall(r"```python\n(.*?)```", README, re.S)
    names = {}
    exec(code, names)
    assert names["net"].n_parameters == 522
    assert "522 parameters in all" in code
    shown = float(re.search(r"net\.accuracy\(x, y\) +# ([\d.]+)", code)[1])
    assert names["net"].accuracy(names["x"], names["y"]) == pytest.approx(shown, abs=0.005)


def test_every_command_of_the_readme_is_in_the_makefile():
    commands = set(re.findall(r"`?make ([a-z-]+)", README))
    assert commands >= {"course", "test", "test-all", "book", "exercises", "grade", "publish"}
    for command in commands:
        assert re.search(rf"^{command}:", MAKEFILE, re.M), command


def test_every_command_of_the_instructors_page_is_understood():
    commands = re.findall(r"(?<=[`\n])python -m grading ([^`\n]+)", INSTRUCTORS)
    assert {shlex.split(command)[0] for command in commands} >= {
        "grade", "release", "student", "backup", "restore"
    }  # fmt: skip
    for command in commands:
        _parser().parse_args(shlex.split(command))
    for target in re.findall(r"(?<=[`\n])make ([a-z-]+)", INSTRUCTORS):
        assert re.search(rf"^{target}:", MAKEFILE, re.M), target


def test_every_setting_of_the_instructors_page_is_read(tmp_path):
    blocks = re.findall(r"```toml\n(.*?)```", INSTRUCTORS, re.S)
    assert len(blocks) >= 6
    path = tmp_path / "course.toml"
    for name in ("students.csv", "openid_secret"):
        (tmp_path / name).write_text("id,first_name,last_name\n")
    for block in blocks:
        path.write_text(block)
        read_settings(path)


@pytest.mark.parametrize(
    "text",
    [
        "README.md",
        "CONTRIBUTING.md",
        "book/maintainers.md",
        "book/instructors.md",
        "book/kubernetes.md",
    ],
)
def test_every_file_that_is_named_is_there(text):
    """`hub/signin/` and `grading/__init__.py`; names in capitals stand for any name."""
    places = "benchmarks|book|course_lib|exercises|grading|hub|sandbox|solutions|tests|website"
    for path in re.findall(rf"[`(]((?:{places})/[\w./-]*)", (ROOT / text).read_text()):
        if not re.search(r"[A-Z]{4}", path.replace("README", "")):
            assert (ROOT / path).exists(), f"{text} names {path}"
