"""The program that the playground shows gives what the page has, whatever hands have changed."""

import json
import subprocess

import pytest

from course_lib import MLP, Adam, datasets, fit
from tests.tools.places import ROOT

RUNS = """
import { readFileSync } from "node:fs";
import { Run } from "./course_lib/figures/engine/run.js";
import { tidy } from "./course_lib/figures/engine/settings.js";
import { sharedDigits } from "./course_lib/figures/engine/twin.js";
import { python, unitLine } from "./course_lib/figures/parts/snippet.js";

console.log(JSON.stringify(JSON.parse(readFileSync(0, "utf8")).map(({ settings, theta, edits }) => {
  const run = new Run(tidy(settings), theta);
  for (const { epochs = 0, set, place, ...some } of edits) {
    run.advance(epochs * run.stepsPerEpoch);
    if (set) run.set(...set);
    else run.change(tidy({ ...run.settings, ...some }), place);
  }
  run.advance(5 * run.stepsPerEpoch);
  const { loss, accuracy } = run.measure().train;
  const pieces = sharedDigits(run);
  let piece = pieces.next();
  while (!piece.done) piece = pieces.next();
  const line = unitLine(run.settings);
  const code = python(run.story) + (line ?? "");
  return { code, loss, accuracy, theta: [...run.net.theta], digits: piece.value };
})));
"""
LARGE = {"hidden": [20, 20], "activations": ["tanh", "relu"]}
OWN = [[0, 0, 0], [1, 1, 0], [0, 1, 1], [1, 0, 1]]
SETTINGS = [
    {},
    {"seed": 2**33, "data_seed": 7},
    {"optimizer": "Adam", "rate": 0.02},
    {"momentum": 0.9, "l2": 0.01},
    {"momentum": 0, "l2": 0},
    {"shuffle": False, "batch": 7},
    {"batch": 400, "rate": 0.1},
    {"test": 0.3},
    {"data": "circle", "test": 0.25, "n": 60},
    {"data": "simple", "hidden": [], "shown": [1, 1]},
    *({"data": data, "noise": 0.4, "n": 60} for data in ("xor", "gaussians", "random_labels")),
    {"data": "simple", "noise": 0.2, "data_seed": 3},
    {"data": "slope", "hidden": [], "momentum": 0.9, "shown": [1, 1]},
    {"data": "bumps", "test": 0.3, "noise": 0.4, "optimizer": "Adam", "rate": 0.02},
    {"data": "own", "points": OWN, "hidden": [3], "shown": [1, 3]},
    {**LARGE, "shown": [2, 20]},
    {**LARGE, "optimizer": "Adam", "l2": 0.1, "test": 0.5},
    {"hidden": [4] * 6, "activations": ["sigmoid", "tanh", "relu", "linear", "tanh", "tanh"]},
]
EDITS = [
    [{"epochs": 3, "rate": 0.2}],
    [{"epochs": 3, "optimizer": "Adam"}, {"epochs": 2, "rate": 0.003}],
    [{"epochs": 2, "momentum": 0.8}, {"epochs": 2, "momentum": 0}, {"epochs": 2, "l2": 0.1}],
    [{"epochs": 1, "batch": 50}, {"epochs": 3, "shuffle": False}],
    [{"epochs": 2, "noise": 0.5}, {"epochs": 2, "data": "circle"}, {"epochs": 2, "n": 80}],
    [{"epochs": 2, "data": "own", "points": OWN}, {"epochs": 4, "points": [*OWN, [2, 2, 1]]}],
    [{"set": [3, 0.25]}, {"epochs": 2, "set": [13, -1.5]}, {"set": [37, 0.125]}],
    [{"epochs": 2, "hidden": [7, 2]}, {"epochs": 2, "rate": 0.05}],
    [{"epochs": 2, "hidden": [5, 2], "place": {"layer": 0, "unit": 1}}],
    [{"epochs": 2, "hidden": [6, 2, 2], "activations": ["tanh"] * 3}, {"epochs": 1, "test": 0.2}],
    [{"epochs": 2, "activations": ["relu", "tanh"]}, {"set": [0, 1]}],
    [{"epochs": 2, "hidden": [2], "activations": ["tanh"]}],
    [{"epochs": 1, "rate": 0.01 + k / 1000} for k in range(25)],
    [{"epochs": 2, "data": "slope"}, {"epochs": 2, "set": [30, 0.5]}, {"epochs": 1, "rate": 0.1}],
    [{"data": "bumps"}, {"epochs": 3, "noise": 0.5}, {"epochs": 1, "data": "circle"}],
    [{"epochs": 4, "seed": 3}, {"epochs": 2, "hidden": [9] * 4, "activations": ["relu"]}],
]


def handed():
    """A network that was trained in Python, as the playground gets it."""
    net = MLP([2, 5, 2], "tanh", seed=4)
    fit(net, *datasets.spiral(200, seed=0), Adam(0.05), epochs=20)
    return {"settings": {"hidden": [5], "activations": ["tanh"]}, "theta": net.theta.tolist()}


CASES = [
    *({"settings": some, "edits": []} for some in SETTINGS),
    *({"settings": {}, "edits": edits} for edits in EDITS),
    *({**handed(), "edits": edits} for edits in ([], [{"epochs": 2, "rate": 0.1}])),
]


@pytest.fixture(scope="module")
def runs():
    command = ["node", "--input-type=module", "-e", RUNS]
    done = subprocess.run(
        command, cwd=ROOT, input=json.dumps(CASES), capture_output=True, text=True, check=True
    )
    return json.loads(done.stdout)


@pytest.mark.parametrize("number", range(len(CASES)))
def test_the_program_gives_the_digits_that_the_figure_promises(runs, number, capsys):
    run, names = runs[number], {}
    assert run["digits"] >= 6  # of short runs at small learning rates
    exec(run["code"], names)
    loss, *accuracy = map(float, capsys.readouterr().out.splitlines()[0].split())
    assert loss == pytest.approx(run["loss"], rel=10.0 ** (2 - run["digits"]))
    shown = [] if run["accuracy"] is None else [run["accuracy"]]  # a regression has none
    assert accuracy == pytest.approx(shown, abs=1e-9)
    assert names["net"].theta == pytest.approx(run["theta"], abs=10.0 ** (3 - run["digits"]))
