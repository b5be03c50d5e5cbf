/** Long work for a whole class: a button begins it, a bar shows how far it is, a list what it says. */
import { ask } from "./ask.js";

const EVERY = 500; // milliseconds between two questions to the server
const LEFT_OUT = /not graded: |did not hand in through the hub/; // what a person should see at the end
const NAMES = { grade: "Grading", feedback: "Feedback" };

/** @typedef {{ kind?: "grade" | "feedback", total: number, done: number, ended: boolean, failed: boolean, begun: number, summary: string, lines: string[] }} State */

const section = /** @type {HTMLElement} */ (document.querySelector(".course-class"));
const buttons = /** @type {HTMLButtonElement[]} */ ([...section.querySelectorAll("button")]);
const work = /** @type {HTMLElement} */ (section.querySelector(".course-work"));
const status = /** @type {HTMLElement} */ (work.querySelector("[role=status]"));
const bar = /** @type {HTMLProgressElement} */ (work.querySelector("progress"));
const said = /** @type {HTMLPreElement} */ (work.querySelector("pre"));

/** @param {"grade" | "feedback"} kind @param {State} state */
function show(kind, state) {
  work.hidden = false;
  bar.hidden = state.ended;
  if (kind === "grade") {
    bar.max = Math.max(1, state.total);
    bar.value = state.done;
  } else bar.removeAttribute("value");
  // What a person should see stands before what the commands say by the way.
  const first = state.ended ? state.lines.filter((line) => LEFT_OUT.test(line)) : [];
  said.textContent = [...first, ...state.lines.filter((line) => !first.includes(line))].join("\n");
  const count = kind === "grade" ? ` ${state.done} of ${state.total}` : "";
  const end = state.failed ? "stopped; below is why" : (state.summary || state.lines.at(-1)) ?? "there was nothing to do";
  status.textContent = state.ended ? `${NAMES[kind]}: ${kind === "grade" || state.failed ? end : "given out"}` : `${NAMES[kind]}${count} …`;
  if (state.failed || (state.ended && state.lines.some((line) => LEFT_OUT.test(line)))) /** @type {HTMLDetailsElement} */ (said.parentElement).open = true;
}

/** @param {"grade" | "feedback"} kind @param {State} state */
async function follow(kind, state) {
  for (const button of buttons) button.disabled = true;
  while (!state.ended) {
    show(kind, state);
    await new Promise((done) => setTimeout(done, EVERY));
    state = await ask(section.dataset.work + kind);
  }
  show(kind, state);
  for (const button of buttons) button.disabled = false;
}

/** @param {Error} error */
function tell(error) {
  work.hidden = false;
  bar.hidden = true;
  status.textContent = `${error.message}: load the page again; what was begun goes on`;
  for (const button of buttons) button.disabled = false;
}

let newest = 0; // when the work was begun that is shown

for (const button of buttons) {
  const kind = /** @type {"grade" | "feedback"} */ (button.dataset.kind);
  button.addEventListener("click", async () => {
    try {
      /** @type {State} */
      const state = await ask(section.dataset.work + kind, "POST");
      await follow(state.kind ?? kind, state);
      // @ts-ignore -- nbgrader's page: each row asks for its submission again
      for (const model of window.models?.models ?? []) model.fetch();
    } catch (error) {
      tell(/** @type {Error} */ (error));
    }
  });
  // What another page has begun is shown here too, or how the last work ended.
  ask(section.dataset.work + kind).then((/** @type {State} */ state) => {
    if (state.total === undefined || state.begun < newest) return;
    newest = state.begun;
    if (state.ended) show(kind, state);
    else follow(kind, state).catch(tell);
  }, tell);
}
