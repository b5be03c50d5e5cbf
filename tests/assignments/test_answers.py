"""The tests of the tests: wrong answers lose, honest ones win, and mutants do not slip through.

Answers lie beside this file, in `wrong_answers/ASSIGNMENT/QUESTION__misconception.py` and
`honest_answers/ASSIGNMENT/QUESTION__way.py`. A first line `# added: …` puts what follows the
line `# answer:` into the answer cell and what stands before it into an added cell above.

`make test` grades them through the two rooms with one answer to each question in a submission,
tries SEEDS students and a sample of the mutants. `make test-all` grades each wrong one alone, of
which `make test` takes one, tries all 200 students and every mutant.
"""

import ast
import os
import random
from functools import cache

import nbformat
import pytest
import yaml

from grading.rooms.session import grade
from grading.words.cells import role_of
from grading.writing.release import assignments
from grading.writing.skeleton import UNNAMED, WANTED
from sandbox.limits import Limits
from tests.assignments.mutation import mutants
from tests.tools.handing_in import answered
from tests.tools.places import TESTS

pytestmark = pytest.mark.slow(170)

ALL = os.environ.get("COURSE_TESTS") == "all"
SEEDS = 200 if ALL else 8
PARTS = 8 if ALL else 1  # of the seeds: each is a test of its own, so that no worker is the last
MUTANTS = 25  # of each question
SECRET = bytes(range(32))
# The limits are wide, so that a busy machine decides nothing; but for an answer that never ends.
LIMITS = Limits(cell_seconds=60, property_seconds=60, clock=40)
SLOW = "for_ever", "a_pass_for_each"  # in the names of what loses by its time alone
FOR_EVER = Limits(cell_seconds=5, property_seconds=3, clock=40)
ASSIGNMENTS = assignments()


@cache
def answers(kind, assignment):
    """question -> {name of the file: source} of the wrong or honest answers."""
    found = {}
    for path in sorted((TESTS / "assignments" / f"{kind}_answers" / assignment).glob("*.py")):
        question, name = path.stem.split("__", 1)
        found.setdefault(question, {})[name] = path.read_text()
    return found


QUESTIONS = [(a, question) for a in ASSIGNMENTS for question in answers("wrong", a)]


def parts(source):
    """(the cell added above the answer or None, the answer)."""
    if source.startswith("# added:"):
        added, answer = source.split("# answer:\n", 1)
        return added, answer
    return None, source


def as_one_cell(source):
    added, answer = parts(source)
    return answer if added is None else added + "\n" + answer


def builds_on(source, question, questions):
    """Whether an answer calls those to other questions: it is right only where they are."""
    nodes = list(ast.walk(ast.parse(source)))
    names = [node for node in nodes if isinstance(node, ast.Name)]
    own = {node.id for node in names if isinstance(node.ctx, ast.Store)}
    own |= {node.arg for node in nodes if isinstance(node, ast.arg)}
    return not ({node.id for node in names} - own).isdisjoint(set(questions) - {question})


def submissions(kind, assignment):
    """Submissions, each {question: (file, source)}: every answer stands in one of them.

    One that builds on others stands alone, beside the reference answers. `make test-all` leaves
    the other wrong ones to `each_alone`.
    """
    found = answers(kind, assignment)
    alone, beside = [], {}
    for question, files in found.items():
        for name, text in files.items():
            if builds_on(text, question, found):
                alone.append({question: (name, text)})
            else:
                beside.setdefault(question, []).append((name, text))
    if ALL and kind == "wrong":
        return alone
    width = max(map(len, beside.values()), default=0)
    together = [
        {q: files[n] for q, files in beside.items() if n < len(files)} for n in range(width)
    ]
    return together + alone


def each_alone(assignment):
    """Submissions with one wrong answer each, of those that build on no other.

    Beside other wrong ones it could cost their questions points and nobody would notice; honest
    ones all keep theirs, beside whatever.
    """
    found = answers("wrong", assignment)
    return [
        {question: (name, text)}
        for question, files in found.items()
        for name, text in files.items()
        if not builds_on(text, question, found)
    ]


TOGETHER = {
    kind: [
        pytest.param(assignment, chosen, id=f"{assignment}-{n}")
        for assignment in ASSIGNMENTS
        for n, chosen in enumerate(submissions(kind, assignment))
    ]
    for kind in WANTED
}
ALONE = [
    pytest.param(assignment, chosen, id=f"{assignment}-{n}")
    for assignment in ASSIGNMENTS
    for n, chosen in enumerate(each_alone(assignment)[: None if ALL else 1])
]


def graded(rooms, assignment, chosen, all_others=True, student="ada"):
    """The scores of a submission with these answers, the reference elsewhere: question -> check.

    Left out is what builds on one of these answers; or, if not all others are wanted, what builds
    on any, and the cells to play in: training takes long.
    """
    _, source, released, right = rooms(assignment)
    wrong = chosen if all_others else right
    texts = {q: text for q, text in right.items() if not builds_on(text, q, wrong)}
    added = []
    for question, (_, text) in chosen.items():
        more, texts[question] = parts(text)
        if more is not None:
            names = [cell.id for cell in released.cells]
            added.append((names[names.index(question) - 1], more))
    code = [cell for cell in released.cells if cell.cell_type == "code"]
    to_play_in = [cell.id for cell in code if role_of(cell) == "try" and not all_others]
    sources = texts | dict.fromkeys(to_play_in, "")
    data = nbformat.writes(answered(released, sources, added)).encode()
    limits = FOR_EVER if any("for_ever" in name for name, _ in chosen.values()) else LIMITS
    verdict, _ = grade(data, source, released, student, SECRET, limits)
    assert verdict.refused == []
    return {check.name: check for check in verdict.checks if check.name in texts}


def assert_loses_alone(checks, chosen):
    for question, check in checks.items():
        if question in chosen:
            assert check.score < check.points, f"{question}__{chosen[question][0]} won"
        else:
            assert check.score == check.points, f"{question} lost: {check.report()}"


@pytest.mark.parametrize(("assignment", "chosen"), TOGETHER["wrong"])
def test_a_wrong_answer_loses_points_in_its_own_check_alone(rooms, assignment, chosen):
    assert_loses_alone(graded(rooms, assignment, chosen), chosen)


@pytest.mark.parametrize(("assignment", "chosen"), ALONE)
def test_a_single_wrong_answer_costs_no_other_question_points(rooms, assignment, chosen):
    assert_loses_alone(graded(rooms, assignment, chosen, all_others=False), chosen)


@pytest.mark.parametrize(("assignment", "chosen"), TOGETHER["honest"])
def test_an_honest_answer_earns_all_points(rooms, assignment, chosen):
    for question, check in graded(rooms, assignment, chosen).items():
        assert check.score == check.points, f"{question} {chosen.get(question)}: {check.report()}"


@pytest.mark.parametrize("assignment", ASSIGNMENTS)
def test_there_are_enough_of_each(rooms, assignment):
    questions = rooms(assignment).room.questions
    found = {kind: answers(kind, assignment) for kind in WANTED}
    assert not missing(assignment, questions, found), missing(assignment, questions, found)


def missing(assignment, questions, found):
    """A sentence for each question that has too few answers, or answers without a name."""
    wrong, honest = WANTED["wrong"], WANTED["honest"]
    sentences = []
    for question in questions:
        named = {
            kind: [name for name in found[kind].get(question, ()) if UNNAMED not in name]
            for kind in WANTED
        }
        if any(len(named[kind]) < WANTED[kind] for kind in WANTED):
            sentences.append(
                f"{wrong} wrong answers and {honest} honest ones are wanted in "
                f"tests/assignments/{{wrong,honest}}_answers/{assignment}/{question}__….py; "
                f"there are {len(named['wrong'])} and {len(named['honest'])} with a name"
            )
    return "\n".join(sentences)


def test_a_forgotten_answer_is_named_in_a_sentence():
    found = {"wrong": {"f": {f"{UNNAMED}_{n}": "" for n in range(6)}}, "honest": {}}
    assert missing("ps1", ["f"], found) == (
        "6 wrong answers and 3 honest ones are wanted in "
        "tests/assignments/{wrong,honest}_answers/ps1/f__….py; there are 0 and 0 with a name"
    )


@pytest.mark.parametrize("assignment", ASSIGNMENTS)
@pytest.mark.parametrize("kind", ["wrong", "honest"])
def test_no_answer_is_to_a_question_that_is_gone(rooms, assignment, kind):
    assert set(answers(kind, assignment)) <= set(rooms(assignment).room.questions)


@pytest.mark.timeout(3600)
@pytest.mark.parametrize("part", range(PARTS))
@pytest.mark.parametrize(("assignment", "question"), QUESTIONS)
def test_luck_decides_nothing(rooms, assignment, question, part, record_property):
    room, _, _, right = rooms(assignment)
    wrong = answers("wrong", assignment)[question]
    winners = {"reference": right[question], **answers("honest", assignment)[question]}
    for number in range(part, SEEDS, PARTS):
        who = f"student{number}"
        for name, text in winners.items():
            failed = dict(room.failures(question, as_one_cell(text), who, 20, named=False))
            assert not failed, f"{name} lost under {who}: {failed}"
        if number < SEEDS // 4 or ALL:
            for name, text in wrong.items():
                seconds = 0.1 if any(word in name for word in SLOW) else 1
                won = room.wins(question, as_one_cell(text), who, seconds=seconds)
                assert not won, f"{name} won under {who}"
    if part:
        return  # the answers are counted once
    kept = f"honest answers keep all points under each of {SEEDS} students' seeds"
    record_property("counted", (kept, len(winners)))
    lost = f"wrong answers lose under each of {SEEDS if ALL else SEEDS // 4} students' seeds"
    record_property("counted", (lost, len(wrong)))


@pytest.mark.parametrize("answer", ["def dense(:", "1 / 0", "pass"])
def test_what_defines_nothing_is_not_taken_for_the_reference(rooms, answer):
    assert not rooms("ps1_feed_forward").room.wins("dense", answer)


def survivors_file():
    path = TESTS / "assignments" / "wrong_answers" / "survivors.yml"
    return yaml.safe_load(path.read_text()) or {}


@pytest.mark.timeout(3600)
@pytest.mark.parametrize(("assignment", "question"), QUESTIONS)
def test_mutants_of_the_reference_lose_points(rooms, assignment, question, record_property):
    """95 % of those that make it wrong do; each survivor is listed and explained."""
    room, _, _, right = rooms(assignment)
    explained = {
        mutant.removeprefix(f"{question}, "): why
        for mutant, why in survivors_file().get(assignment, {}).items()
        if mutant.startswith(f"{question}, ")
    }
    sources = {}  # what was changed -> the mutants: a line may have the same change twice
    for label, text in mutants(right[question]):
        sources.setdefault(label, []).append(text)
    tried = list(sources)
    if not ALL and len(tried) > MUTANTS:
        tried = random.Random(question).sample(tried, MUTANTS)
    alive = set()
    for label in tried:
        seconds = 20 if label in explained else 1
        if any(room.wins(question, text, seconds=seconds) for text in sources[label]):
            alive.add(label)
    unexplained = sorted(alive - explained.keys())
    assert not unexplained, f"survivors without an explanation: {unexplained}"
    dead = [mutant for mutant in explained if mutant not in alive and (ALL or mutant in tried)]
    assert not dead, f"listed as survivors, and they are none: {dead}"
    harmless = ("same behaviour", "also right")
    harmful = [mutant for mutant, why in explained.items() if not why.startswith(harmless)]
    assert len(harmful) <= 0.05 * len(sources), harmful  # of all, those tried and those not
    record_property("counted", ("mutants of the reference lose points", len(tried) - len(alive)))
    record_property("counted", ("mutants survive, each with its explanation", len(alive)))
