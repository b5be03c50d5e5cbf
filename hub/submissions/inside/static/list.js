/** The page of a student's assignments. */
import { ask, openAddress, pageAddress } from "./ask.js";
import { saveIn, unsavedIn } from "./unsaved.js";
import { listOf, moment, ofUnsaved, receiptLines, span, told, when } from "./words.js";

const AGAIN = 10_000; // milliseconds, while a first look is to come

/**
 * @typedef {import("./words.js").Receipt} Receipt
 * @typedef {{ name: string, title: string, handed_out: boolean, fetched: boolean, deadline?: string | null, deadline_of_class?: string | null, late?: string, submissions: Receipt[] }} Assignment
 */

let again = 0; // the timer that asks once more
const list = /** @type {HTMLElement} */ (document.querySelector("#list"));
const said = /** @type {HTMLElement} */ (document.querySelector("#said"));
const dialog = /** @type {HTMLDialogElement} */ (document.querySelector("#ask"));
const [title, body, no, yes] = ["#ask-title", "#ask-body", "#ask-no", "#ask-yes"].map(
  (each) => /** @type {HTMLElement} */ (dialog.querySelector(each)),
);

/**
 * @param {HTMLElement} parent @param {string} tag @param {string} text @param {string} [kind]
 * @returns {any}
 */
function add(parent, tag, text, kind = "") {
  const made = parent.appendChild(document.createElement(tag));
  made.textContent = text;
  if (kind) made.className = kind;
  return made;
}

/** @param {HTMLElement} parent @param {string} text @param {string} address @param {string} [kind] */
function link(parent, text, address, kind) {
  add(parent, "a", text, kind).href = address;
}

/**
 * @param {string} heading @param {HTMLElement} content @param {string} does what the button says; "" for none
 * @returns {Promise<boolean>}
 */
function confirmed(heading, content, does) {
  title.textContent = heading;
  body.replaceChildren(content);
  yes.textContent = does || "Close";
  no.hidden = !does;
  dialog.returnValue = "no";
  dialog.showModal();
  return new Promise((done) => dialog.addEventListener("close", () => done(dialog.returnValue === "yes"), { once: true }));
}

/** @param {Assignment} one */
async function handIn(one) {
  const [draft, unsaved] = await Promise.all([ask(`draft/${one.name}`, "POST"), unsavedIn(one.name)]);
  const does = unsaved.paths.length ? "Save and hand in" : "Hand in";
  if (!(await confirmed(`Hand in “${one.title}”?`, listOf(told(draft, unsaved)), does))) return;
  if (unsaved.paths.length) await saveIn(one.name);
  const receipt = await ask(`hand-in/${one.name}`, "POST");
  await show();
  await confirmed(`“${one.title}” is handed in`, listOf(receiptLines(receipt).map((text) => ({ text }))), "");
}

/** @param {Assignment} one */
async function restore(one) {
  const unsaved = await unsavedIn(one.name);
  const sentences = [
    { text: "Your answers, and cells that you added, are put into the notebook as it is handed out now." },
    { text: "What is there now is kept beside it, under another name." },
    { text: "Is it open in JupyterLab? Close it there first, and open it again afterwards.", bad: true },
    ...ofUnsaved(unsaved),
  ];
  if (!(await confirmed(`Restore the checks of “${one.title}”?`, listOf(sentences), "Restore"))) return;
  if (unsaved.paths.length) await saveIn(one.name);
  const { kept } = await ask(`restore/${one.name}`, "POST");
  await confirmed("The checks are as they were handed out", listOf([{ text: `Your answers are in it. Kept as it was: ${kept.join(", ")}.` }]), "");
}

/** @param {HTMLElement} parent @param {Assignment} one */
function addDue(parent, one) {
  if (!one.handed_out) return add(parent, "p", "It is not handed out any more.", "quiet");
  if (!one.deadline) return add(parent, "p", "There is no deadline.", "quiet");
  const left = moment(one.deadline).getTime() - Date.now();
  const due = add(parent, "p", left < 0 ? "It was due on " : "Due on ", left < 0 ? "bad" : "");
  add(due, "time", when(one.deadline)).dateTime = moment(one.deadline).toISOString();
  due.append(left < 0 ? `, ${span(left)} ago.` : `, in ${span(left)}.`);
  if (one.deadline_of_class && one.deadline_of_class !== one.deadline)
    add(parent, "p", `You have more time than the others: theirs is until ${when(one.deadline_of_class)}.`, "quiet");
  if (one.late) add(parent, "p", `Late work: ${one.late}.`, "quiet");
}

/** @param {HTMLElement} parent @param {Receipt} receipt @param {boolean} newest */
function addSubmission(parent, receipt, newest) {
  const item = add(parent, "li", receiptLines(receipt).join(" "), newest ? "" : "quiet");
  const pages = Object.entries(receipt.notebooks).filter(([, digest]) => digest);
  if (receipt.first_look && !receipt.has_feedback) add(item, "p", `${receipt.first_look}.`);
  if (receipt.score) add(item, "p", `Came back: ${+receipt.score.points.toFixed(2)} of ${receipt.score.most} points.`);
  if (!pages.length) return;
  const actions = add(item, "p", "", "actions");
  for (const [notebook] of pages) {
    const kind = receipt.has_feedback ? "Feedback" : "First look";
    const text = pages.length === 1 ? kind : `${kind}: ${notebook}`;
    link(actions, text, pageAddress(receipt.assignment, receipt.timestamp, notebook), receipt.has_feedback ? "first" : "");
  }
}

/** @param {HTMLElement} parent @param {string} text @param {(one: Assignment) => Promise<void>} does @param {Assignment} one */
function addButton(parent, text, does, one) {
  const button = add(parent, "button", text);
  button.addEventListener("click", async () => {
    button.disabled = true;
    said.textContent = "";
    try {
      await does(one);
    } catch (error) {
      const { message } = /** @type {Error} */ (error);
      await confirmed("That did not work", listOf([{ text: message, bad: true }]), "");
    }
    button.disabled = false;
  });
}

/** @param {Assignment} one */
function shown(one) {
  const article = document.createElement("article");
  article.id = one.name;
  add(article, "h2", one.title);
  if (one.title !== one.name) add(article, "p", one.name, "quiet"); // as the book calls it
  addDue(article, one);
  if (!one.submissions.length) add(article, "p", one.fetched ? "You have begun, and handed in nothing yet." : "You have not begun.", "quiet");
  const actions = add(article, "p", "", "actions");
  if (one.fetched || one.handed_out) link(actions, one.fetched ? "Open in JupyterLab" : "Begin in JupyterLab", openAddress(one.name), one.submissions.length ? "" : "first");
  if (one.fetched && one.handed_out) {
    addButton(actions, "Hand in", handIn, one);
    addButton(actions, "Restore the checks", restore, one);
  }
  if (one.submissions.length) addSubmission(add(article, "ul", ""), one.submissions[0], true);
  if (one.submissions.length > 1) {
    const more = add(article, "details", "");
    add(more, "summary", `Handed in before: ${one.submissions.length - 1}`);
    const rest = add(more, "ul", "");
    for (const receipt of one.submissions.slice(1)) addSubmission(rest, receipt, false);
  }
  return article;
}

/** Ask for the list, and show it. */
async function show() {
  try {
    /** @type {{ assignments: Assignment[] }} */
    const { assignments } = await ask("list");
    list.replaceChildren(...assignments.map(shown));
    said.textContent = assignments.length ? "" : "Nothing is handed out yet.";
    const awaited = assignments.some((one) => one.submissions.some((receipt) => receipt.first_look.includes("to come")));
    clearTimeout(again);
    if (awaited) again = window.setTimeout(show, AGAIN);
  } catch (error) {
    said.textContent = /** @type {Error} */ (error).message;
  }
}

// Who comes back from JupyterLab sees what is so now.
document.addEventListener("visibilitychange", () => document.visibilityState === "visible" && show());
show();
