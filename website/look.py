"""How plots look in the page: in the colours of the drawings, which follow light and dark.

`RC` is what matplotlib is told. In the SVG that it writes, a colour of course_lib's table becomes
its variable, and one between the page and such a colour a mixture of the two. A shading, which is a
picture of pixels, is there twice; the page shows one.
"""

import base64
import hashlib
import io
import re
from typing import Any

import numpy as np

from course_lib.colours import DARK, LIGHT

LINES = [LIGHT[name] for name in ("blue", "orange", "soft", "right")]
RC: dict[str, Any] = {
    "axes.edgecolor": LIGHT["soft"],
    "axes.facecolor": "none",
    "axes.labelcolor": LIGHT["ink"],
    "axes.prop_cycle": f"cycler('color', {LINES})",
    "axes.spines.right": False,
    "axes.spines.top": False,
    "axes.titlesize": "medium",
    "figure.facecolor": "none",
    "image.composite_image": False,
    "image.interpolation": "none",
    "legend.edgecolor": LIGHT["line"],
    "legend.facecolor": LIGHT["page"],
    "svg.fonttype": "none",
    "svg.hashsalt": "course",
    "text.color": LIGHT["ink"],
    "xtick.color": LIGHT["soft"],
    "ytick.color": LIGHT["soft"],
}
ENDS = ["blue", "orange", "blue_ground", "orange_ground", "ink"]  # of what a plot mixes
BLACK = "#000000"  # matplotlib's own ink
COLOUR = re.compile(r"(?<=: )#[0-9a-f]{6}\b")
PIXELS = re.compile(r'<image xlink:href="data:image/png;base64,\s*([^"]+)"')
PREAMBLE = re.compile(r"^.*?(?=<svg)|<metadata>.*?</metadata>|<!--.*?-->", re.DOTALL)
STILL = re.compile(r'<img alt="([^"]*)" src="data:image/svg\+xml;base64,([^"]+)">')
SIZE = re.compile(r'<svg [^>]*viewBox="0 0 ([\d.]+) ([\d.]+)"[^>]*>')
NAME = re.compile(r' id="([^"]+)"')
ENLARGED = 1.6  # pixels for a point of the plot, where there is room


def rgb(colour: str) -> np.ndarray:
    """Read a colour, (3,)."""
    return np.array(list(bytes.fromhex(colour[1:])), dtype=float)


def mixtures(colours: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Find for each colour, (n, 3), the end and its share in a mixture with the page."""
    page = rgb(LIGHT["page"])
    ways = np.stack([rgb(LIGHT[end]) - page for end in ENDS])  # (ends, 3)
    shares = np.clip((colours - page) @ ways.T / (ways**2).sum(axis=1), 0, 1)  # (n, ends)
    errors = ((colours[:, None] - page - shares[..., None] * ways) ** 2).sum(axis=-1)
    best = errors.argmin(axis=1)
    return best, shares[np.arange(len(colours)), best]


def in_css(colour: str) -> str:
    """Say a colour of a light page so that it follows the page."""
    colour = LIGHT["ink"] if colour == BLACK else colour
    for name, value in LIGHT.items():
        if colour == value:
            return f"var(--course-{name.replace('_', '-')})"
    (best,), (share,) = mixtures(rgb(colour)[None])
    end = ENDS[best].replace("_", "-")
    return f"color-mix(in srgb, var(--course-{end}) {100 * share:.0f}%, var(--course-page))"


def darkened(png: bytes) -> bytes:
    """Make of a shading for a light page the one for a dark page."""
    from PIL import Image  # here: a browser has it only where something is drawn

    pixels = np.asarray(Image.open(io.BytesIO(png)).convert("RGBA"))
    best, shares = mixtures(pixels[..., :3].reshape(-1, 3).astype(float))
    page = rgb(DARK["page"])
    ways = np.stack([rgb(DARK[end]) - page for end in ENDS])
    dark = (page + shares[:, None] * ways[best]).round().reshape(*pixels.shape[:2], 3)
    out = io.BytesIO()
    whole = np.concatenate([dark, pixels[..., 3:]], axis=-1).astype(np.uint8)
    Image.fromarray(whole).save(out, "PNG", optimize=True)
    return out.getvalue()


def both(svg: str) -> str:
    """Put beside each shading the one for a dark page."""

    def pair(found: re.Match[str]) -> str:
        start = found.start()
        light = svg[start : svg.index("/>", start) + 2]
        dark = base64.b64encode(darkened(base64.b64decode(found[1]))).decode()
        other = light.replace(found[1], dark)
        return "".join(
            image.replace("<image ", f'<image class="{name}" ', 1)
            for image, name in [(light, "in-light"), (other, "in-dark")]
        )

    return re.sub(PIXELS.pattern + r".*?/>", pair, svg, flags=re.DOTALL)


def for_page(svg: str) -> str:
    """Make of matplotlib's SVG one that stands beside others and follows the page's colours."""
    svg = PREAMBLE.sub("", svg)  # which has the time
    mark = hashlib.sha256(svg.encode()).hexdigest()[:6]
    svg = both(svg)
    svg = COLOUR.sub(lambda found: in_css(found[0]), svg)
    used = set(re.findall(r"#([\w-]+)", svg))
    svg = NAME.sub(lambda found: f' id="{mark}-{found[1]}"' if found[1] in used else "", svg)
    svg = re.sub(r'(xlink:href="|url\()#', rf"\1#{mark}-", svg)
    svg = svg.replace("'DejaVu Sans', ", "").replace("DejaVu Sans", "sans-serif")

    def head(found: re.Match[str]) -> str:
        width = ENLARGED * float(found[1])
        space = 'xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"'
        box = f'viewBox="0 0 {found[1]} {found[2]}"'
        return f'<svg {space} class="plot" {box} style="max-width: {width:.0f}px">'

    return re.sub(r"\s*\n\s*", "\n", SIZE.sub(head, svg, count=1))


def still(found: re.Match[str]) -> str:
    """Make of a picture that a cell has written as HTML one that follows the page's colours."""
    svg = for_page(base64.b64decode(found[2]).decode())
    return svg.replace("<svg ", f'<svg role="img" aria-label="{found[1]}" ', 1)


def with_stills(text: str) -> str:
    """Let the pictures in HTML that a cell has written follow the page's colours."""
    return STILL.sub(still, text)
