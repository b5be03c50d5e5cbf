"""The figures as widgets, and their numbers beside course_lib's."""

import doctest
import gzip
import json
import subprocess
import sys

import ipywidgets
import matplotlib.pyplot as plt
import pytest
import traitlets

from course_lib import MLP, count_parameters, datasets, figures
from course_lib.figures import (
    ApproximationByHand,
    CloudOfSeeds,
    Explorer,
    FoldingPlane,
    LossSurface,
    NetworkToTouch,
    NotGood,
    ParameterCounter,
    PlaneThroughLayers,
    Playground,
    PowersFromUnits,
    SevenExercises,
    UntangleSpirals,
    explorer,
    networks,
    playground,
    widget,
)
from tests.tools.places import ROOT


def test_the_counter_counts_the_lectures_network():
    assert ParameterCounter([4, 6, 5, 3], biases=[False] * 3).n_parameters == 69
    assert ParameterCounter([4, 6, 5, 3], biases=[True, True, False]).n_parameters == 80
    assert ParameterCounter([4, 6, 5, 3]).n_parameters == 83


def test_its_state_can_be_read_and_set():
    figure = ParameterCounter([2, 3])
    figure.sizes = [2, 20, 20, 2]
    assert figure.n_parameters == MLP([2, 20, 20, 2]).n_parameters == 522
    figure.biases = [True, True, False]
    assert figure.n_parameters == 520


def test_one_widget_does_not_change_another():
    one, other = ParameterCounter([2, 3]), ParameterCounter([4, 5])
    one.sizes = [7, 7]
    assert other.sizes == [4, 5]
    assert one._esm == other._esm


@pytest.mark.parametrize("sizes", [[3], [3, 0], [3, 1001], [2] * 9])
def test_sizes_that_cannot_be_drawn_are_refused_with_the_limits(sizes):
    with pytest.raises(traitlets.TraitError, match="2 to 8 numbers from 1 to 1000"):
        ParameterCounter(sizes, biases=[True] * (len(sizes) - 1))


def test_a_wrong_number_of_biases_is_explained():
    with pytest.raises(ValueError, match="3 layers have 2 steps between them, but biases has 1"):
        ParameterCounter([2, 3, 4], biases=[True])


def test_a_trained_network_and_its_points_can_be_handed_to_the_playground():
    net = MLP([2, 5, 3, 2], activation=["relu", "tanh"], seed=1)
    x, y = datasets.circle(40)
    figure = Playground(net, x, y, optimizer="Adam")
    assert figure.settings["hidden"] == [5, 3]
    assert figure.settings["activations"] == ["relu", "tanh"]
    assert figure.settings["optimizer"] == "Adam"
    assert len(figure.settings["points"]) == 40
    assert figure.theta == net.theta.tolist()
    assert "layers of 2, 5, 3, 2 units is trained on given points" in figure.alternative()


@pytest.mark.parametrize("net", [MLP([3, 2]), MLP([2, 3]), MLP([2, 2], output_bias=False)])
def test_networks_that_the_playground_cannot_show_are_refused(net):
    with pytest.raises(ValueError, match="2 inputs, 2 outputs and all biases; this one is MLP"):
        Playground(net)


def test_the_settings_of_a_cloud_are_checked_like_those_of_a_playground():
    with pytest.raises(ValueError, match="rate must be a number from 0 to 100; got -5"):
        CloudOfSeeds({}, {"rate": -5})
    figure = CloudOfSeeds({"hidden": [3]})
    with pytest.raises(traitlets.TraitError, match="n must be an even number from 2 to 400"):
        figure.one = {"n": 3}
    assert "Many runs of a setting:" in figure.alternative()
    figure.other = {"hidden": [4]}
    assert "two settings, with the same seeds" in figure.alternative()


def test_a_network_of_ones_own_is_folded_as_it_is():
    net = MLP([2, 5, 3, 2], activation=["relu", "tanh"], seed=1)
    figure = FoldingPlane(net, *datasets.circle(40))
    assert figure.theta == net.theta.tolist() and figure.epochs == 0
    assert figure.settings["hidden"] == [5, 3] and len(figure.settings["points"]) == 40
    assert "layers of 2, 5, 3, 2 units" in figure.alternative()
    with pytest.raises(ValueError, match="2 inputs, 2 outputs and all biases"):
        FoldingPlane(MLP([3, 2]))


def test_exercises_are_numbered_from_one_to_seven():
    assert SevenExercises(7).exercise == 7
    with pytest.raises(traitlets.TraitError):
        SevenExercises(8)


FIGURES = [
    ApproximationByHand(),
    CloudOfSeeds(),
    FoldingPlane(),
    LossSurface(),
    NetworkToTouch(),
    NotGood(),
    ParameterCounter(),
    PlaneThroughLayers(),
    Playground(),
    PowersFromUnits(),
    SevenExercises(),
    UntangleSpirals(),
]


@pytest.mark.parametrize("figure", FIGURES)
def test_every_figure_has_its_bundle_and_an_alternative(figure):
    data, _ = figure._repr_mimebundle_()
    assert f'data-figure="{figure.figure}"' in data["text/html"]
    assert figure.alternative() in data["text/html"]
    assert figure._esm.endswith(f'export default courseFigure("{figure.figure}");\n')


def test_without_scripts_a_figure_is_made_and_set_but_not_shown(tmp_path, monkeypatch):
    monkeypatch.setattr(widget, "FOLDER", tmp_path)
    figure = ParameterCounter([2, 3])
    figure.sizes = [4, 6, 5, 3]
    assert figure.n_parameters == 83
    sentence = r"parameter_counter.bundle.js is missing: run `npm run figures` \(make setup\)"
    with pytest.raises(FileNotFoundError, match=sentence):
        figure._repr_mimebundle_()


def test_a_figure_in_a_box_is_shown_with_it():
    figure = ParameterCounter([2, 3])
    assert figure.comm is None
    ipywidgets.VBox([figure]).get_state()
    assert figure.comm is not None and figure._esm


def test_all_scripts_together_stay_below_seventy_five_kilobytes():
    bundles = sorted((ROOT / "course_lib/figures").glob("*.bundle.js"))
    assert len(bundles) >= 5
    assert sum(len(gzip.compress(bundle.read_bytes(), 9)) for bundle in bundles) < 75_000


def test_what_figures_share_is_in_one_script_alone():
    folder = ROOT / "course_lib/figures"
    assert "--cf-blue:" in (folder / "parts/style.js").read_text()
    holders = [p.name for p in folder.glob("*.bundle.js") if "--cf-blue:" in p.read_text()]
    assert holders == ["mount.bundle.js"]


def test_one_output_serves_page_and_notebook():
    data, _ = ParameterCounter([4, 6, 5, 3])._repr_mimebundle_()
    assert "application/vnd.jupyter.widget-view+json" in data
    assert 'data-figure="parameter_counter"' in data["text/html"]
    assert "4, 6, 5, 3 units has 83 parameters" in data["text/html"]  # for those without scripts


def test_the_module_for_notebooks_exports_the_figure(tmp_path):
    module = tmp_path / "figure.mjs"
    figure = ParameterCounter([1, 1])
    figure._repr_mimebundle_()
    module.write_text(figure._esm, encoding="utf-8")
    script = (
        f"const figure = await import({json.dumps(module.as_uri())});"
        "console.log(typeof figure.default.render)"
    )
    done = subprocess.run(
        ["node", "--input-type=module", "-e", script], capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "function"


def test_the_page_counts_like_the_library():
    nets = [[1, 1], [4, 6, 5, 3], [2, 20, 20, 2], [784, 256, 128, 10], [3, 1, 4, 1, 5, 9, 2, 6]]
    script = (
        'import { count } from "./course_lib/figures/show/parameter_counter/counting.js";'
        f"console.log(JSON.stringify({nets}.map((s) => [false, true].map("
        "(on) => count(s, s.slice(1).map(() => on))))))"
    )
    done = subprocess.run(
        ["node", "--input-type=module", "-e", script],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    expected = [[count_parameters(s, bias=False), count_parameters(s)] for s in nets]
    assert json.loads(done.stdout) == expected


def test_the_engines_vectors_are_what_course_lib_computes_today():
    folder = ROOT / "tests" / "figures"
    code = "import json, make_vectors; print(json.dumps(make_vectors.vectors()))"
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=folder, capture_output=True, text=True, check=True
    )
    kept = json.loads((folder / "vectors.json").read_text())
    assert _same(json.loads(done.stdout), kept), "run `python tests/figures/make_vectors.py`"


def _same(new, old):
    if isinstance(old, dict):
        return new.keys() == old.keys() and all(
            key == "own" or _same(new[key], old[key]) for key in old
        )
    if isinstance(old, list):
        return len(new) == len(old) and all(map(_same, new, old))
    return new == old or (isinstance(old, float) and abs(new - old) < 1e-10)


def test_the_examples_in_the_figures_run():
    for module in (figures, explorer, networks, playground):
        result = doctest.testmod(module)
        assert result.attempted and not result.failed


def test_the_challenges_of_the_counter_can_be_set_and_read():
    figure = ParameterCounter([2, 6, 2], challenge=1)
    assert (figure.challenge, figure.met) == (1, [])
    with pytest.raises(traitlets.TraitError):
        figure.challenge = 5


def line(slope=2, colour="red"):
    """A picture that an Explorer can draw anew."""
    if slope == 0:
        raise ValueError("a <b>flat</b> line")
    return plt.subplots()[1].plot([0, slope], color=colour)[0].axes


def test_a_control_that_moves_draws_the_picture_anew():
    explorer = Explorer(line, slope=(0, 9), colour=["red", "blue"])
    before = explorer.picture
    assert 'alt="line: slope = 2, colour = red"' in before
    explorer.controls["slope"].value = 3
    assert 'alt="line: slope = 3, colour = red"' in explorer.picture
    assert explorer.picture != before
    explorer.controls["slope"].value = 2
    assert explorer.picture == before
    assert not explorer.controls["slope"].continuous_update
    assert plt.get_fignums() == []


def test_what_goes_wrong_while_a_control_moves_is_shown_as_text():
    explorer = Explorer(line, slope=(0, 9))
    explorer.controls["slope"].value = 0
    assert explorer.picture == ('<p role="alert">ValueError: a &lt;b&gt;flat&lt;/b&gt; line</p>')
    explorer.controls["slope"].value = 1
    assert explorer.picture.startswith("<img")
    with pytest.raises(ValueError, match="flat"):
        Explorer(line, slope=[0, 1])  # but from the start it is an error like any other


def test_of_axes_in_a_part_of_a_figure_the_whole_is_shown():
    def part(slope=2):
        return plt.figure().subfigures(1, 2)[0].subplots()

    assert Explorer(part, slope=(0, 9)).picture.startswith("<img")
    assert plt.get_fignums() == []


def test_a_page_shows_the_explorers_picture_and_no_dead_control():
    data = Explorer(line, slope=(0, 9))._repr_mimebundle_()
    assert "application/vnd.jupyter.widget-view+json" in data
    assert 'alt="line: slope = 2"' in data["text/html"]
    assert "In a notebook, controls draw it anew: slope." in data["text/html"]
    assert 'src="data:image/svg+xml;base64,' in data["text/html"]


def test_a_page_is_told_what_goes_wrong_with_the_explorers_picture():
    explorer = Explorer(line, slope=(0, 9))
    explorer.controls["slope"].value = 0
    assert '<p role="alert">ValueError' in explorer._repr_mimebundle_()["text/html"]
