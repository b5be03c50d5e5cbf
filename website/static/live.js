// Buttons under each cell of code. Python itself is loaded when one of them is first used, from the
// folder that the script's element names.
"use strict";
{
  const here = document.currentScript;
  const inputs = [...document.querySelectorAll("div.cell_input")];
  const names = { run: "Run", edit: "Edit", stop: "Stop", reset: "Reset" };
  const able = globalThis.WebAssembly && globalThis.Worker && globalThis.DecompressionStream;
  let begun = false;

  /** @returns {Promise<string>} why there is no Python in this page, if there is none */
  const begin = async () => {
    if (location.protocol === "file:")
      return "Browsers run no Python in a page opened from a folder. Serve the folder, python3 -m http.server, and open http://localhost:8000.";
    if (!able) return "This browser cannot run Python in a page: it has no WebAssembly, or an old one.";
    try {
      const { begin } = await import(new URL(here.dataset.python, document.baseURI));
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
