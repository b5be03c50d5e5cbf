"""Plots of cells stand in the page as drawings do, and follow light and dark."""

import base64
import io
import re

import numpy as np
import pytest
from docutils import nodes
from PIL import Image

from course_lib.colours import DARK, LIGHT
from tests.tools.places import ROOT
from website.ext.plots import put_into_page
from website.look import darkened, for_page, in_css, rgb

SVG = """<?xml version="1.0"?>
<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN">
<svg xmlns:xlink="http://www.w3.org/1999/xlink" width="360pt" height="200pt" viewBox="0 0 360 200" \
version="1.1"><metadata>today</metadata>
 <g id="figure_1"><path id="m1a" style="stroke: #0072b2"/><use xlink:href="#m1a"/>
 <path style="fill: #000000; clip-path: url(#p1)"/><clipPath id="p1"/></g></svg>
"""


@pytest.mark.parametrize(
    ("colour", "css"),
    [
        (LIGHT["blue"], "var(--course-blue)"),
        (LIGHT["orange_ground"], "var(--course-orange-ground)"),
        (LIGHT["page"], "var(--course-page)"),
        ("#000000", "var(--course-ink)"),
        ("#80b8d8", "color-mix(in srgb, var(--course-blue) 50%, var(--course-page))"),
    ],
)
def test_a_colour_becomes_a_variable_or_a_mixture(colour, css):
    assert in_css(colour) == css


def test_two_plots_in_a_page_share_no_id_and_keep_no_date():
    one, other = for_page(SVG), for_page(SVG.replace("#0072b2", "#d55e00"))
    ids = [set(re.findall(r' id="([^"]+)"', svg)) for svg in (one, other)]
    assert len(ids[0]) == 2 and not ids[0] & ids[1]
    assert set(re.findall(r"#([\w-]+)", one)) == ids[0]
    assert "figure_1" not in one and "today" not in one and "DOCTYPE" not in one
    assert 'viewBox="0 0 360 200"' in one and "max-width: 576px" in one


def test_a_shading_for_the_dark_has_the_same_mixtures():
    half = (rgb(LIGHT["page"]) + rgb(LIGHT["blue_ground"])) / 2
    colours = [rgb(LIGHT["page"]), rgb(LIGHT["orange_ground"]), half]
    light = io.BytesIO()
    Image.fromarray(np.array([colours]).round().astype(np.uint8)).save(light, "PNG")
    dark = np.asarray(Image.open(io.BytesIO(darkened(light.getvalue()))))[0, :, :3]
    expected = (rgb(DARK["page"]) + rgb(DARK["blue_ground"])) / 2
    assert np.abs(dark[0] - rgb(DARK["page"])).max() == 0
    assert np.abs(dark[1] - rgb(DARK["orange_ground"])).max() <= 1
    assert np.abs(dark[2] - expected).max() <= 2


def test_no_plot_of_the_book_is_a_picture_of_pixels(built_book):
    for path in (built_book / "book").glob("*.html"):
        text = path.read_text(encoding="utf-8")
        assert "<img" not in text, path
        for plot in re.findall(r'<svg [^>]*class="plot"[^>]*>', text):
            assert re.search(r'role="img" aria-label="[^"]{20,}"', plot), path
    assert 'class="plot"' in (built_book / "book/feed_forward.html").read_text(encoding="utf-8")


def test_every_plot_has_a_numbered_caption(built_book):
    captions = set()
    for path in (built_book / "book").glob("*.html"):
        text = path.read_text(encoding="utf-8")
        plots = text.count('class="plot"') - text.count('<figure class="explorer">')
        figures = re.findall(r'<figure .*?id="plot-.*?</figure>', text, flags=re.DOTALL)
        assert len(figures) == plots, path
        captions |= {re.search(r'caption-number">(Fig. \d+) ', figure)[1] for figure in figures}
    assert len(captions) >= 12


def test_the_picture_of_a_widget_follows_the_page_too():
    page, picture = nodes.document("", ""), base64.b64encode(SVG.encode()).decode()
    html = f'<p><img alt="slope &lt; 2" src="data:image/svg+xml;base64,{picture}"></p>'
    page += nodes.raw("", html, format="html")
    put_into_page(None, page)
    written = page.astext()
    assert '<svg role="img" aria-label="slope &lt; 2"' in written and "<img" not in written
    assert "stroke: var(--course-blue)" in written and written.endswith("</p>")


@pytest.mark.browser
@pytest.mark.parametrize("page", ["feed_forward", "hidden_representations", "many_valleys"])
def test_the_words_of_a_plot_are_large_enough_on_a_telephone(visit, built_book, page):
    with visit(built_book / "book" / f"{page}.html", width=390) as shown:
        for text in shown.locator("svg.plot text").all():
            height = text.evaluate("(e) => e.getBoundingClientRect().height")
            assert height >= 9, text.text_content()


def test_cells_know_nothing_of_the_page():
    """What makes plots follow the page is a matter of the build, not of what readers copy."""
    for path in (ROOT / "book").glob("*.md"):
        assert "figure_formats" not in path.read_text(encoding="utf-8")
