/**
 * The cells of a page when the reader runs them: one interpreter in a worker, one state for the page.
 * A cell is run after all above it that have not yet run as they stand; so no name is ever missing.
 */
import { keepOffline } from "./keep.js";
import { all, Output } from "./output.js";

/** @typedef {import("./output.js").Out} Out */
/** @typedef {{ loaded?: number, total?: number, stays?: boolean, running?: boolean, ended?: boolean, broken?: string } & Partial<Out>} Message */

const MEGABYTE = 1e6;
const OTHERWISE = "Some numbers are not the book's: a browser rounds the last digit otherwise, and long runs let that grow.";
const GOES = "This browser keeps nothing of it, for its storage is full or forbidden: the next page loads Python again.";
const site = new URL("../../", import.meta.url);
const scripts = ["worker.js", "load.js", "archive.js", "pyodide.mjs", "pyodide.asm.js"].map((name) => new URL(name, import.meta.url));

/** What outputs say in words and numbers, but for how lines are broken. @param {Node[]} nodes */
function printed(nodes) {
  const texts = all(nodes, ".output:is(.stream, .text_plain) pre").map((pre) => pre.textContent ?? "");
  return texts.join(" ").split(/\s+/).join(" ").trim();
}

/** A cell of the page: its code, the field in which it is edited, what it gives, its buttons. */
class Cell {
  ran = false;
  /** @type {HTMLTextAreaElement | undefined} */
  field;

  /** @param {HTMLElement} input @param {number} number from 1 on */
  constructor(input, number) {
    this.input = input;
    this.number = number;
    this.code = /** @type {HTMLElement} */ (input.querySelector(".highlight"));
    this.original = (this.code.querySelector("pre")?.textContent ?? "").trimEnd();
    const cell = /** @type {HTMLElement} */ (input.closest(".cell"));
    this.output = cell.querySelector(".cell_output") ?? cell.appendChild(document.createElement("div"));
    this.output.classList.add("cell_output");
    this.shown = [...this.output.childNodes];
    this.bar = /** @type {HTMLElement} */ (input.querySelector(".live"));
    this.status = /** @type {HTMLElement} */ (this.bar.querySelector("[role=status]"));
  }

  get source() {
    return this.field?.value ?? this.original;
  }

  /** @param {string} name @returns {HTMLButtonElement} */
  button(name) {
    return /** @type {HTMLButtonElement} */ (this.bar.querySelector(`[data-do=${name}]`));
  }

  get edited() {
    return this.field !== undefined && this.field.value !== this.original;
  }

  /** Whether it has printed what the book has. */
  get agrees() {
    return printed(this.shown) === printed([...this.output.childNodes]);
  }

  /** @param {number} loaded @param {number} total in bytes @param {boolean} stays for the next page */
  loading(loaded, total, stays) {
    const progress = /** @type {HTMLProgressElement} */ (this.bar.querySelector("progress"));
    progress.hidden = loaded >= total;
    [progress.max, progress.value] = [total, loaded];
    const sentence = `Loading ${(total / MEGABYTE).toFixed(1)} MB${stays ? ", which stay for the next page" : ""}.`;
    if (this.status.textContent !== sentence) this.status.textContent = sentence; // told once
  }

  /** Make an empty place for what comes out, which is told to those who hear it. */
  begin() {
    this.output.replaceChildren();
    this.output.setAttribute("aria-live", "polite");
    this.button("reset").hidden = false;
    return new Output(/** @type {HTMLElement} */ (this.output), this.shown, site);
  }

  edit() {
    if (!this.field) {
      this.field = document.createElement("textarea");
      this.field.className = "live-code";
      this.field.value = this.original;
      this.field.setSelectionRange(0, 0);
      this.field.spellcheck = false;
      this.field.autocapitalize = "off";
      this.field.setAttribute("aria-label", `Code of cell ${this.number}`);
      this.field.addEventListener("input", () => this.#changed());
      this.field.addEventListener("keydown", (event) => this.#key(event));
      this.code.after(this.field);
      this.code.hidden = true;
      this.button("reset").hidden = false;
    }
    this.field.rows = this.field.value.split("\n").length;
    this.field.focus();
  }

  #changed() {
    this.ran = false;
    if (this.field) this.field.rows = this.field.value.split("\n").length;
    this.status.textContent = "Changed: run it to see what it gives.";
  }

  /** Shift and Enter run, Enter keeps the indentation; Tab leads on, as everywhere. @param {KeyboardEvent} event */
  #key(event) {
    if (event.key !== "Enter" || !this.field || event.isComposing) return;
    event.preventDefault();
    if (event.shiftKey || event.ctrlKey || event.metaKey) return this.button("run").click();
    const line = this.field.value.slice(0, this.field.selectionStart).split("\n").pop() ?? "";
    const indent = /^ */.exec(line)?.[0] ?? "";
    const deeper = line.trimEnd().endsWith(":") ? "    " : "";
    this.field.setRangeText(`\n${indent}${deeper}`, this.field.selectionStart, this.field.selectionEnd, "end");
    this.#changed();
  }

  /** Text and output as the book has them. */
  reset() {
    this.field?.remove();
    this.field = undefined;
    this.code.hidden = false;
    this.output.replaceChildren(...this.shown);
    this.ran = false;
    this.status.textContent = "As in the book again.";
    this.button("reset").hidden = true;
    this.button("run").focus();
  }
}

/** The one interpreter of the page, and the run that it is at. */
class Page {
  /** @type {Worker | undefined} */
  worker;
  /** Ends the run with a sentence; undefined when nothing runs. @type {((sentence: string) => void) | undefined} */
  finish;
  busy = false;
  kept = false;
  /** Whether the browser keeps what Python loads, and whether the reader knows that it does not. */
  stays = true;
  warned = false;

  /** @param {Cell[]} cells */
  constructor(cells) {
    this.cells = cells;
    for (const cell of cells) {
      cell.button("run").addEventListener("click", () => this.run(cell));
      cell.button("edit").addEventListener("click", () => cell.edit());
      cell.button("reset").addEventListener("click", () => this.busy || cell.reset());
      cell.button("stop").addEventListener("click", () => {
        this.#end();
        this.finish?.("Stopped. What was computed is gone: the next run begins with the cells above.");
      });
    }
  }

  /** Run a cell after all above it that are still to run. @param {Cell} cell */
  async run(cell) {
    if (this.busy) return;
    this.#set(cell, true);
    let sentence = "";
    for (const other of this.cells) {
      if (other !== cell && (other.ran || other.number > cell.number)) continue;
      sentence = await this.#one(other, cell);
      if (sentence) break;
      if (other !== cell && !other.agrees) other.status.textContent = this.#done(other);
    }
    this.#set(cell, false);
    if (!sentence && !this.kept) keepOffline(site, scripts).catch(() => {}); // storage may be full or forbidden
    this.kept ||= !sentence;
    cell.status.textContent = sentence || this.#done(cell);
    if (!this.stays && !this.warned) cell.status.append(` ${GOES}`);
    this.warned ||= !this.stays;
  }

  /** @param {Cell} cell that has run to its end @returns {string} */
  #done(cell) {
    if (!cell.output.hasChildNodes()) return "Done. It shows nothing.";
    const changed = this.cells.some((other) => other.number <= cell.number && other.edited);
    return changed || cell.agrees ? "Done." : `Done. ${OTHERWISE}`;
  }

  /**
   * Run one cell, and say in the bar of the one that was asked for how it goes.
   * @param {Cell} cell @param {Cell} asked
   * @returns {Promise<string>} what went wrong
   */
  #one(cell, asked) {
    const above = cell === asked ? "" : ` Cell ${cell.number}, above, comes first.`;
    const failed = cell === asked ? "It ends with an error: see below." : `Cell ${cell.number}, above, ends with an error.`;
    if (!this.worker) asked.status.textContent = "Python starts.";
    const worker = (this.worker ??= new Worker(new URL("./worker.js", import.meta.url), { type: "module" }));
    /** @type {Output} */
    let output;
    return new Promise((resolve) => {
      this.finish = resolve;
      worker.onerror = () => {
        this.#end();
        resolve("Python could not be loaded. Is the network there? Run tries again.");
      };
      worker.onmessage = (/** @type {MessageEvent<Message>} */ { data }) => {
        this.stays &&= data.stays ?? true;
        if (data.total) asked.loading(data.loaded ?? 0, data.total, this.stays);
        if (data.running) {
          asked.status.textContent = `Running.${above}`;
          output = cell.begin();
        }
        if (data.kind !== undefined) output.add(/** @type {Out} */ (data));
        if (data.broken !== undefined) {
          this.#end();
          resolve(data.broken);
        }
        if (data.ended === undefined) return;
        cell.ran = data.ended;
        resolve(data.ended ? "" : failed);
      };
      worker.postMessage({ source: cell.source, number: cell.number });
    });
  }

  /** End the interpreter; its state is gone. */
  #end() {
    this.worker?.terminate();
    this.worker = undefined;
    for (const cell of this.cells) cell.ran = false;
  }

  /** @param {Cell} asked @param {boolean} busy */
  #set(asked, busy) {
    this.busy = busy;
    for (const cell of this.cells) cell.button("run").setAttribute("aria-disabled", String(busy));
    const stop = asked.button("stop");
    if (document.activeElement === stop) asked.button("run").focus();
    stop.hidden = !busy;
    asked.bar.querySelector("progress")?.setAttribute("hidden", "");
  }
}

/** Bring the buttons to life. @param {HTMLElement[]} inputs the code of the page's cells, each with its bar */
export function begin(inputs) {
  new Page(inputs.map((input, i) => new Cell(input, i + 1)));
}
