"""The playground's settings: one table for the page, for Python and for the reference."""

import json
import re
import subprocess

import numpy as np
import pytest
import traitlets

from course_lib import MLP
from course_lib.figures import CloudOfSeeds, FoldingPlane, Playground
from course_lib.figures.settings import TABLE, checked
from tests.tools.places import ROOT

TIDIED = """
import { readFileSync } from "node:fs";
import { DEFAULTS, tidy } from "./course_lib/figures/engine/settings.js";
const given = JSON.parse(readFileSync(0, "utf8"));
console.log(JSON.stringify(given.map((some) => tidy({ ...DEFAULTS, ...some }))));
"""
VALUES = [
    *(-5, 0, 0.05, 0.999, 1, 2, 7, 10, 50, 60, 100, 400, 401, 1e9, 2**53, -0.5),
    *(None, True, False, "", "own", "simple", "slope", "Adam", "adam", "tanh", "7", {}),
    *([], [0, 1], [6, 2], [2, 1], [3] * 6, [3] * 7, [60], [0], [5, 1], [1.5], ["relu", "tanh"]),
    *(
        ["relu"],
        ["swish", "tanh"],
        [[1, 2, 0]],
        [[1, 2, -1]],
        [[1, 2, 3]],
        [[1, 2000, 0]],
        [[1, 2]],
    ),
]
CHOSEN = [(0, 1), (1, 1), (2, 1), (1, 0)]
SHOWN = [[0, 0], [0, 2], [1, 3], [1, 4], [2, 2], [3, 1]]


def tidied(given):
    """What the page makes of settings."""
    command = ["node", "--input-type=module", "-e", TIDIED]
    done = subprocess.run(
        command, cwd=ROOT, input=json.dumps(given), capture_output=True, text=True, check=True
    )
    return json.loads(done.stdout)


def taken(some):
    try:
        return checked(some) == some
    except ValueError:
        return False


def same(one, other):
    return one == other and isinstance(one, bool) == isinstance(other, bool)


def test_python_takes_exactly_what_the_page_leaves_as_it_is():
    given = [{name: value} for name in TABLE for value in VALUES]
    given += [{"hidden": [3], "view": v, "activations": ["relu"] * n} for v, n in CHOSEN]
    given += [{"hidden": [3], "units": units} for units in ([0, 1], [1, 3], [3, 4])]
    given += [{"data": "xor", "n": n} for n in (2, 4, 202, 400)]
    given += [{"hidden": [3], "shown": shown} for shown in SHOWN]
    given += [{"data": "bumps", "hidden": [3], "shown": shown} for shown in SHOWN]
    given += [{"data": "own", "points": points} for points in ([], [[1, 2, 0]])]
    agreed = 0
    for some, made in zip(given, tidied(given), strict=True):
        kept = all(same(made[name], value) for name, value in some.items())
        assert taken(some) == kept, some
        checked(made)  # whatever a page holds, a notebook that is opened again takes it
        agreed += kept
    assert 60 < agreed < len(given) - 200


@pytest.mark.parametrize(
    ("settings", "sentence"),
    [
        ({"rate": -5}, "rate must be a number from 0 to 100; got -5"),
        ({"rate": float("nan")}, "rate must be a number from 0 to 100; got nan"),
        ({"optimizer": "adam"}, "optimizer must be 'SGD' or 'Adam'; got adam"),
        ({"n": 7}, "n must be an even number from 2 to 400, for 'xor' a multiple of 4; got 7"),
        ({"data": "xor", "n": 202}, "for 'xor' a multiple of 4; got 202"),
        ({"view": 0}, "view must be the number of a hidden layer, from 1; got 0"),
        (
            {"units": [0, 1]},
            "units must be the numbers of two units of the hidden layer that is shown, from 1, ",
        ),
        ({"hide": ["all"]}, "hide must be at most 6 of 'network', 'weights', 'training', 'data',"),
        (
            {"shown": [1, 0]},
            "shown must be a layer, from 0 for the inputs, and the number of a unit in it, from 1, "
            "or None; got [1, 0]",
        ),
        ({"net": MLP([2, 60, 2])}, "hidden must be at most 6 whole numbers from 1 to 50; got [60]"),
        ({"data": "slope", "shown": [3, 2]}, "a unit in it, from 1, or None; got [3, 2]"),
        (
            {"net": MLP([2, 3, 1])},
            "shows networks with 2 inputs, 2 outputs and all biases; this one is MLP([2, 3, 1]",
        ),
        ({"net": MLP([2, 3, 2]), "data": "slope"}, "2 inputs, 1 output for 'slope' and"),
        ({"learning_rate": 1}, "there is no setting 'learning_rate'; there are data, n, noise,"),
        ({"data": "own"}, "data is 'own', so points must be given"),
        ({"activations": ["tanh"]}, "'tanh' for each hidden layer; got ['tanh']"),
        ({"x": [[0, 0], [1, 1]], "y": [1, -1]}, "and 0 or 1; point 2 is [1, 1, -1]"),
        ({"x": [[0, 0], [np.nan, 1]], "y": [1, 0]}, "point 2 is [nan, 1"),
        ({"x": np.zeros((500, 2)), "y": np.zeros(500)}, "at most 400 rows"),
    ],
)
def test_what_the_page_would_change_is_refused_in_a_sentence(settings, sentence):
    with pytest.raises(ValueError) as refused:
        Playground(**settings)
    assert sentence in str(refused.value)


def test_a_network_of_one_output_is_shown_with_the_sets_whose_targets_are_numbers():
    net = MLP([2, 3, 1], seed=1)
    figure = Playground(net, data="bumps")
    assert figure.theta == net.theta.tolist()
    assert "layers of 2, 3, 1 units is trained on the bumps" in figure.alternative()


def test_classes_and_numbers_are_not_mixed():
    slope, bumps = {"data": "slope"}, {"data": "bumps"}
    figure = CloudOfSeeds(slope, bumps)
    assert "how their errors fall" in figure.alternative()
    sentence = "one and other must both have classes, or both 'slope' or 'bumps'"
    for refused in (lambda: CloudOfSeeds(slope, {}), lambda: figure.set_trait("one", {})):
        with pytest.raises(ValueError, match=sentence):
            refused()
    with pytest.raises(ValueError, match="separates classes, and 'bumps' has numbers"):
        FoldingPlane(data="bumps")


def test_settings_that_are_set_later_are_checked_too():
    figure = Playground(rate=np.float64(0.5), hidden=np.array([4, 3]))
    assert figure.settings == {"rate": 0.5, "hidden": [4, 3]}
    with pytest.raises(traitlets.TraitError, match="rate must be a number from 0 to 100; got x"):
        figure.settings = {"rate": "x"}


def test_the_reference_names_every_setting_of_the_playground_and_its_default():
    rows = re.findall(r"^ +(\w+) +``(.+?)`` ", Playground.__doc__, re.MULTILINE)
    told = {name: eval(text) for name, text in rows}
    assert told == tidied([{}])[0]
