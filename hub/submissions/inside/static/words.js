/** What is said of an assignment, in words, and when, by the reader's clock. */

/**
 * @typedef {{ assignment: string, questions: number | null, open: string[], damaged: string[], deadline: string | null, late: boolean, cost: string, same_as: string | null }} Draft
 * @typedef {{ assignment: string, timestamp: string, digest: string, deadline: string | null, late: boolean, answered: string, first_look: string, score: { points: number, most: number } | null, notebooks: Record<string, string | null>, has_feedback: boolean }} Receipt
 */

const MINUTE = 60_000;
const FORMAT = /** @type {const} */ ({ dateStyle: "full", timeStyle: "short" });

/**
 * @param {string} time as the service writes it: ISO 8601, or nbgrader's "2026-12-01 12:00:00.000000 UTC"
 * @returns {Date}
 */
export function moment(time) {
  const found = /^(\S+) (\S+?)(\.\d+)? UTC$/.exec(time);
  return new Date(found ? `${found[1]}T${found[2]}Z` : time);
}

/** @param {string} time */
export const when = (time) => moment(time).toLocaleString("en-GB", FORMAT);

/** @param {number} milliseconds */
export function span(milliseconds) {
  const minutes = Math.round(Math.abs(milliseconds) / MINUTE);
  const [many, unit] =
    minutes < 120 ? [minutes, "minute"] : minutes < 48 * 60 ? [Math.round(minutes / 60), "hour"] : [Math.round(minutes / 1440), "day"];
  return `${many} ${unit}${many === 1 ? "" : "s"}`;
}

/**
 * What one is told before handing in.
 * @param {Draft} draft @param {import("./unsaved.js").Unsaved} [unsaved] what is in Lab and not in the files
 * @returns {{ text: string, bad: boolean }[]}
 */
export function told(draft, unsaved) {
  const { questions, open } = draft;
  const said =
    questions === null
      ? [{ text: "Nobody can tell just now which questions are answered. You can hand in all the same.", bad: true }]
      : [{ text: `${questions - open.length} of ${questions} questions answered.`, bad: open.length > 0 }];
  if (open.length) said.push({ text: `Not answered yet: ${open.join(" · ")}`, bad: true });
  if (unsaved) said.push(...ofUnsaved(unsaved));
  if (draft.damaged.length)
    said.push({ text: `Something that is not yours to change is missing or changed, below ${draft.damaged.join(" · ")}: your answers count all the same. “Restore the checks” mends it.`, bad: true });
  if (draft.same_as) said.push({ text: `You handed in exactly this on ${when(draft.same_as)}.`, bad: false });
  if (draft.deadline === null) said.push({ text: "There is no deadline.", bad: false });
  else if (draft.late) said.push({ text: `It is late: it was due on ${when(draft.deadline)}; ${draft.cost}.`, bad: true });
  else said.push({ text: `In time: it is due on ${when(draft.deadline)}.`, bad: false });
  return said;
}

/**
 * What is said of work in Lab that is not in its file.
 * @param {import("./unsaved.js").Unsaved} unsaved
 * @returns {{ text: string, bad: boolean }[]}
 */
export function ofUnsaved({ paths, silent }) {
  const said = [];
  if (paths.length) said.push(`Not saved yet in JupyterLab: ${paths.join(", ")}. It is saved first, and counts as it is then.`);
  if (silent) said.push("JupyterLab is open and does not answer. See there whether all is saved.");
  return said.map((text) => ({ text, bad: true }));
}

/** @param {Receipt} receipt @returns {string[]} */
export function receiptLines(receipt) {
  const time = receipt.deadline === null ? "" : receipt.late ? ", late" : ", in time";
  return [
    `Handed in on ${when(receipt.timestamp)}${time}.`,
    receipt.answered ? `${receipt.answered}.` : "",
    `Receipt: ${receipt.digest}, also in your folder receipts.`,
  ].filter(Boolean);
}

/**
 * What the checks say of a notebook that was run from a fresh start.
 * @param {{ question: string, points: string, fails: string[] }[]} checks
 * @returns {{ text: string, bad: boolean }[]}
 */
export function checkLines(checks) {
  if (!checks.length) return [{ text: "There is no check in this notebook.", bad: true }];
  return checks.map(({ question, points, fails }) => {
    const [first, ...more] = fails;
    const left = /NotImplementedError/.test(first ?? ""); // also by those who have answered above it
    const missing = left ? "Not answered yet: “raise NotImplementedError()” is still there." : first ? `Fails: ${first.replace(/[.:]$/, "")}${more.length ? `; and ${more.length} more` : ""}.` : "";
    return { text: `${question} – ${points || (first ? "no points" : "passes")}. ${missing}`.trim(), bad: Boolean(first) };
  });
}

/**
 * A list of sentences, without markup of anybody's.
 * @param {{ text: string, bad?: boolean }[]} sentences
 */
export function listOf(sentences) {
  const list = document.createElement("ul");
  for (const { text, bad } of sentences) {
    const item = list.appendChild(document.createElement("li"));
    item.textContent = text;
    if (bad) item.className = "bad";
  }
  return list;
}
