"""A preview for writers: what has changed is built in seconds, and shown.

    python -m website.preview what_is_deep      one page, alone
    python -m website.preview                   the whole book, built again at each change

A warning stops nothing, and so it proves nothing: what is published comes from `website.build`.
"""

import argparse
import subprocess
import sys
import time
from pathlib import Path

from livereload import Server

from website.build import alone, bundle_figures, call, kept_cells
from website.tools import ROOT, BuildError, tools


def preview(page: str | None = None, root: Path = ROOT) -> Path:
    """Build the book, or one page of it alone; the file to look at.

    Parameters
    ----------
    page : str, optional
        A page's name without its ending: `what_is_deep`.
    root : Path
        The checkout.

    Raises
    ------
    BuildError
        If there is no such page, or Sphinx ends with an error.
    """
    pages = sorted(path.stem for path in (root / "book").glob("*.md"))
    if page and page not in pages:
        raise BuildError(f"there is no page {page!r} in book/; there are: {', '.join(pages)}")
    folder = root / "_build" / "preview" / (page or "book")
    folder.mkdir(parents=True, exist_ok=True)
    options: dict[str, object] = {"nb_execution_cache_path": str(kept_cells(root))}
    if page:
        (folder / "_toc.yml").write_text(f"format: jb-book\nroot: book/{page}\n")
        options["external_toc_path"] = str(folder / "_toc.yml")
        options["suppress_warnings"] = ["myst.xref_missing"]  # the other pages are not there
    job = {
        "outputdir": str(folder / "html"),
        "doctreedir": str(folder / "doctrees"),
        "quiet": True,
    }
    environment = tools(root)
    bundle_figures(root, environment)
    done = subprocess.run(call(root, job, **options), cwd=root, env=environment, check=False)
    if done.returncode:
        raise BuildError("the preview could not be built; the reason stands above")
    return folder / "html" / "book" / f"{page or 'start'}.html"


def serve(port: int, root: Path = ROOT) -> None:
    """Show the whole book, and build it again whenever one of its sources changes."""
    first = told(None, root)
    server = Server()
    for name in ("book", "course_lib", "website", "_config.yml", "_toc.yml"):
        server.watch(str(root / name), lambda: told(None, root))
    server.serve(
        port=port, root=first.parents[1], default_filename="index.html", open_url_delay=None
    )


def told(page: str | None, root: Path = ROOT) -> Path:
    """Build a preview, and say where it is and how long it took."""
    start = time.monotonic()
    with alone(root):
        path = preview(page, root)
    print(f"book: {path.relative_to(root)} in {time.monotonic() - start:.0f} s", flush=True)
    return path


def main(arguments: list[str] | None = None) -> int:
    """Preview a page, or serve the whole book until Ctrl-C."""
    parser = argparse.ArgumentParser(prog="python -m website.preview", description=__doc__)
    parser.add_argument("page", nargs="?", help="one page alone; without it the book is served")
    parser.add_argument("--port", type=int, default=8080)
    options = parser.parse_args(arguments)
    try:
        if options.page:
            told(options.page)
        else:
            serve(options.port)
    except BuildError as error:
        print(f"book: {error}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130
    return 0


if __name__ == "__main__":
    sys.exit(main())
