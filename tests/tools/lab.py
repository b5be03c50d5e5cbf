"""A notebook in the lab, worked as a reader does: answers written in, then restart and run all."""

import json

from playwright.sync_api import expect

WRITE = """([name, text]) => {
  const cells = jupyterapp.shell.currentWidget.content.model.cells;
  for (const cell of cells) if (cell.id === name) cell.sharedModel.setSource(text);
}"""
BEGUN = """async () => {
  const next = () => new Promise(requestAnimationFrame);
  while (!globalThis.jupyterapp?.shell?.currentWidget?.context) await next();
  const { sessionContext } = jupyterapp.shell.currentWidget.context;
  await sessionContext.ready;
  while (!sessionContext.session?.kernel) await next();
  await sessionContext.session.kernel.info;
}"""
CELLS = "() => jupyterapp.shell.currentWidget.content.model.toJSON().cells"
KEPT = """async () => {
  await navigator.serviceWorker.ready;
  const config = JSON.parse(document.getElementById("jupyter-config-data").textContent);
  const plugins = Object.values(config.litePluginSettings);
  const kernel = plugins.map((plugin) => plugin.pyodideUrl).find(Boolean);
  const last = new URL("pyodide.asm.js", new URL(kernel, location));
  while (!(await caches.match(last))) await new Promise((resolve) => setTimeout(resolve, 50));
}"""


def places(site):
    """From the name of each notebook of the site to its place in the lab."""
    known = json.loads((site / "lab/course/notebooks.json").read_text(encoding="utf-8"))
    return {notebook["name"]: notebook["place"] for notebook in known}


def ready(page):
    """Wait until the notebook is open and its kernel has answered."""
    page.evaluate(BEGUN)
    return page


def write(page, answers):
    """Write answers into the cells of these names."""
    for name, text in answers.items():
        page.evaluate(WRITE, [name, text])


def restart_and_run_all(page):
    """Choose it in the menu, and confirm; the first cell that fails is the last that runs.

    The toolbar may hide its button: what JupyterLab takes for too narrow it puts behind three dots.
    """
    page.get_by_role("menuitem", name="Kernel", exact=True).click()
    page.get_by_role("menuitem", name="Restart Kernel and Run All Cells").click()
    page.locator(".jp-Dialog .jp-mod-accept").click()


def run_all(page):
    """Restart and run all; the code cells afterwards, by their names."""
    restart_and_run_all(page)
    begun = [f"[{n}]:" for n in range(1, 100)]
    prompts = page.locator(".jp-CodeCell .jp-InputPrompt")
    number = prompts.count()
    expect(prompts).to_have_text(begun[:number])
    return {cell["id"]: cell for cell in page.evaluate(CELLS) if cell["cell_type"] == "code"}


def said(cell):
    """What a cell has printed."""
    texts = [output["text"] for output in cell["outputs"] if output["output_type"] == "stream"]
    return "".join("".join(text) for text in texts)
