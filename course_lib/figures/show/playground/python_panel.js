/** The program of course_lib that does the same, and how far it will. */
import { sharedDigits } from "../../engine/twin.js";
import { button } from "../../parts/controls.js";
import { html, say } from "../../parts/dom.js";
import { inPieces } from "../../parts/pieces.js";
import { python, unitLine } from "../../parts/snippet.js";

/** @import { Run } from "../../engine/run.js" */

/** Make the panel; `show` writes the program of a run that stands still. */
export function pythonPanel() {
  const code = html("pre", { tabindex: "0", "aria-label": "Python" });
  const note = html("p", { class: "cf-soft" });
  const digits = html("p", { class: "cf-digits cf-soft", role: "status" });
  const copied = html("span", { class: "cf-soft", role: "status" });
  const copy = button("copy", async () => say(copied, await copyFrom(code)));
  const summary = html("summary", {}, "Show me the Python");
  const details = html("details", {}, summary, code, note, digits, copy, " ", copied);
  const el = html("fieldset", { class: "cf-python" }, html("legend", {}, "The same in Python"), details);
  /** @type {Run | null} that stands still */
  let still = null;
  let leaveOff = () => {};

  /** Write the program, and the line of the unit that is shown. @param {Run} run */
  function write(run) {
    const line = unitLine(run.settings);
    code.replaceChildren(python(run.story), ...(line ? [html("mark", {}, line), "\n"] : []));
    say(copied, "");
  }

  /** Begin the run once more, a little beside, and tell how far the two stay together. */
  function compare() {
    leaveOff();
    if (!still || !details.open || !still.steps || still.diverged) return say(digits, "");
    say(digits, "Comparing with a run begun one unit in the last place away …");
    leaveOff = inPieces(sharedDigits(still), (shared) => say(digits, told(shared)), { later: true });
  }
  details.addEventListener("toggle", compare);

  return {
    el,
    /** Leave off comparing: the run goes on. */
    leave() {
      leaveOff();
      still = null;
      say(digits, "");
    },
    write,
    /** @param {Run} run that stands still */
    show(run) {
      still = run;
      write(run);
      const rest = run.trainer.steps - run.epochsOfPhase * run.stepsPerEpoch;
      say(note, rest ? `The page is ${rest} steps further than these ${run.epochsOfPhase} epochs.` : "");
      compare();
    },
  };
}

/**
 * Copy the text of an element, or mark it where the browser does not let a page copy.
 * @param {HTMLElement} element
 * @returns {Promise<string>} what was done, in words
 */
async function copyFrom(element) {
  try {
    await navigator.clipboard.writeText(element.textContent ?? "");
    return "Copied.";
  } catch {
    getSelection()?.selectAllChildren(element);
    return "This browser lets no page copy. The program is marked: copy it by hand.";
  }
}

/** @param {number} shared digits */
function told(shared) {
  if (shared >= 3) return `Begun one unit in the last place away, this run ends with the same ${shared} digits of the loss: Python's will be these.`;
  const many = ["no digit", "one digit", "two digits"][shared];
  return `Begun one unit in the last place away, this run ends with ${many} of the loss the same: rounding alone leads elsewhere. Python will not give these numbers; compare several seeds.`;
}
