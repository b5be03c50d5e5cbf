/**
 * What a setting makes of many seeds, beside another one with the same seeds, and any of their runs to
 * be watched. The model holds the settings `one` and `other` (or null) and the number of `epochs`.
 */
import { DEFAULTS, tidy } from "../engine/settings.js";
import { Cloud } from "../parts/cloud.js";
import { html } from "../parts/dom.js";
import { Figure, hosted } from "../parts/figure.js";
import { Player } from "../parts/player.js";
import { distinct } from "../parts/words.js";

/** @import { Entry } from "../parts/cloud.js" */
/** @import { Model, Settings } from "../types.js" */

/** @typedef {{ one: Partial<Settings>, other: Partial<Settings> | null, epochs: number }} State */

/** @extends {Figure<State>} */
class Seeds extends Figure {
  /** @param {Model<State>} model @param {HTMLElement} el */
  constructor(model, el) {
    super(model, el, "A cloud of seeds", ["one", "other", "epochs"]);
    /** @type {Entry[]} */
    this.entries = [];
    /** @type {Player | null} */
    this.player = null;
    this.cloud = new Cloud((entry, seed) => this.open(entry, seed));
    this.opened = html("section");
    this.show("cf-seeds", this.cloud.el, this.opened);
  }

  destroy() {
    this.cloud.destroy();
    this.player?.destroy();
    super.destroy();
  }

  draw() {
    const { one, other, epochs } = this.values();
    const settings = [one, other].flatMap((some) => (some ? [tidy({ ...DEFAULTS, ...some })] : []));
    const names = distinct(settings);
    this.entries = settings.map((some, i) => ({ name: names[i], settings: some }));
    this.player?.destroy();
    this.opened.replaceChildren();
    this.cloud.show(this.entries, epochs);
  }

  /** Open a run, and let it go as it went. @param {number} entry @param {number} seed */
  open(entry, seed) {
    const { name, settings } = this.entries[entry];
    this.player?.destroy();
    this.player = new Player({ ...settings, seed, shown: null }, { curves: false });
    this.opened.replaceChildren(html("h4", {}, `${name}, seed ${seed}`), this.player.el);
    this.player.play(this.model.get("epochs"));
  }
}

export default hosted("seeds", "", Seeds);
