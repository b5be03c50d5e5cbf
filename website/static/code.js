// Buttons at each piece of code. One copies it, or marks it where the browser lets no page copy. Where
// the element of this script names the folder of Python, others run and change a cell: Python is loaded
// when one of them is first used.
"use strict";
for (const code of navigator.clipboard ? document.querySelectorAll("div.highlight") : []) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "copy";
  button.textContent = "Copy";
  button.ariaLabel = "Copy this code";
  button.addEventListener("click", async () => {
    const program = code.querySelector("pre");
    try {
      await navigator.clipboard.writeText(program.textContent);
      button.textContent = "Copied";
    } catch {
      getSelection().selectAllChildren(program);
      button.textContent = "Not allowed here: it is marked";
    }
    button.addEventListener("blur", () => (button.textContent = "Copy"), { once: true });
  });
  code.append(button);
}

{
  const python = document.currentScript.dataset.python;
  const cells = "div.cell:not(.tag_build-only) div.cell_input";
  const inputs = python ? [...document.querySelectorAll(cells)] : [];
  const names = { run: "Run", edit: "Edit", stop: "Stop", reset: "Reset" };
  const able = globalThis.WebAssembly && globalThis.Worker && globalThis.DecompressionStream;
  let begun = false;

  /** @returns {Promise<string>} why there is no Python in this page, if there is none */
  const begin = async () => {
    if (location.protocol === "file:")
      return "Browsers run no Python in a page opened from a folder. Serve the folder, python3 -m http.server, and open http://localhost:8000.";
    if (!able) return "This browser cannot run Python in a page: it has no WebAssembly, or is too old.";
    try {
      const { begin } = await import(new URL(python, document.baseURI));
      if (!begun) begin(inputs);
      begun = true;
      return "";
    } catch {
      return "Python could not be loaded. Is the network there? Try again.";
    }
  };

  inputs.forEach((input, i) => {
    const bar = document.createElement("div");
    const progress = Object.assign(document.createElement("progress"), { hidden: true, ariaLabel: "Loading Python" });
    const status = Object.assign(document.createElement("span"), { role: "status" });
    bar.className = "live";
    for (const [name, text] of Object.entries(names)) {
      const button = Object.assign(document.createElement("button"), { type: "button", textContent: text });
      button.ariaLabel = `${text} cell ${i + 1}`;
      button.dataset.do = name;
      button.hidden = name === "stop" || name === "reset";
      button.addEventListener("click", async () => {
        if (begun) return;
        status.textContent = await begin();
        if (begun) button.click();
      });
      bar.append(button);
    }
    bar.append(progress, status);
    input.append(bar);
  });
}
