"""What the download button gives: the page as a notebook that runs where course_lib is installed.

It lies beside the page, as `.ipynb`. What only the book understands is plain Markdown there:
drawings are pictures, questions are text with the answer folded, and numbers and references are
written out. The marks of the claims, and the cells that only check the book, are left out.
"""

import base64
import html
import json
import re
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, NamedTuple

import jupytext
import nbformat
from docutils import nodes
from sphinx.application import Sphinx
from sphinx.util.typing import ExtensionMetadata

from course_lib.colours import LIGHT
from website.ext.citations import Citation, citations
from website.ext.problems import solved
from website.ext.questions import parts, places

BLOCK = re.compile(r"^(:::+|```+)\{([a-z-]+)\} ?([^\n]*)\n(.*?)^\1 *$\n?", re.MULTILINE | re.DOTALL)
OPTION = re.compile(r":([a-z]+): ?(.*)")
ROLE = re.compile(r"\{([a-z:]+)\}`([^`]+)`")
TARGET = re.compile(r"\s*<[^<>]+>$")  # what the glossary calls it
CLAIM = re.compile(r"[ \n]?\{claim\}`[^`]*`")
LINK = re.compile(r"\[([^\]]*)\]\((\w+)\.md(?:#[\w-]+)?\)")
EQUATION = re.compile(r"^\$\$ \((eq-[\w-]+)\)$", re.MULTILINE)
VARIABLE = re.compile(r"var\(--course-([\w-]+)\)")
RULE = re.compile(r"^\.drawing (.*)$", re.MULTILINE)
MADE = ["claims-table", "eval-rst", "status-table"]  # by the build, not written
CITED = re.compile(r"(\w+)(?:\{(.*)\})?")


class Known(NamedTuple):
    """What a page refers to and does not hold itself."""

    glued: Mapping[str, str]  # numbers that its cells have computed
    equations: Mapping[str, str]
    titles: Mapping[str, str]  # of all pages
    citations: Mapping[str, Citation]
    root: Path
    site: str  # its address, or nothing


class Block(NamedTuple):
    """A directive, as it is written."""

    argument: str
    options: dict[str, str]
    content: str


def block(argument: str, text: str) -> Block:
    """Part the options of a directive from its content."""
    lines, options = text.strip("\n").split("\n"), {}
    while lines and (found := OPTION.fullmatch(lines[0])):
        options[found[1]] = found[2]
        del lines[0]
    return Block(argument, options, "\n".join(lines).strip("\n"))


def folded(title: str, text: str) -> str:
    """Fold a text under a title."""
    return f"<details><summary>{title}</summary>\n\n{text}\n\n</details>\n"


def question(asked: Block, known: Known) -> str:
    """Write a question, its choices, and the answer folded."""
    lines = asked.content.split("\n")
    choices, slips, begin = parts(lines)
    rest = "\n".join(lines[begin:]).strip("\n")
    given = asked.options.get("answer", "")
    answer = known.glued.get(given, given) or places(choice.right for choice in choices)
    shown = "".join(f"- {choice.text}\n" for choice in choices)
    said = [f"*{choice.text}*: {choice.said}" for choice in choices if choice.said]
    said += [f"If you got {number}: {hint}" for number, hint in slips.items()]
    answered = "\n\n".join([f"Answer: **{answer}**", rest, *said])
    explained = folded("Answer and explanation", answered)
    return f"**Check yourself.** {asked.argument}\n\n{shown}\n{explained}"


def problem(given: Block, known: Known) -> str:
    """Write a problem, its solution folded."""
    asked, solution = solved(given.content)
    return f"**{given.argument}.** {asked}\n\n{folded('Solution', solution)}"


def alone(svg: str, root: Path) -> str:
    """Give a drawing the rules and colours that it has in a light page."""
    sheet = (root / "website/static/course.css").read_text(encoding="utf-8")
    rules = "text { fill: currentcolor; } svg { color: INK; background: PAGE; } "
    rules = rules.replace("INK", LIGHT["ink"]).replace("PAGE", LIGHT["page"])
    rules += VARIABLE.sub(lambda v: LIGHT[v[1].replace("-", "_")], " ".join(RULE.findall(sheet)))
    rules = rules.replace(".drawing ", "")
    return re.sub(r"(<svg [^>]*>)", rf"\1<style>{rules}</style>", svg, count=1)


def drawing(drawn: Block, known: Known) -> str:
    """Write a drawing as a picture that needs no file, with its caption."""
    svg = (known.root / "book/drawings" / f"{drawn.argument}.svg").read_text(encoding="utf-8")
    data = base64.b64encode(alone(svg, known.root).encode()).decode()
    alt = html.escape(drawn.options["alt"])
    picture = f'<img alt="{alt}" src="data:image/svg+xml;base64,{data}">'
    return f"{picture}\n\n{drawn.content}\n"


WRITERS: dict[str, Callable[[Block, Known], str]] = {
    "question": question,
    "problem": problem,
    "drawing": drawing,
    "dropdown": lambda folds, known: folded(folds.argument, folds.content),
}


def role(name: str, text: str, known: Known) -> str:
    """Write out what a role stands for; one that shows its text stays that text."""
    if name == "glue":
        return known.glued[text]
    if name == "eq":
        return f"({known.equations.get(text, text)})"
    if name.startswith("cite:") and (found := CITED.fullmatch(text)):
        return known.citations[found[1]].written(found[2] or "", in_text=name == "cite:t")
    if name == "term":
        return TARGET.sub("", text)
    return f"`{text}`" if name == "assignment" else text


def link(text: str, page: str, known: Known) -> str:
    """Lead to another page where the site's address is known; else name it."""
    text = text or known.titles.get(f"book/{page}", page)  # a preview knows its own page alone
    return f"[{text}]({known.site}book/{page}.html)" if known.site else f"*{text.strip('*')}*"


def markdown(text: str, known: Known) -> str:
    """Make of the book's Markdown that which every notebook shows."""

    def write(found: re.Match[str]) -> str:
        writer = WRITERS.get(found[2])
        return writer(block(found[3], found[4]), known) if writer else ""

    text = CLAIM.sub("", BLOCK.sub(write, text))
    text = EQUATION.sub(lambda e: rf"\tag{{{known.equations[e[1]]}}}" + "\n$$", text)
    text = LINK.sub(lambda found: link(found[1], found[2], known), text)
    text = ROLE.sub(lambda found: role(found[1], found[2], known), text)
    return re.sub(r"\n{3,}", "\n\n", text).strip("\n")


def notebook(text: str, known: Known) -> nbformat.NotebookNode:
    """Make the notebook of a page from its source."""
    read = jupytext.reads(text, fmt="md:myst")
    kernel = {"name": "python3", "display_name": "Python 3", "language": "python"}
    language = {"name": "python"}  # by this a browser's own Python is found, which has another name
    made = nbformat.v4.new_notebook(metadata={"kernelspec": kernel, "language_info": language})
    for cell in read.cells:
        tags: list[str] = cell.metadata.get("tags", [])
        caption: str = cell.metadata.get("mystnb", {}).get("figure", {}).get("caption", "")
        if cell.cell_type == "markdown":
            if plain := markdown(cell.source, known):
                made.cells.append(nbformat.v4.new_markdown_cell(plain))
        elif "remove-cell" not in tags:
            made.cells.append(nbformat.v4.new_code_cell(cell.source))
            if caption:
                made.cells.append(nbformat.v4.new_markdown_cell(markdown(caption, known)))
    for number, cell in enumerate(made.cells):
        cell["id"] = f"cell-{number}"  # the same in each build
    return made


def has_notebook(text: str) -> bool:
    """Tell whether a page has code to run, and is written by hand."""
    return "{code-cell}" in text and not any(f"```{{{name}}}" in text for name in MADE)


def glued_by(path: Path) -> dict[str, str]:
    """Read the numbers in myst-nb's record of what the cells of a page have glued."""
    if not path.exists():
        return {}
    record = json.loads(path.read_text(encoding="utf-8"))
    return {name: output["data"]["text/plain"] for name, output in record.items()}


def source(app: Sphinx, pagename: str) -> str:
    """Read the source of a page; nothing where the build itself has made the page."""
    path = Path(app.srcdir) / f"{pagename}.md"
    return path.read_text(encoding="utf-8") if path.exists() else ""


def offer(
    app: Sphinx,
    pagename: str,
    templatename: str,
    context: dict[str, Any],
    doctree: nodes.document | None,
) -> None:
    """Tell the template whether there is a notebook."""
    context["notebook"] = f"{pagename}.ipynb" if has_notebook(source(app, pagename)) else ""


def write(app: Sphinx, error: Exception | None) -> None:
    """Write the notebooks into the site, when it is built."""
    if error or app.builder.format != "html":
        return
    env, root, out = app.env, Path(app.srcdir), Path(app.outdir)
    numbers = [page.get("displaymath", {}) for page in env.toc_fignumbers.values()]
    known = Known(
        glued={},
        equations={
            name.removeprefix("equation-"): ".".join(map(str, number))
            for page in numbers
            for name, number in page.items()
        },
        titles={name: title.astext() for name, title in env.titles.items()},
        citations=citations(root / "book/references.bib"),
        root=root,
        site=app.config.html_baseurl,
    )
    for name in env.found_docs:
        if has_notebook(text := source(app, name)):
            glued = glued_by(out.parent / "jupyter_execute" / f"{name}.glue.json")
            nbformat.write(notebook(text, known._replace(glued=glued)), out / f"{name}.ipynb")


def setup(app: Sphinx) -> ExtensionMetadata:
    """Link the notebooks, and write them at the end."""
    app.connect("html-page-context", offer)
    app.connect("build-finished", write)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
