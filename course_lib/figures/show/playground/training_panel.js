/** How the network is trained. */
import { TABLE, limits } from "../../engine/settings.js";
import { checkbox, enter, labelled, number, select } from "../../parts/controls.js";
import { html } from "../../parts/dom.js";

/** @import { Change, Settings } from "../../types.js" */

/** Make the panel. @param {Change} change */
export function trainingPanel(change) {
  const optimizer = select("optimizer", [["SGD", "SGD"], ["Adam", "Adam"]], (name) => {
    change({ optimizer: /** @type {Settings["optimizer"]} */ (name) });
  });
  const rate = number("learning rate", limits(TABLE.rate), (value) => change({ rate: value }));
  const momentum = number("momentum", limits(TABLE.momentum), (value) => change({ momentum: value }));
  const l2 = number("L2", limits(TABLE.l2), (value) => change({ l2: value }));
  const batch = number("batch size", limits(TABLE.batch), (value) => change({ batch: value }));
  const shuffle = checkbox("shuffle", (on) => change({ shuffle: on }));
  const stop = checkbox("stop when it gets no further", (on) => change({ stop: on }));
  const el = html(
    "fieldset",
    {},
    html("legend", {}, "Training"),
    labelled("optimizer", optimizer),
    labelled("learning rate", rate),
    labelled("momentum", momentum),
    labelled("L2 (weight decay)", l2),
    labelled("batch size", batch),
    labelled("shuffle", shuffle),
    labelled("stop when it gets no further", stop),
    html("p", { class: "cf-soft" }, "What you change here holds from the next epoch on; nothing that has been learnt is lost."),
  );
  return {
    el,
    /** @param {Settings} settings */
    show(settings) {
      optimizer.value = settings.optimizer;
      enter(rate, settings.rate);
      enter(momentum, settings.momentum);
      enter(l2, settings.l2);
      enter(batch, settings.batch);
      momentum.disabled = settings.optimizer !== "SGD";
      shuffle.checked = settings.shuffle;
      stop.checked = settings.stop;
    },
  };
}
