"""Colours that every reader can tell apart, from one table.

How a colour-blind reader sees a colour: the matrices of Machado, Oliveira and Fernandes (A
Physiologically-based Model for Simulation of Color Vision Deficiency, 2009) at severity 1, on
linear RGB. How far two colours are apart: CIE 1976, where 2.3 is just noticeable. Contrast: WCAG
2.2, whose criterion 1.4.11 asks for 3 : 1 between a graphical object and what lies beside it.
"""

import json
import re
import subprocess

import numpy as np
import pytest

from course_lib import colours, plotting
from tests.tools.places import ROOT

PAGES = {"light": colours.LIGHT, "dark": colours.DARK}
EYES = {
    "most": np.eye(3),
    "protanopia": [
        [0.152286, 1.052583, -0.204868],
        [0.114503, 0.786281, 0.099216],
        [-0.003882, -0.048116, 1.051998],
    ],
    "deuteranopia": [
        [0.367322, 0.860646, -0.227968],
        [0.280085, 0.672501, 0.047413],
        [-0.011820, 0.042940, 0.968881],
    ],
    "tritanopia": [
        [1.255528, -0.076749, -0.178779],
        [-0.078411, 0.930809, 0.147602],
        [0.004733, 0.691367, 0.303900],
    ],
}
TO_XYZ = [  # from linear sRGB, white at D65
    [0.4124564, 0.3575761, 0.1804375],
    [0.2126729, 0.7151522, 0.0721750],
    [0.0193339, 0.1191920, 0.9503041],
]


def linear(colour: str) -> np.ndarray:
    """Turn '#rrggbb' into linear RGB, 0 … 1."""
    assert re.fullmatch("#[0-9a-f]{6}", colour)
    c = np.array([int(colour[i : i + 2], 16) for i in (1, 3, 5)]) / 255
    return np.where(c <= 0.04045, c / 12.92, ((c + 0.055) / 1.055) ** 2.4)


def contrast(one: str, other: str) -> float:
    darker, lighter = sorted(TO_XYZ[1] @ linear(colour) for colour in (one, other))
    return (lighter + 0.05) / (darker + 0.05)


def lab(rgb: np.ndarray) -> np.ndarray:
    t = TO_XYZ @ rgb / (TO_XYZ @ np.ones(3))
    f = np.where(t > (6 / 29) ** 3, np.cbrt(t), t * (29 / 6) ** 2 / 3 + 4 / 29)
    return np.array([116 * f[1] - 16, 500 * (f[0] - f[1]), 200 * (f[1] - f[2])])


def apart(one: str, other: str, eye: str) -> float:
    seen = [np.clip(EYES[eye] @ linear(colour), 0, 1) for colour in (one, other)]
    return np.linalg.norm(lab(seen[0]) - lab(seen[1]))


def test_the_measures_are_right():
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#767676", "#ffffff") == pytest.approx(4.54, abs=0.01)
    assert lab(linear("#ffffff")) == pytest.approx([100, 0, 0], abs=1e-6)
    assert lab(linear("#ff0000")) == pytest.approx([53.24, 80.09, 67.20], abs=0.02)
    assert apart("#b36b00", "#808000", "deuteranopia") < 10  # what most tell apart
    assert apart("#b36b00", "#808000", "most") > 30


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("eye", EYES)
def test_the_classes_stay_apart_for_every_eye(page, eye):
    table = PAGES[page]
    zero, one = colours.CLASSES
    assert apart(table[zero.colour], table[one.colour], eye) > 40
    assert apart(table[zero.ground], table[one.ground], eye) > 20
    for look in colours.CLASSES:
        assert apart(table[look.ground], table["page"], eye) > 10


@pytest.mark.parametrize("page", PAGES)
def test_a_mark_stands_out_from_the_page_and_from_every_ground(page):
    table = PAGES[page]
    for look in colours.CLASSES:
        for ground in ("page", "raised", *(other.ground for other in colours.CLASSES)):
            assert contrast(table[look.colour], table[ground]) >= 3, (look, ground)


@pytest.mark.parametrize("page", PAGES)
def test_what_is_read_has_the_contrast_of_text(page):
    table = PAGES[page]
    for text in ("ink", "soft", "right", "wrong"):
        for ground in ("page", "raised"):
            assert contrast(table[text], table[ground]) >= 4.5, (text, ground)
    for look in colours.CLASSES:
        assert contrast(table["ink"], table[look.ground]) >= 4.5


def test_each_class_has_a_shape_of_its_own():
    assert len({look.mark for look in colours.CLASSES}) == len(colours.CLASSES) == 2
    assert colours.LIGHT.keys() == colours.DARK.keys()


def test_the_page_and_python_draw_from_one_table():
    script = (
        'import { CLASSES, DARK, LIGHT } from "./course_lib/figures/paint/colours.js";'
        'import { outline } from "./course_lib/figures/paint/marks.js";'
        "const bent = CLASSES.map((_, label) => outline(label, [8, 8]).includes('a'));"
        "console.log(JSON.stringify({ CLASSES, DARK, LIGHT, bent }));"
    )
    command = ["node", "--no-warnings", "--input-type=module", "-e", script]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    page = json.loads(done.stdout)
    looks = [(look.colour, look.ground, look.mark) for look in colours.CLASSES]
    assert [(look["colour"], look["ground"], look["mark"]) for look in page["CLASSES"]] == looks
    assert (page["LIGHT"], page["DARK"]) == (colours.LIGHT, colours.DARK)
    assert page["bent"] == [look.mark == "circle" for look in colours.CLASSES]

    assert [colours.LIGHT[look.colour] for look in colours.CLASSES] == plotting.COLOURS
    ax = plotting.plot_points([[0, 0], [1, 1]], [0, 1])
    drawn = [len(points.get_paths()[0].vertices) > 5 for points in ax.collections]
    assert drawn == page["bent"]  # a circle has more corners than a square
    plotting.plt.close("all")


def test_no_picture_has_a_colour_of_its_own():
    drawing = [
        path
        for path in [*(ROOT / "course_lib").rglob("*.js"), *(ROOT / "course_lib").rglob("*.py")]
        if not path.name.endswith(".bundle.js") and path.name != "colours.py"
    ]
    assert len(drawing) > 40
    for path in drawing:
        assert not re.findall(r"#[0-9a-fA-F]{6}\b|\brgba?\((?!\$\{)", path.read_text()), path
