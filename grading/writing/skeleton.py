"""The skeleton of a new question: what a writer fills in, each part at its place.

solutions/ASSIGNMENT.md                                     task, answer, check
tests/assignments/wrong_answers/ASSIGNMENT/NAME__….py       six misconceptions
tests/assignments/honest_answers/ASSIGNMENT/NAME__….py      three other right ways
"""

from pathlib import Path

from grading.words.errors import AssignmentError
from grading.writing.assignment import NAME
from grading.writing.release import SOLUTIONS, path_of

ANSWERS = SOLUTIONS.parent / "tests" / "assignments"
WANTED = {"wrong": 6, "honest": 3}
UNNAMED = "rename_me"  # an answer of that name is none yet
TEXT = '''
## A heading for {name}

What is to be written, and why.

<details><summary>Hint 1</summary>

What to look at.

</details>
<details><summary>Hint 2</summary>

What to do with it.

</details>

```{{code-cell}} ipython3
:answer: {name}
:returns: array (n,)

def {name}(x):
    """What it gives back.

    x: array (n, 2)
    returns: array (n,)
    """
    ### BEGIN SOLUTION
    return x[:, 0] - x[:, 1]
    ### END SOLUTION
```

```{{code-cell}} ipython3
:try:

{name}(np.eye(2))
```

```{{code-cell}} ipython3
:check: {name}
:points: 3

with prop("what can be seen on numbers worked by hand"):
    assert_close({name}(np.array([[3.0, 1.0]])), [2.0], "the example")

with prop("what must hold whatever the numbers", essential=True) as rng:
    for n in (5, 2, 1):
        assert_right({name}, rng.normal(size=(n, 2)))
```

```{{code-cell}} ipython3
:mistakes: {name}

def turned_round(x):
    """what the mistake is, in words for the student"""
    return x[:, 1] - x[:, 0]
```
'''
ANSWER = {
    "wrong": "def {name}(x):  # what this misconception computes\n    return x[:, 0] * 0 + {n}\n",
    "honest": "def {name}(x):  # another right way, not the reference's\n"
    "    return np.asarray(x) @ [1, -1] + 0 * {n}\n",
}


def write_skeleton(
    assignment: str, name: str, answers: Path = ANSWERS, solutions: Path = SOLUTIONS
) -> list[Path]:
    """Write the skeleton of a question; the files, in the order in which they are filled in.

    Parameters
    ----------
    assignment : str
    name : str
        The answer's name, and that of its function.
    answers : Path
        The folder of `wrong_answers` and `honest_answers`.
    solutions : Path
        The folder of the texts.

    Raises
    ------
    AssignmentError
        If there is no such assignment, the name is none, or the question is there.
    """
    text = path_of(assignment, solutions)
    if not NAME.fullmatch(name):
        raise AssignmentError(f"{name!r} is not a name (a-z, 0-9, _)")
    if f":answer: {name}\n" in text.read_text():
        raise AssignmentError(f"{assignment} has a question {name} already: look at {text}")
    with open(text, "a") as file:
        file.write(TEXT.format(name=name))
    written = [text]
    for kind, count in WANTED.items():
        folder = answers / f"{kind}_answers" / assignment
        folder.mkdir(parents=True, exist_ok=True)
        for n in range(1, count + 1):
            path = folder / f"{name}__{UNNAMED}_{n}.py"
            path.write_text(ANSWER[kind].format(name=name, n=n))
            written.append(path)
    return written
