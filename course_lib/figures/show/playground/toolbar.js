/** The buttons that let a run go, and how fast. */
import { button, select } from "../../parts/controls.js";
import { html, say } from "../../parts/dom.js";

/** @import { Player } from "../../parts/player.js" */
/** @import { Change, Settings } from "../../types.js" */

/** @type {[number, string][]} */
const SPEEDS = [
  [0, "as fast as it goes"],
  [20, "20 steps a frame"],
  [1, "one step a frame"],
];

/** Make the bar. @param {Change} change @param {Player} player */
export function toolbar(change, player) {
  const play = button("Run", () => {
    if (player.playing) player.pause();
    else player.play();
    showRunning();
  });
  const speed = select("speed", SPEEDS, (value) => change({ speed: Number(value) }));
  const showRunning = () => {
    say(play, player.playing ? "Pause" : "Run");
    play.disabled = player.run.diverged;
  };
  const step = button("Step", () => player.step());
  const rewind = button("Rewind", () => player.rewind());
  return {
    el: html("div", { class: "cf-bar" }, play, step, rewind, speed),
    /** @param {Settings} settings */
    show(settings) {
      speed.value = String(settings.speed);
    },
    showRunning,
  };
}
