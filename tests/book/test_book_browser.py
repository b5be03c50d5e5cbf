"""The website in a real browser: opened from a folder, with the network cut."""

import pytest

from course_lib.colours import DARK, LIGHT
from tests.tools.places import ROOT

pytestmark = [pytest.mark.browser, pytest.mark.slow(90)]
PAGES = sorted(path.stem for path in (ROOT / "book").glob("*.md"))
GROUND = {  # of the page, as the style sheet has it
    scheme: "rgb({}, {}, {})".format(*bytes.fromhex(colours["page"][1:]))
    for scheme, colours in [("light", LIGHT), ("dark", DARK)]
}
COUNTER = '[data-figure="parameter_counter"]'


@pytest.fixture
def open_page(visit, built_book):
    """`with open_page("start", width=390) as page`."""
    return lambda name, **options: visit(built_book / "book" / f"{name}.html", **options)


def total(page):
    return page.locator(f"{COUNTER} output").inner_text()


def test_the_front_door_leads_to_the_first_page(chromium, built_book):
    page = chromium.new_page()
    page.goto((built_book / "index.html").as_uri())
    page.get_by_role("link", name="Start here").click()
    page.wait_for_url("**/book/start.html")
    page.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("name", PAGES)
def test_pages_fit_a_telephone_and_ask_nobody(open_page, name, scheme):
    with open_page(name, width=390, color_scheme=scheme) as page:
        ground = page.evaluate("getComputedStyle(document.body).backgroundColor")
        assert ground == GROUND[scheme]
        assert page.evaluate("document.documentElement.scrollWidth") <= 390
        page.evaluate("document.fonts.ready")
        if page.locator(".katex").count():
            assert page.evaluate("document.fonts.check('16px KaTeX_Math')")
        for formula in page.locator(".katex-display").all():  # none has to be scrolled to its end
            cut = formula.evaluate("(e) => e.scrollWidth - e.clientWidth")
            assert cut <= 2, formula.locator("annotation").text_content()


def test_the_figure_counts_under_the_pointer(open_page):
    with open_page("counting_parameters") as page:
        figure = page.locator(COUNTER)
        assert total(page) == "80 parameters"
        figure.get_by_role("button", name="no bias").click()
        assert total(page) == "69 parameters"
        figure.get_by_role("button", name="a bias in every layer").click()
        assert total(page) == "83 parameters"
        figure.get_by_role("button", name="one unit more in the hidden 1 layer").click()
        assert total(page) == "93 parameters"  # (4·7 + 7) + (7·5 + 5) + (5·3 + 3)
        figure.get_by_role(
            "button", name="insert a hidden layer between hidden 2 and output"
        ).click()
        assert total(page) == "114 parameters"  # … + (5·4 + 4) + (4·3 + 3)
        assert "7, 5, 4, 3" in figure.locator("svg").get_attribute("aria-label")
        figure.get_by_role("button", name="remove the hidden 3 layer").click()
        assert total(page) == "93 parameters"
        figure.get_by_label("units in the input layer").fill("784")
        assert total(page) == "5\u202f553 parameters"
        figure.get_by_role("button", name="start again").click()
        assert total(page) == "80 parameters"


def test_the_figure_obeys_the_keyboard_alone(open_page):
    with open_page("counting_parameters") as page:

        def tab_to(label):
            for _ in range(200):
                page.keyboard.press("Tab")
                focused = page.evaluate(
                    "document.activeElement.ariaLabel || document.activeElement.textContent"
                )
                if focused == label:
                    return
            raise AssertionError(f"Tab never reaches {label!r}")

        tab_to("a bias in every layer")
        page.keyboard.press("Enter")
        assert total(page) == "83 parameters"
        tab_to("units in the hidden 1 layer")
        page.keyboard.press("ArrowUp")
        assert total(page) == "93 parameters"
        tab_to("insert a hidden layer between hidden 1 and hidden 2")
        page.keyboard.press("Space")
        assert page.evaluate("document.activeElement.ariaLabel") == "units in the hidden 2 layer"
        page.keyboard.press("Control+a")
        page.keyboard.type("12")
        assert "(7·12 + 12) + (12·5 + 5)" in page.locator(".cf-counter-formula").inner_text()
        tab_to("remove the hidden 2 layer")
        page.keyboard.press("Enter")
        assert total(page) == "93 parameters"
        assert page.evaluate(f"document.activeElement.closest('{COUNTER}') !== null")


def test_what_is_typed_is_never_thrown_away_or_believed_blindly(open_page):
    with open_page("counting_parameters") as page:
        units = page.get_by_label("units in the hidden 1 layer")
        units.fill("")
        assert units.input_value() == "" and total(page) == "80 parameters"
        units.fill("-5")
        assert total(page) == "80 parameters"
        units.blur()
        assert units.input_value() == "6"


def test_the_figure_obeys_a_finger(open_page):
    with open_page("counting_parameters", width=390, has_touch=True, is_mobile=True) as page:
        figure = page.locator(COUNTER)
        figure.get_by_role("button", name="one unit less in the output layer").tap()
        assert total(page) == "75 parameters"
        for button in figure.get_by_role("button").all():
            assert button.bounding_box()["height"] >= 40
        for _ in range(4):
            figure.get_by_role("button", name="between input and hidden 1").tap()
        assert page.evaluate("document.documentElement.scrollWidth") <= 390
        assert figure.get_by_role("button", name="between input and hidden 1").is_disabled()


CONTRAST = """(element) => {
  const channel = (v) => ((v /= 255) <= 0.03928 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4);
  const light = (text) => {
    const [r, g, b] = text.match(/[\\d.]+/g).map(Number);
    return 0.2126 * channel(r) + 0.7152 * channel(g) + 0.0722 * channel(b);
  };
  const style = (of) => getComputedStyle(of);
  let ground = element;
  while (style(ground).backgroundColor === "rgba(0, 0, 0, 0)") ground = ground.parentElement;
  const two = [style(element).color, style(ground).backgroundColor].map(light);
  return (Math.max(...two) + 0.05) / (Math.min(...two) + 0.05);
}"""


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_texts_stand_out_in_light_and_dark(open_page, scheme):
    with open_page("counting_parameters", color_scheme=scheme) as page:
        page.locator("form.question button").first.click()
        for selector in [
            f"{COUNTER} output",
            f"{COUNTER} .cf-soft",
            f"{COUNTER} button",
            ".claim",
            ".question-title",
            ".question-verdict",
            "figcaption",
        ]:
            assert page.locator(selector).first.evaluate(CONTRAST) >= 4.5, selector


def test_a_number_is_judged_in_the_page(open_page):
    with open_page("counting_parameters") as page:
        question = page.locator("form.question", has_text="Leave all biases out.")
        answer, verdict = question.locator("input"), question.locator("output")
        answer.focus()
        for given, said in [
            ("", "Write a number."),
            ("<img src=x onerror=alert(1)>", "Write a number."),
            ("36", "Not yet. Try again, or open the answer."),
            ("54", "Not yet. You have counted the biases too. Try again."),
            (" 43,0 ", "Right."),
        ]:
            answer.fill(given)
            assert verdict.inner_text() == ""
            page.keyboard.press("Enter")
            assert verdict.inner_text() == said
        assert question.locator(".question-explanation").get_attribute("open") is not None
        assert "If you got 54: You have counted the biases too." in question.inner_text()


def test_choices_are_judged_by_keyboard(open_page):
    with open_page("what_is_deep") as page:
        question = page.locator("form.question", has_text="does a network need to be")
        boxes, verdict = question.get_by_role("checkbox"), question.locator("output")
        boxes.nth(0).focus()
        page.keyboard.press("Space")
        page.keyboard.press("Enter")
        assert "something is missing" in verdict.inner_text()
        boxes.nth(2).focus()
        page.keyboard.press("Space")
        page.keyboard.press("Enter")
        assert verdict.inner_text() == "Right."
        single = page.locator("form.question", has_text="ten layers of 100 numbers")
        single.get_by_role("radio").first.focus()
        page.keyboard.press("ArrowDown")
        page.keyboard.press("Enter")
        assert single.locator("output").inner_text() == "Right."


def test_without_scripts_answers_and_alternatives_are_there(open_page):
    with open_page("counting_parameters", java_script_enabled=False) as page:
        assert "layers of 4, 6, 5, 3 units has 80 parameters" in page.locator(COUNTER).inner_text()
        question = page.locator("form.question").first
        assert not question.get_by_role("button").is_visible()
        question.locator("summary").click()
        assert "Answer: 43" in question.inner_text()


def test_the_search_finds_a_word(open_page):
    with open_page("start") as page:
        page.goto(page.url.replace("book/start.html", "search.html?q=collapse"))
        page.locator("#search-results li a").first.wait_for()
        assert "What is deep?" in page.locator("#search-results").inner_text()
