"""The grader's commands: `python -m grading COMMAND`; `--help` lists them.

Each imports what it needs itself: a worker imports this module too, and nbgrader takes a second.
"""

import argparse
import os
import sys
from contextlib import nullcontext
from pathlib import Path

from grading.words.errors import AssignmentError, CheckError, CourseError
from sandbox.errors import NoSandbox


def main(arguments: list[str] | None = None) -> int:
    """Run one command; its exit code."""
    options = _parser().parse_args(arguments)
    try:
        return options.run(options)
    except (AssignmentError, CheckError, CourseError, NoSandbox) as error:
        print(f"grading: {error}", file=sys.stderr)
        return 1
    except OSError as error:
        if error.filename is None:
            raise
        said = f"{error.filename}: {error.strerror}: look at the path and its permissions"
        print(f"grading: {said}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("grading: stopped; the same command goes on from here", file=sys.stderr)
        return 130


def _release(options: argparse.Namespace) -> int:
    from grading.course.directory import Course
    from grading.writing.release import path_of, release, write_exercises

    if options.to:
        write_exercises(options.to)
        return 0
    if options.solution:
        return _hand_out_solutions(options)
    course = Course(options.course)
    plain = [name for name in options.assignments if course.has_plain(name)]
    ours = [name for name in options.assignments if name not in plain]
    for name in ours:
        path_of(name)
    if options.preview:
        return _preview(options)
    options.course.mkdir(parents=True, exist_ok=True)
    if ours or not plain:
        for name in release(options.course, ours, config=course.config, drop=options.drop):
            print(f"released {name}")
    for name in plain:
        from grading.writing.plain import release_plain

        release_plain(course, name, options.drop)
        print(f"released {name}")
    return 0


def _preview(options: argparse.Namespace) -> int:
    """Say what a release would change, and for whom."""
    from grading.course.directory import Course
    from grading.run.preview import preview
    from grading.writing.plain import plain_changes, plain_released_aside
    from grading.writing.release import assignments, changes_of, released_aside

    course = Course(options.course)
    for name in options.assignments or assignments():
        plain = course.has_plain(name)
        with plain_released_aside(course, name) if plain else released_aside(name) as aside:
            changes = (plain_changes if plain else changes_of)(course, aside, name)
            lines = [line for found in changes.values() for line in found.lines()]
            renamed = {notebook: found.renamed for notebook, found in changes.items()}
            for student, before, after in preview(course, name, aside, renamed):
                if before != after:
                    word = "gains" if after > before else "loses"
                    points = f"{abs(after - before):g}: {before:g} to {after:g}"
                    lines.append(f"{student} {word} {points}")
        print(f"{name}:", *(lines or ["nothing changes for anybody"]), sep="\n  ")
    return 0


def _hand_out_solutions(options: argparse.Namespace) -> int:
    """Write the reference answers, once nobody can hand in any more."""
    import nbformat

    from grading.course.agrees import gradebook_errors
    from grading.course.deadlines import check_is_over
    from grading.course.directory import Course
    from grading.writing.solution import solution_of

    course = Course(options.course)
    if not options.assignments:
        raise CourseError("which assignment? python -m grading release NAME --solution")
    with gradebook_errors(course):
        versions = {
            (name, notebook): course.versions(name, notebook)
            for name in options.assignments
            for notebook in course.notebooks(name)
        }
        for name in options.assignments:
            if not options.early:
                check_is_over(course, name)
        for (name, notebook), version in versions.items():
            path = course.root / "solution" / name / f"{notebook}.ipynb"
            path.parent.mkdir(parents=True, exist_ok=True)
            nbformat.write(solution_of(*version), path)
            print(f"for students: {os.path.relpath(path)}")
    return 0


def _grade(options: argparse.Namespace) -> int:
    from grading.run.local import prepare

    if options.jobs != 1 and options.student == "*" and not options.scheduler:
        prepare()
    from grading.course.directory import Course
    from grading.course.students import said_of_dots
    from grading.course.unknown import said_of_unknown
    from grading.rooms.ready import said_of_bounds
    from grading.run import progress
    from grading.run.run import grade_all

    course = Course(options.course)
    if not options.assignment:
        known = ", ".join(course.assignments()) or "none yet"
        raise CourseError(f"which assignment? make grade ASSIGNMENT=…; there are: {known}")
    tells = (
        nullcontext(progress.tell_in_json) if options.json else progress.shown(options.assignment)
    )
    with tells as tell:
        outcomes = grade_all(
            course,
            options.assignment,
            options.student,
            options.jobs,
            options.force,
            tell=tell,
            tell_again=progress.tell_again_in_json if options.json else progress.tell_again,
            scheduler=options.scheduler,
        )
    say = progress.summary_in_json if options.json else progress.summary
    print(say(options.assignment, outcomes))
    told = [course.said_of_safety(options.assignment), said_of_bounds()]
    told += [said_of_dots(course, options.assignment)]
    told += [said_of_unknown(course, options.assignment, options.student)]
    for sentence in filter(None, told):
        print(sentence, file=sys.stderr)
    if any(outcomes.values()):
        return _report(options)
    return 0


def _report(options: argparse.Namespace) -> int:
    from grading.course.directory import Course
    from grading.report.report import make_reports

    for path in make_reports(Course(options.course), options.assignment):
        if not options.json:
            print(f"report: {os.path.relpath(path)}")
    return 0


def _student(options: argparse.Namespace) -> int:
    from grading.course.agrees import gradebook_errors
    from grading.course.directory import Course
    from grading.record.person import erase, give_out

    course = Course(options.course)
    with gradebook_errors(course):
        if options.erase:
            erase(course, options.student)
            print(f"erased {options.student}; backups and the hub may still hold copies")
        else:
            give_out(course, options.student, options.to)
            print(f"wrote {options.to}")
    return 0


def _backup(options: argparse.Namespace) -> int:
    from grading.course.agrees import gradebook_errors
    from grading.course.backup import back_up
    from grading.course.directory import Course

    course = Course(options.course)
    with gradebook_errors(course):
        whole = back_up(course, options.file)
    print(
        f"wrote {options.file}: it holds the secret of the course, so keep it where only you read"
    )
    if not whole:
        print(f"the gradebook {course.gradebook_name} lies elsewhere: back it up there as well")
    return 0


def _restore(options: argparse.Namespace) -> int:
    from grading.course.backup import database_in, restore
    from grading.course.directory import Course

    restore(options.file, options.course)
    print(f"restored {options.course}")
    course = Course(options.course)
    if not database_in(course):
        print(f"its gradebook is {course.gradebook_name}: mend db_url if that is another course's")
    return 0


def _question(options: argparse.Namespace) -> int:
    from grading.writing.release import assignments
    from grading.writing.skeleton import write_skeleton

    assignment, _, name = options.question.partition("/")
    if not name:
        raise AssignmentError(
            f"which assignment? make question NAME=ASSIGNMENT/QUESTION, as in "
            f"{assignments()[0]}/{assignment}"
        )
    for path in write_skeleton(assignment, name):
        print(os.path.relpath(path))
    print("fill these in, rename the answers after what each does, then: make exercises test")
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m grading", description="Release, grade, begin.")
    course = Path(os.environ.get("COURSE") or "gradebook")
    commands = parser.add_subparsers(required=True)
    command = commands.add_parser("release", help="release assignments to a course directory")
    command.add_argument("assignments", nargs="*")
    command.add_argument("--course", type=Path, default=course)
    command.add_argument("--to", type=Path, help="only write what students get to this folder")
    command.add_argument("--preview", action="store_true", help="only say who gains and who loses")
    command.add_argument("--drop", action="store_true", help="marks given by hand may go")
    command.add_argument("--solution", action="store_true", help="write reference answers, instead")
    command.add_argument("--early", action="store_true", help="also before the deadline")
    command.set_defaults(run=_release)
    command = commands.add_parser("grade", help="grade all submissions of an assignment")
    command.add_argument("assignment", nargs="?")
    command.add_argument("--student", default="*")
    command.add_argument("--course", type=Path, default=course)
    command.add_argument("--jobs", type=int, help="so many side by side; as many as cores")
    command.add_argument("--scheduler", default="", help="of a Dask cluster: tcp://127.0.0.1:8786")
    command.add_argument("--json", action="store_true", help="lines of JSON, for machines")
    command.add_argument("--force", action="store_true", help="grade again what is graded")
    command.set_defaults(run=_grade)
    command = commands.add_parser("report", help="say how a class has fared, in a page")
    command.add_argument("assignment")
    command.add_argument("--course", type=Path, default=course)
    command.set_defaults(run=_report, json=False)
    command = commands.add_parser(
        "student", help="give out what is stored of a student, or erase it"
    )
    command.add_argument("student")
    command.add_argument("--course", type=Path, default=course)
    what = command.add_mutually_exclusive_group(required=True)
    what.add_argument("--to", type=Path, help="write it to this zip")
    what.add_argument("--erase", action="store_true", help="erase it; nothing brings it back")
    command.set_defaults(run=_student)
    command = commands.add_parser("backup", help="write the course directory into one file")
    command.add_argument("file", type=Path, metavar="FILE.tar.gz")
    command.add_argument("--course", type=Path, default=course)
    command.set_defaults(run=_backup)
    command = commands.add_parser("restore", help="make a course directory of a backup")
    command.add_argument("file", type=Path, metavar="FILE.tar.gz")
    command.add_argument("--course", type=Path, default=course)
    command.set_defaults(run=_restore)
    command = commands.add_parser("question", help="write the skeleton of a new question")
    command.add_argument("question", metavar="ASSIGNMENT/QUESTION")
    command.set_defaults(run=_question)
    return parser


if __name__ == "__main__":
    sys.exit(main())
