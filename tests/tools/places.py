"""Where things are."""

from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
TESTS = ROOT / "tests"
SITE = ROOT / "_build" / "html"


def pages_of(site):
    """The pages of the book; those of JupyterLite are not ours, and have a test of their own."""
    lab = site / "lab"
    return [path for path in sorted(site.rglob("*.html")) if lab not in path.parents]
