/** Challenges on a budget: which is on, what it asks for, and how far the network is. */
import { button } from "../../parts/controls.js";
import { html, say } from "../../parts/dom.js";
import { CHALLENGES, judge } from "./challenges.js";

/** @import { Net } from "./counting.js" */

/** Make the panel; `show` judges a network. @param {(number: number) => void} take a challenge that is chosen; 0: none */
export function challengePanel(take) {
  const tabs = CHALLENGES.map((_, i) => button(i + 1, () => take(i + 1)));
  const free = button("none", () => take(0), "no challenge");
  const ask = html("p");
  const [within, beyond] = [html("span"), html("span")];
  const spent = html("div", { class: "cf-counter-share cf-counter-spent", "aria-hidden": "true" }, within, beyond);
  const verdict = html("p", { role: "status", class: "cf-number" });
  const bar = html("div", { class: "cf-bar", role: "group", "aria-label": "challenges" }, "On a budget:", ...tabs, free);
  return {
    el: html("div", { class: "cf-counter-challenge" }, bar, ask),
    result: [spent, verdict],
    /**
     * Say how far the network is; returns the challenges that have been met by now.
     * @param {number} on which challenge @param {number[]} before those met until now
     * @param {Net} net @param {number} total
     */
    show(on, before, net, total) {
      const challenge = CHALLENGES[on - 1];
      const { met, text } = challenge ? judge(challenge, net) : { met: false, text: "" };
      const all = met && !before.includes(on) ? [...before, on].sort() : before;
      tabs.forEach((tab, i) => {
        const done = all.includes(i + 1);
        say(tab, done ? `${i + 1} ✓` : String(i + 1));
        tab.setAttribute("aria-label", `challenge ${i + 1}${done ? ", met" : ""}`);
        tab.setAttribute("aria-pressed", String(i + 1 === on));
      });
      free.setAttribute("aria-pressed", String(!challenge));
      say(ask, challenge?.ask ?? "");
      say(verdict, text);
      verdict.toggleAttribute("data-met", met);
      spent.hidden = !challenge;
      if (challenge) {
        const most = Math.max(total, challenge.budget);
        within.style.width = `${(100 * Math.min(total, challenge.budget)) / most}%`;
        beyond.style.width = `${(100 * Math.max(0, total - challenge.budget)) / most}%`;
      }
      return all;
    },
  };
}
