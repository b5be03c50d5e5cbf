"""What the book cites, and how it is cited itself."""

import re
from importlib.metadata import version

import yaml
from bs4 import BeautifulSoup
from pybtex.database import parse_file, parse_string

from tests.tools.places import ROOT

SOURCES = sorted((ROOT / "book").glob("*.md"))


PAPERS = {"article", "incollection", "inproceedings"}  # short enough to be meant as a whole


def test_every_citation_is_in_the_list_and_says_where_to_look_in_a_long_one():
    bibliography = (ROOT / "book/references.bib").read_text(encoding="utf-8")
    kinds = re.findall(r"^@(\w+)\{(\w+),", bibliography, flags=re.MULTILINE)
    entries = {key for _, key in kinds}
    papers = {key for kind, key in kinds if kind in PAPERS}
    cited = set()
    for path in SOURCES:
        text = path.read_text(encoding="utf-8")
        for key, place in re.findall(r"\{cite:\w+\}`(\w+)(?:\{(.*?)\})?`", text):
            cited.add(key)
            assert place or key in papers | {"in5550"}, f"{path.name}: where in {key}?"
    assert cited == entries


def test_every_reference_has_its_address_and_the_list_links_it(built_book):
    entries = parse_file(str(ROOT / "book/references.bib"), "bibtex").entries
    text = (built_book / "book/references.html").read_text(encoding="utf-8")
    for key, entry in entries.items():
        doi = entry.fields.get("doi")
        address = f"https://doi.org/{doi}" if doi else entry.fields["url"]
        assert f'href="{address}"' in text, key


def test_the_course_is_cited_alike_everywhere(built_book):
    cited = yaml.safe_load((ROOT / "CITATION.cff").read_text(encoding="utf-8"))
    page = BeautifulSoup((built_book / "book/about.html").read_text("utf-8"), "html.parser")
    entry = parse_string(page.select_one(".cell_output pre").get_text(), "bibtex")
    (fields,) = (entry.fields for entry in entry.entries.values())
    (author,) = next(iter(entry.entries.values())).persons["author"]
    book = cited["preferred-citation"]
    for said in (cited, book):
        assert said["title"] == fields["title"]
        assert said["authors"] == [{"name": " ".join(author.last_names).strip("{}")}]
        assert fields["note"] == f"Version {said['version']}" == f"Version {version('course_lib')}"
    assert str(book["year"]) == fields["year"]


def test_no_command_of_latex_is_left_in_the_references(built_book):
    text = (built_book / "book/references.html").read_text(encoding="utf-8")
    article = re.search(r"<article.*?</article>", text, flags=re.DOTALL)[0]
    assert "Karpathy" in article and "\\" not in article and "{" not in article
