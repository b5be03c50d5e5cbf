/** The buttons that let a run go, and how fast; and those that take changes back. */
import { button, select } from "../../parts/controls.js";
import { html, say } from "../../parts/dom.js";

/** @import { Player } from "../../parts/player.js" */
/** @import { Change, Settings } from "../../types.js" */
/** @import { History } from "./history.js" */

/** @type {[number, string][]} */
const SPEEDS = [
  [0, "as fast as it goes"],
  [20, "20 steps a frame"],
  [1, "one step a frame"],
];

/** Make the bar. @param {Change} change @param {Player} player @param {History} history @param {{ undo: () => void, redo: () => void }} back */
export function toolbar(change, player, history, { undo, redo }) {
  const play = button("Run", () => {
    if (player.playing) player.pause();
    else player.play();
    showRunning();
  });
  const speed = select("speed", SPEEDS, (value) => change({ speed: Number(value) }));
  const [takeBack, again] = [button("↶", undo, "undo"), button("↷", redo, "redo")];
  const showRunning = () => {
    say(play, player.playing ? "Pause" : "Run");
    play.disabled = player.run.diverged;
    takeBack.disabled = !history.past.length;
    again.disabled = !history.future.length;
  };
  const step = button("Step", () => player.step());
  const rewind = button("Rewind", () => player.rewind());
  return {
    el: html("div", { class: "cf-bar cf-toolbar" }, play, step, rewind, takeBack, again, speed),
    /** @param {Settings} settings */
    show(settings) {
      speed.value = String(settings.speed);
    },
    showRunning,
  };
}
