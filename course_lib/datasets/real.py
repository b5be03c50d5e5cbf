"""What people have written: digits by hand, and reviews of films. `data/README.md` says whose."""

import os

import numpy as np

from course_lib import arguments

_FOLDER = os.path.join(os.path.dirname(os.path.dirname(__file__)), "data")


def digits() -> tuple[np.ndarray, np.ndarray]:
    """Return 1,797 digits written by hand, each a picture of 8 × 8 squares.

    Thirteen people wrote them. A scan of 32 × 32 points was cut into squares of 4 × 4, and each
    became one number: the share of its points that are ink. The order is that of the original, so
    neighbours may be by one hand; rows drawn at random are easier to tell than the last ones.

    Returns
    -------
    x : array, shape (1797, 64)
        Ink from 0, none, to 1, full, in steps of 1/16; ``x[i].reshape(8, 8)`` is a picture, the top
        row first.
    y : array of int, shape (1797,)
        The digits, 0 to 9: 174 to 183 of each.

    Notes
    -----
    The test set of Alpaydin and Kaynak, *Optical recognition of handwritten digits*, UCI Machine
    Learning Repository, 1998, doi:10.24432/C50P49, as scikit-learn has it; CC BY 4.0.

    Examples
    --------
    >>> x, y = digits()
    >>> y[:12]
    array([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 0, 1])
    >>> for row in x[0].reshape(8, 8):
    ...     print("".join(".:+#"[round(3 * ink)] for ink in row))
    ..:++...
    ..+#+#:.
    .:#..++.
    .:+..++.
    .:+..++.
    .:+..+:.
    ..#:++..
    ..:++...
    """
    with np.load(os.path.join(_FOLDER, "digits.npz")) as data:
        return data["ink"] / 16.0, data["y"].astype(int)


def reviews(n: int = 10_605, words: int = 500) -> tuple[np.ndarray, np.ndarray, list[str]]:
    """Return which words are in reviews of films, and how often, and whether each review is praise.

    A review is mostly one sentence. From 15 to 29 people rated each from -4 to 4, and those with a
    mean above 0 are of class 1: 49 % of all. The reviews are shuffled, so any rows can be held out.
    Words are in small letters, and "isn't" is one word.

    Parameters
    ----------
    n : int
        The first so many reviews, up to 10,605.
    words : int
        The commonest so many words, up to 4,544: those that are in five reviews or more.

    Returns
    -------
    x : array, shape (n, words)
        Counts, 0, 1, 2, …; all reviews with all words would take 385 MB.
    y : array of int, shape (n,)
    vocabulary : list of str
        The word of each column, the one that is in most reviews first.

    Raises
    ------
    ValueError
        If there are not so many reviews or words.

    Notes
    -----
    Words and ratings: Hutto and Gilbert, *VADER: A parsimonious rule-based model for sentiment
    analysis of social media text*, ICWSM 2014, as the package vaderSentiment has them; MIT Licence.

    Examples
    --------
    >>> x, y, vocabulary = reviews(2000, words=500)
    >>> x.shape, int(y.sum()), vocabulary[:6]
    ((2000, 500), 1010, ['the', 'a', 'and', 'of', 'to', 'is'])
    >>> bad = x[:, vocabulary.index("bad")] > 0
    >>> print(f"{y[bad].mean():.2f} of the reviews with 'bad' are praise")
    0.15 of the reviews with 'bad' are praise
    """
    with np.load(os.path.join(_FOLDER, "reviews.npz")) as data:
        vocabulary = data["words"].tobytes().decode().split("\n")
        length, column, y = data["length"], data["column"], data["y"].astype(int)
    n, words = _up_to("n", n, len(y)), _up_to("words", words, len(vocabulary))
    row = np.repeat(np.arange(len(y)), length)
    wanted = (row < n) & (column < words)
    x = np.zeros((n, words))
    np.add.at(x, (row[wanted], column[wanted]), 1)
    return x, y[:n], vocabulary[:words]


def _up_to(name: str, value: int, most: int) -> int:
    number = arguments.whole(name, value)
    if number > most:
        raise ValueError(f"{name} must be at most {most}, for there are no more; got {value!r}")
    return number
