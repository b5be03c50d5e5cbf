"""The real data: what is in the files, whose it is, and that the script still makes them."""

import hashlib
import os
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

import course_lib
from course_lib import MLP, Adam, datasets, fit

DATA = Path(course_lib.__file__).parent / "data"
SHA256 = {
    "digits.npz": "b94b08304edc1006a6fdffb71cf294c432a141cfa7815e78a97e97881a96fb98",
    "reviews.npz": "f1b55fcfe4a1fb59da72799dc381123e0964e13c06210ea7d19e6760f2798c0d",
}


def sha256(path):
    return hashlib.sha256(path.read_bytes()).hexdigest()


@pytest.mark.parametrize("name", SHA256)
def test_the_files_are_those_that_the_script_made_and_small(name):
    assert sha256(DATA / name) == SHA256[name]
    assert (DATA / name).stat().st_size < 420_000


@pytest.mark.skipif(os.environ.get("COURSE_TESTS") != "all", reason="downloads two packages")
def test_the_script_makes_the_same_bytes_again(tmp_path):
    from tests.library.make_data import write

    write(tmp_path)
    assert {path.name: sha256(path) for path in tmp_path.iterdir()} == SHA256


def test_every_file_has_its_authors_and_its_licence():
    text = (DATA / "README.md").read_text(encoding="utf-8")
    names = {path.name for path in DATA.iterdir()} - {"README.md"}
    assert names == set(SHA256)
    for name in names:
        section = text.split(f"\n## {name}\n")[1].split("\n## ")[0]
        assert "\n- Licence: " in section and "\n- From " in section
    assert "Copyright (c) 2016 C.J. Hutto" in text


def test_digits_are_pictures_of_ink_from_0_to_1():
    x, y = datasets.digits()
    assert x.shape == (1797, 64) and x.dtype == float and y.dtype == int
    assert x.min() == 0 and x.max() == 1 and (16 * x == (16 * x).round()).all()
    assert np.bincount(y).tolist() == [178, 182, 177, 183, 181, 182, 181, 179, 174, 180]


def test_a_digit_is_the_right_way_up():
    x, y = datasets.digits()
    seven, one = (x[y == digit].mean(axis=0).reshape(8, 8) for digit in (7, 1))
    assert seven[:4].sum() > 1.2 * seven[4:].sum()  # its bar is on top
    assert one[:, 2:6].sum() > 4 * one[:, [0, 1, 6, 7]].sum()  # upright


def test_digits_drawn_at_random_are_easier_to_tell_than_the_last_ones():
    x, y = datasets.digits()

    def accuracy(order):
        train, held_out = order[:1200], order[1200:]
        net = MLP([64, 10], seed=0)
        fit(net, x[train], y[train], Adam(0.01), epochs=20, batch_size=32)
        return net.accuracy(x[held_out], y[held_out])

    drawn = np.random.default_rng(0).random(len(x)).argsort()
    assert 0.9 < accuracy(np.arange(len(x))) < accuracy(drawn) - 0.02


def test_reviews_are_counts_of_the_commonest_words():
    x, y, words = datasets.reviews()
    assert x.shape == (10_605, 500) == (len(y), len(words))
    assert x.dtype == float and y.dtype == int and y.sum() == 5242
    assert (x == x.round()).all() and x.min() == 0 and x.max() == 7
    in_how_many = (x > 0).sum(axis=0)
    assert (np.diff(in_how_many) <= 0).all() and len(set(words)) == 500


def test_fewer_reviews_and_words_are_the_first_of_all():
    x, y, words = datasets.reviews(300, 600)
    few, few_y, few_words = datasets.reviews(n=20, words=3)
    assert few_words == words[:3] == ["the", "a", "and"]
    assert (few == x[:20, :3]).all() and (few_y == y[:20]).all()
    assert datasets.reviews(1, 1)[0].shape == (1, 1)


def test_every_word_is_in_five_reviews_or_more():
    with np.load(DATA / "reviews.npz") as data:
        row = np.repeat(np.arange(10_605), data["length"])
        pairs = np.unique(np.stack([row, data["column"]]), axis=1)
        seen = np.bincount(pairs[1])
    assert len(seen) == 4544 == len(datasets.reviews(1, 4544)[2]) and seen.min() == 5


def test_no_sentence_can_be_read_from_the_reviews():
    with np.load(DATA / "reviews.npz") as data:
        row = np.repeat(np.arange(10_605), data["length"])
        assert (np.diff(data["column"].astype(int))[np.diff(row) == 0] >= 0).all()


def test_any_part_of_the_reviews_has_both_classes_alike():
    _, y, _ = datasets.reviews(words=1)
    for part in np.array_split(y, 10):
        assert 0.45 < part.mean() < 0.55


def test_words_of_praise_and_of_blame_are_where_one_looks_for_them():
    x, y, words = datasets.reviews(words=2000)
    for word, praise in [("moving", 0.75), ("enjoyable", 0.75), ("dull", 0.2), ("worst", 0.2)]:
        share = y[x[:, words.index(word)] > 0].mean()
        assert share > praise if praise > 0.5 else share < praise


@pytest.mark.parametrize(
    "asked, sentence",
    [
        ({"n": 0}, "n must be a whole number of at least 1; got 0"),
        ({"n": 10_606}, "n must be at most 10605, for there are no more; got 10606"),
        ({"words": 4545}, "words must be at most 4544, for there are no more; got 4545"),
        ({"words": 2.5}, "words must be a whole number of at least 1; got 2.5"),
        ({"words": ["good"]}, r"words must be a whole number of at least 1; got \['good'\]"),
    ],
)
def test_what_is_not_there_is_refused_in_words(asked, sentence):
    with pytest.raises(ValueError, match=sentence):
        datasets.reviews(**asked)


def test_what_one_call_returns_another_does_not_share():
    datasets.digits()[0][:] = 9
    assert datasets.digits()[0].max() == 1


def test_importing_the_library_opens_no_data():
    code = """
import sys
sys.addaudithook(lambda name, about: print(about[0]) if name == "open" else None)
from course_lib import MLP, Adam, datasets, fit
print("imported")
datasets.digits()
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    before, after = done.stdout.split("imported")
    assert ".npz" not in before and "digits.npz" in after
