"""Every figure on a page of its own: telephone, keyboard, hostile text, darkness, no scripts."""

from itertools import count

import pytest

from course_lib.figures import (
    Figure,
    LossSurface,
    NotGood,
    PlaneThroughLayers,
    Playground,
    SevenExercises,
)
from tests.tools.figure_page import PHONE, opened
from tests.tools.patience import wait_until

pytestmark = pytest.mark.browser
FIGURES = sorted(Figure.__subclasses__(), key=lambda figure: figure.__name__)
HOSTILE = "<img src=x onerror=alert(1)><script>alert(2)</script>"

UNMARKED = """() => {
  const all = (some) => [...document.querySelectorAll(`.cf ${some}`)];
  const look = (e) => getComputedStyle(e);
  const pressed = (on) => `button:not(:empty):is([aria-pressed=${on}], [aria-selected=${on}])`;
  const { backgroundColor: ground, color: ink } = look(document.querySelector(".cf"));
  const usual = all(pressed(false)).map((e) => look(e).backgroundColor);
  return [
    ...all(pressed(true)).filter((e) => usual.includes(look(e).backgroundColor)),
    ...all(":is(button, select):disabled").filter((e) => look(e).color === ink),
    ...all(":disabled").filter((e) => look(e).opacity < 1),
    ...all("td[data-lit]").filter((e) => look(e).outlineStyle === "none"),
    ...all(".cf-counter-share span").filter((e) => look(e).forcedColorAdjust !== "none"),
    ...all("svg path").filter((e) => look(e).fill === "none" && look(e).stroke === ground),
  ].map((e) => e.outerHTML);
}"""  # what cannot be told from the rest in forced colours


@pytest.mark.parametrize("figure", FIGURES)
def test_it_fits_a_telephone_in_light_and_dark(show, figure):
    with show(figure(), **PHONE) as page:
        assert page.locator("[data-alive]").count() == 1
        for summary in page.locator("summary").all():
            summary.tap()
        assert page.evaluate("document.documentElement.scrollWidth") <= 390
        named = "e => e.ariaLabel || e.textContent || e.labels?.length"
        controls = ".cf :is(button, input, select, textarea, [role=button], [role=slider])"
        for element in page.locator(controls).all():
            assert element.evaluate(named)
        for picture in page.locator(".cf :is(svg, canvas)").all():
            assert len(picture.get_attribute("aria-label")) > 10
        for theme, colour in {"light": "rgb(255, 255, 255)", "dark": "rgb(20, 24, 30)"}.items():
            page.evaluate("theme => (document.body.dataset.theme = theme)", theme)
            ground = page.locator(".cf").evaluate("e => getComputedStyle(e).backgroundColor")
            assert ground == colour
        page.emulate_media(forced_colors="active")
        page.evaluate("delete document.body.dataset.theme")
        page.evaluate("document.body.dataset.theme = 'dark'")  # the system's choice, not the page's
        assert page.locator(".cf[data-dark]").count() == 0
        assert page.evaluate(UNMARKED) == []


@pytest.mark.parametrize("figure", FIGURES)
def test_the_keyboard_reaches_everything_that_can_be_used(show, figure):
    with show(figure()) as page:
        for summary in page.locator("summary").all():
            summary.press("Enter")
        missed = """() => {
          const usable = ".cf :is(button, input, select, textarea, summary, [tabindex='0'])";
          const usual = (e) => !e.disabled && e.tabIndex >= 0 && e.type !== "radio";
          const left = (e) => usual(e) && !e.dataset.seen && e.checkVisibility();
          return [...document.querySelectorAll(usable)].filter(left).map((e) => e.outerHTML);
        }"""
        for _ in opened(page):
            rounds = 0
            while rounds < 2:  # from wherever the focus is to the end, and once from the beginning
                page.keyboard.press("Tab")
                rounds += page.evaluate("document.activeElement === document.body")
                page.evaluate("document.activeElement.dataset.seen = 1")
            assert page.evaluate(missed) == []


@pytest.mark.parametrize("figure", FIGURES)
def test_hostile_text_in_every_field_stays_text(show, figure):
    with show(figure()) as page:
        page.on("dialog", lambda dialog: pytest.fail(dialog.message))
        for summary in page.locator("summary").all():
            summary.click()
        for _ in opened(page):
            for field in page.locator(".cf :is(input:not([type]), textarea):visible").all():
                field.fill(HOSTILE)
                field.press("Tab")
            for button in page.get_by_role("button", name="use these points").all():
                button.click()
            for field in page.locator(".cf input[type=number]:visible").all():
                for typed in ["-1e9", "1e999", "0.5", ""]:
                    field.press("Control+a")
                    page.keyboard.type(typed or "\b")
                    field.press("Enter")
                field.press("Tab")
        assert page.locator(".cf :is(img, script)").count() == 0
        assert "NaN" not in page.locator(".cf").inner_text()


@pytest.mark.parametrize("figure", [PlaneThroughLayers, Playground, SevenExercises])
def test_what_is_painted_follows_the_page_into_the_dark(show, figure):
    painted = """async ({ theme, frames }) => {
      document.body.dataset.theme = theme;
      for (let f = 0; f < frames; f++) await new Promise(requestAnimationFrame);
      return [...document.querySelectorAll("canvas")].at(-1).toDataURL();
    }"""
    with show(figure()) as page:
        frames = count()  # a figure paints in pieces: on a busy machine it takes more of them

        def follows():
            now = {"frames": next(frames)}
            themes = ["light", "dark", "light"]
            light, dark, again = (page.evaluate(painted, {"theme": t, **now}) for t in themes)
            return light == again != dark

        wait_until(follows)


@pytest.mark.parametrize("figure", [LossSurface, NotGood, PlaneThroughLayers, Playground])
def test_a_picture_has_the_pixels_of_the_screen(show, figure):
    blurred = """() => [...document.querySelectorAll("canvas")].some(
      (canvas) => Math.abs(canvas.width - canvas.clientWidth * devicePixelRatio) > 1)"""
    with show(figure(), 600, device_scale_factor=2) as page:
        for width in (600, 390):
            page.set_viewport_size({"width": width, "height": 700})
            page.wait_for_function(f"!({blurred})()")


@pytest.mark.parametrize("figure", FIGURES)
def test_without_scripts_a_sentence_stands_there(show, figure):
    with show(figure(), java_script_enabled=False) as page:
        assert figure().alternative() in page.locator("[data-figure]").inner_text()
