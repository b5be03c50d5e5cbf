"""Figures in other hosts: their light and dark, also where a figure stands in a shadow root."""

import pytest

from course_lib.figures import LossSurface

pytestmark = pytest.mark.browser
WHITE, DARK = "rgb(255, 255, 255)", "rgb(20, 24, 30)"
GROUND = "(figure) => getComputedStyle(figure).backgroundColor"
SHADOW = """() => {
  const place = document.querySelector("[data-figure]");
  const state = new Map(Object.entries(JSON.parse(place.dataset.state)));
  const model = { get: (name) => state.get(name), set() {}, on() {}, off() {}, save_changes() {} };
  const el = document.createElement("div");
  courseFigure("loss_surface").render({ model, el });
  const host = document.createElement("main");
  document.body.append(host);
  host.attachShadow({ mode: "open" }).append(el); // as some hosts do: after it is drawn
}"""
SET = "(sets) => Function('body', 'root', sets)(document.body, document.documentElement)"
UNSET = """() => {
  const { body, documentElement: root } = document;
  root.removeAttribute("theme");
  for (const name of body.getAttributeNames()) body.removeAttribute(name);
}"""
HOSTS = {  # what a host sets when it is dark
    "the book": "body.dataset.theme = 'dark'",
    "JupyterLab": "body.dataset.jpThemeLight = 'false'",
    "VS Code": "body.dataset.vscodeThemeKind = 'vscode-dark'",
    "VS Code, high contrast": "body.dataset.vscodeThemeKind = 'vscode-high-contrast'",
    "Colab": "root.setAttribute('theme', 'dark')",
    "marimo": "body.classList.add('dark')",
    "any other": "body.style.background = '#111'",
}


def test_a_figure_is_dark_where_its_host_is(show):
    with show(LossSurface(), color_scheme="dark") as page:
        page.evaluate(SHADOW)
        figures = page.locator(".cf")  # one in the page, one in the shadow
        canvases = page.locator(".cf canvas")

        def grounds():
            return [figure.evaluate(GROUND) for figure in figures.all()]

        def painted():
            return [canvas.evaluate("(c) => c.toDataURL()") for canvas in canvases.all()]

        page.evaluate("delete document.body.dataset.theme")
        light = painted()
        for name, sets in HOSTS.items():
            assert grounds() == [WHITE, WHITE], name
            page.evaluate(SET, sets)
            page.locator(".cf[data-dark]").nth(1).wait_for()
            assert grounds() == [DARK, DARK], name
            assert painted() != light, name
            page.evaluate(UNSET)
            page.locator(".cf[data-dark]").first.wait_for(state="detached")


def test_in_a_shadow_root_a_figure_has_all_its_rules(show):
    with show(LossSurface()) as page:
        page.evaluate(SHADOW)
        size = "(e) => [e.clientWidth, e.clientHeight, getComputedStyle(e).position]"
        drawings = page.locator(".cf .cf-over svg")
        drawings.nth(1).wait_for()
        assert drawings.nth(1).evaluate(size) == drawings.first.evaluate(size)
