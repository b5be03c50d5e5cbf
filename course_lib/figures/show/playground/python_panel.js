/** The program of course_lib that does the same. */
import { button } from "../../parts/controls.js";
import { html, say } from "../../parts/dom.js";
import { python } from "../../parts/snippet.js";

/** @import { Run } from "../../engine/run.js" */

/** Make the panel; `show` writes the program of a run that stands still. */
export function pythonPanel() {
  const code = html("pre", { tabindex: "0", "aria-label": "Python" });
  const note = html("p", { class: "cf-soft" });
  const copy = button("copy", () => navigator.clipboard?.writeText(code.textContent ?? ""));
  const el = html(
    "fieldset",
    { class: "cf-python" },
    html("legend", {}, "The same in Python"),
    html("details", {}, html("summary", {}, "Show me the Python"), code, note, copy),
  );
  return {
    el,
    /** @param {Run} run that stands still */
    show(run) {
      say(code, python(run.settings, run.epochs));
      const rest = run.steps - run.epochs * run.stepsPerEpoch;
      say(note, rest ? `The page is ${rest} steps further than these ${run.epochs} epochs.` : "");
    },
  };
}
