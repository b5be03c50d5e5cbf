"""Sentences, and a network's view of them: how often each word is in one."""

from collections.abc import Iterable

import numpy as np

POSITIVE = ["good", "great", "fine", "lovely", "superb"]
NEGATIVE = ["bad", "awful", "dull", "poor", "weak"]


def negation() -> tuple[list[str], np.ndarray]:
    """Write short reviews in which 'not' reverses the meaning.

    Each of 5 positive and 5 negative adjectives is said of each of 4 nouns in each of 5 frames,
    with and without 'not': 400 sentences, 25 different words. A sentence is positive (class 1) if
    exactly one of the two holds: its adjective is positive, it has a 'not'. That is the problem of
    `xor`.

    Returns
    -------
    sentences : list of str
    y : array of int, shape (400,)

    Examples
    --------
    >>> sentences, y = negation()
    >>> sentences[0], int(y[0]), sentences[1], int(y[1])
    ('the film is good', 1, 'the film is not good', 0)
    """
    frames = ["the {} is", "this {} was", "that {} seems", "my {} looks", "her {} sounds"]
    sentences, y = [], []
    for adjective in POSITIVE + NEGATIVE:
        for noun in ["film", "book", "song", "play"]:
            for frame in frames:
                for negated in (False, True):
                    words = [frame.format(noun), *["not"] * negated, adjective]
                    sentences.append(" ".join(words))
                    y.append(int((adjective in POSITIVE) != negated))
    return sentences, np.array(y)


def bag_of_words(
    sentences: Iterable[str], words: Iterable[str] | None = None
) -> tuple[np.ndarray, list[str]]:
    """Count each word in each sentence; the order of the words is lost.

    Parameters
    ----------
    sentences : list of str
        Words stand between spaces.
    words : list of str
        The columns; all words of the sentences in alphabetical order if none are given. Other
        words are left out.

    Returns
    -------
    x : array, shape (sentences, words)
    words : list of str

    Raises
    ------
    TypeError, ValueError
        If one of the two is no list of texts, or two words are the same.

    Examples
    --------
    >>> x, words = bag_of_words(["not bad not bad", "good"])
    >>> words, x
    (['bad', 'good', 'not'], array([[2., 0., 2.],
           [0., 1., 0.]]))
    """
    sentences = _texts("sentences", sentences)
    split = [sentence.split() for sentence in sentences]
    if words is None:
        words = sorted({word for sentence in split for word in sentence})
    words = _texts("words", words)
    if len(set(words)) < len(words):
        raise ValueError(f"words must differ from each other; got {words}")
    column = {word: k for k, word in enumerate(words)}
    x = np.zeros((len(split), len(words)))
    for row, sentence in zip(x, split, strict=True):
        for word in sentence:
            if word in column:
                row[column[word]] += 1
    return x, words


def _texts(name: str, values: Iterable[str]) -> list[str]:
    texts = [] if isinstance(values, str) else list(values)
    if isinstance(values, str) or not all(isinstance(text, str) for text in texts):
        raise TypeError(f"{name} must be a list of texts; got {values!r:.60}")
    return texts
