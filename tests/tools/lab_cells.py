"""Cells of a notebook in JupyterLab, worked as a person does: look, click, then type."""

import re

from playwright.sync_api import Locator, Page, TimeoutError, expect

from tests.tools.patience import MILLISECONDS

TAKEN = re.compile(r"\[(\*|\d+)\]")  # a prompt once its cell has been sent to the kernel


def open_notebook(page: Page, patience: float = MILLISECONDS) -> Locator:
    """The notebook in view, once its kernel is connected and idle."""
    notebook = page.locator(".jp-NotebookPanel:visible")
    behind_the_dots = page.locator(".jp-Toolbar-responsive-popup")
    places = notebook.or_(behind_the_dots)
    indicator = places.locator(".jp-Notebook-ExecutionIndicator").first
    expect(indicator).to_have_attribute("data-status", "idle", timeout=patience)
    return notebook


def press(notebook: Locator, name: str) -> None:
    """Press a button of the notebook's toolbar; what has no room there lies behind three dots.

    JupyterLab now and then finds a wide toolbar too narrow as well.
    """
    button = notebook.page.get_by_role("button", name=name, exact=True)
    dots = notebook.locator(".jp-Toolbar-responsive-opener:visible")
    expect(button.or_(dots).first).to_be_visible()
    if not button.is_visible():
        dots.click()
    button.click()


def without_lost_servers(page: Page) -> None:
    """Press away, as a person does, what JupyterLab says while no server answers it."""
    lost = page.locator(".jp-Dialog", has_text=re.compile("Server (unavailable|Connection Error)"))
    leave = lost.locator(".jp-Dialog-footer button").last
    page.add_locator_handler(lost, lambda: leave.click())


def click_into(cell: Locator) -> Locator:
    """The editor of a cell, once it has the focus: keys pressed before that go astray."""
    editor = cell.locator(".cm-content")
    try:
        editor.click()
    except TimeoutError as error:
        said = cell.page.locator(".jp-Dialog").all_inner_texts()
        raise AssertionError(f"no click reaches the cell; JupyterLab says {said}") from error
    expect(cell.locator(".cm-editor.cm-focused")).to_be_visible()
    return editor


def run(cell: Locator, tries: int = 5) -> None:
    """Run a cell that has not run yet, and wait until it has been sent to the kernel."""
    prompt = cell.locator(".jp-InputArea-prompt")
    for last in range(1, tries + 1):
        click_into(cell).press("Shift+Enter")
        try:
            return expect(prompt).to_have_text(TAKEN, timeout=MILLISECONDS / tries)
        except AssertionError:
            if last == tries:
                raise
