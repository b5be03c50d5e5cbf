"""Run the code of a page's cells in one namespace, and tell what comes out.

What comes out is told as pairs of a kind and a text, in the order in which it comes:

    stream   what was printed
    result   what the last line gives
    html     the same, of an object that has a picture of itself
    plot     an SVG, one for each figure of matplotlib
    error    what went wrong: the lines of cells that led there, then the error
"""

import ast
import io
import linecache
import pprint
import sys
import tokenize
import traceback
import types
from collections.abc import Callable

from website.live.inside import needs, widgets

MOST = 100_000  # letters that a cell may print
WIDTH = 79
FRAMES = 6  # of an error; a recursion has a thousand

Tell = Callable[[str, str], object]
widgets.install()
page = types.ModuleType("__main__")
sys.modules["__main__"] = page  # where dataclasses and pickles look


class Printed(io.TextIOBase):
    """Where a cell prints to: told at once, up to a bound."""

    def __init__(self, tell: Tell) -> None:
        self.out, self.left = tell, MOST

    def writable(self) -> bool:
        return True

    def write(self, text: str) -> int:
        if self.left > 0:
            self.out("stream", text[: self.left])
            self.left -= len(text)
            if self.left <= 0:
                self.out("stream", f"\n… and more: a cell may print {MOST:,} letters here.\n")
        return len(text)


def prepare_plots() -> None:
    """Let matplotlib draw as the book does. It must be there."""
    import matplotlib

    needs.quiet()
    matplotlib.use("agg")
    import matplotlib.pyplot as plt

    from website.look import RC

    plt.rcParams.update(RC)  # type: ignore[arg-type]
    plt.show = lambda *args, **kwargs: None  # a cell's plots are shown at its end


def plots(tell: Tell) -> None:
    """Tell the plots that a cell has left, and close them."""
    if "matplotlib.pyplot" not in sys.modules:
        return
    import matplotlib.pyplot as plt

    from website.look import for_page

    for number in plt.get_fignums():
        picture = io.StringIO()
        plt.figure(number).savefig(picture, format="svg", bbox_inches="tight")
        tell("plot", for_page(picture.getvalue()))
    plt.close("all")


def said(value: object) -> str:
    """Write a value as a notebook does: long lists and the like over several lines."""
    text = repr(value)
    if len(text) > WIDTH and isinstance(value, list | tuple | dict | set):
        return pprint.pformat(value, width=WIDTH, sort_dicts=False)
    return text


def is_quiet(source: str) -> bool:
    """Tell whether code ends with a semicolon, before comments: then nothing of it is shown."""
    blank = {tokenize.COMMENT, tokenize.NL, tokenize.NEWLINE, tokenize.ENDMARKER}
    tokens = tokenize.generate_tokens(io.StringIO(source).readline)
    return [token.string for token in tokens if token.type not in blank][-1:] == [";"]


def show(value: object, tell: Tell) -> None:
    """Tell what the last line of a cell gives."""
    if value is None:
        return
    bundle = getattr(value, "_repr_mimebundle_", None)
    data = bundle() if bundle else {}
    data = data[0] if isinstance(data, tuple) else data
    if "text/html" in data:
        from website.look import with_stills

        tell("html", with_stills(data["text/html"]))
    else:
        tell("result", said(value))


def explain(error: BaseException, number: int) -> str:
    """Say where in the cells an error came about, and what it is; nothing of what lies between."""
    frames = [f for f in traceback.extract_tb(error.__traceback__) if f.filename[:5] == "cell "]
    lines = []
    for frame in frames[: FRAMES // 2] + frames[FRAMES // 2 :][-FRAMES // 2 :]:
        where = "" if frame.name == "<module>" else f", in {frame.name}"
        lines += [f"{frame.filename}, line {frame.lineno}{where}", f"    {frame.line}"]
    what = traceback.format_exception_only(error)
    if isinstance(error, SyntaxError):
        what[0] = f"cell {number}, line {error.lineno}\n"
    return "\n".join([*lines, "".join(what).rstrip()])


def run(source: str, number: int, tell: Tell) -> bool:
    """Run a cell.

    Parameters
    ----------
    source : str
    number : int
        Which cell of the page it is, from 1 on, for errors.
    tell : function
        Takes a kind and a text, as above.

    Returns
    -------
    bool
        Whether it ran to its end.
    """
    name = f"cell {number}"
    linecache.cache[name] = (len(source), None, source.splitlines(keepends=True), name)
    before = sys.stdout, sys.stderr
    sys.stdout = sys.stderr = Printed(tell)
    try:
        body = ast.parse(source, name).body
        last = None
        if body and isinstance(body[-1], ast.Expr):
            last = body.pop().value  # type: ignore[attr-defined]
        exec(compile(ast.Module(body, []), name, "exec"), page.__dict__)
        if last is not None:
            value = eval(compile(ast.Expression(last), name, "eval"), page.__dict__)
            if not is_quiet(source):
                show(value, tell)
        plots(tell)
    except BaseException as error:  # SystemExit too: a cell never ends the interpreter
        tell("error", explain(error, number))
        return False
    finally:
        sys.stdout, sys.stderr = before
    return True
