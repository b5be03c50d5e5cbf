"""`python -m hub`: the whole course on this machine, until Ctrl-C.

python -m hub                    starts it
python -m hub password NAME      draws a new password for somebody
python -m hub backup FILE        writes the state folder into one file
python -m hub restore FILE       makes a state folder of it
"""

import argparse
import asyncio
import os
import signal
import sys
import time
import traceback
from pathlib import Path
from typing import Any, TextIO
from urllib.parse import urlsplit

from grading.course.configuration import settings_path
from grading.course.settings import Settings, read_settings
from grading.words.errors import CourseError
from hub.commands import COMMANDS
from hub.errors import Missing
from hub.machine import preflight
from hub.people import read_students
from hub.run import CHECKOUT, Run
from hub.signin.accounts import Accounts

FEW = 10  # people whose passwords are shown
WELCOME = """
The course is running.

  The book         {url}
  The notebooks    {url}hub/

{people}

A teacher's page is formgrader; the course directory is {course}.
Each student's server runs in a sandbox without a network.

Log: {log}
Ctrl-C stops everything.
"""


def arguments() -> argparse.Namespace:
    """Read the command line."""
    parser = argparse.ArgumentParser(
        prog="python -m hub", description="The whole course on this machine, until Ctrl-C."
    )
    parser.add_argument("what", nargs="?", choices=list(COMMANDS))
    parser.add_argument("which", nargs="?", help="a name, or a file")
    parser.add_argument("--port", default="", help="where the book and the hub answer")
    parser.add_argument(
        "--course", type=Path, default=CHECKOUT / "gradebook", help="the course directory"
    )
    parser.add_argument(
        "--state", type=Path, default=CHECKOUT / ".hub", help="homes, exchange, logs"
    )
    parser.add_argument(
        "--book", type=Path, default=CHECKOUT / "_build" / "html", help="the built site"
    )
    return parser.parse_args()


def read(course: Path) -> Settings:
    """Read `course.toml`; where there is none, all is as it is without."""
    path = settings_path(course)
    try:
        return read_settings(path) if path else Settings()
    except CourseError as error:
        raise Missing(str(error)) from None


def prepare(options: argparse.Namespace) -> Run:
    """Check everything that can be missing, and settle folders and ports."""
    course = options.course.resolve()
    settings = read(course)
    hub, place = settings.hub, course
    if hub is None:
        place = CHECKOUT / "hub" / "demo"
        hub = read(place).hub
        assert hub is not None
    port = preflight.check_port(options.port or str(hub.port))
    environment = CHECKOUT / ".venv"
    os.environ["PATH"] = os.pathsep.join(
        [str(environment / "bin"), str(CHECKOUT / "node_modules" / ".bin"), os.environ["PATH"]]
    )
    tools = preflight.check_tools()
    preflight.check_sandbox(tools["bwrap"])
    preflight.check_folders(options.book, environment / "student")
    certificates = [place / name for name in (hub.certificate, hub.key) if name]
    preflight.check_files(certificates)
    secret = place / hub.openid.client_secret if hub.openid else None
    preflight.check_files([secret] if secret else [])
    students = read_students(place / hub.students)
    if both := {student.id for student in students} & set(hub.teachers):
        raise Missing(f"{both.pop()} is a student and a teacher: take the name out of one of both")
    run = Run(
        students=students,
        teachers=hub.teachers,
        address=hub.address,
        certificate=certificates[0] if certificates else None,
        key=certificates[1] if certificates else None,
        place=hub.openid or hub.lti,
        place_secret=secret.read_text("utf-8").strip() if secret else "",
        limits=settings.limits.of_server(),
        looks_first=settings.first_look is not None,
        port=port,
        course=course,
        state=options.state.resolve(),
        book=options.book.resolve(),
        tools=tools,
        environment=environment,
    )
    run.make_folders()
    if run.place is None:
        Accounts(run.state).draw_for(run.people)
    return run


def welcome(run: Run) -> str:
    """Say where everything is, and how to come in."""
    accounts = Accounts(run.state)
    drawn = accounts.first_passwords()
    if run.place is not None:
        there = urlsplit(run.place.authorize_url).hostname
        people = f"students ({len(run.students)}) and teachers ({len(run.teachers)})"
        lines = [f"  {people} sign in at {there}"]
    elif len(run.people) <= FEW:
        kinds = {**dict.fromkeys(run.people, "student"), **dict.fromkeys(run.teachers, "teacher")}
        lines = [f"  {kinds[n]:<17}{n:<12}{drawn.get(n, 'as before')}" for n in run.people]
    else:
        lines = [
            f"  {len(run.students)} students, and as teachers {', '.join(run.teachers)}",
            f"  Their first passwords are in {accounts.first_path}: hand them out, then delete it.",
        ]
    return WELCOME.format(url=run.url, course=run.course, log=run.log, people="\n".join(lines))


def divert_output(log: Path) -> TextIO:
    """Send everything that this process and its children print to the log; return the terminal."""
    terminal = os.fdopen(os.dup(1), "w", buffering=1)
    file = os.open(log, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_APPEND, 0o600)
    sys.stdout.flush()
    os.dup2(file, 1)
    os.dup2(file, 2)
    os.close(file)
    return terminal


def serve(run: Run, terminal: TextIO) -> None:
    """Run JupyterHub in this process, until a signal ends it."""

    def say(text: str) -> None:
        print(text, file=terminal)

    say(f"hub: preparing the course in {run.course}")
    from jupyterhub.app import JupyterHub
    from tornado.httpclient import AsyncHTTPClient, HTTPError

    from hub.machine.fill import fill, nbgrader_config
    from hub.machine.jupyterhub_config import hub_config

    async def answers(url: str) -> bool:
        try:
            await AsyncHTTPClient().fetch(url, request_timeout=2, validate_cert=False)
        except (HTTPError, OSError):
            return False
        return True

    class Hub(JupyterHub):
        async def start(self) -> None:
            await super().start()
            deadline = time.monotonic() + 300
            while not await answers(run.url):
                if time.monotonic() > deadline:
                    raise RuntimeError("the book does not answer")
                await asyncio.sleep(0.1)
            say(welcome(run))

        def load_config_file(self, *args: Any, **kwargs: Any) -> None:
            """Load none: the configuration is computed, and no file that lies around adds to it."""

        async def shutdown_cancel_tasks(self, sig: Any = None) -> None:
            say("\nhub: stopping")
            run.leaves_servers = sig != signal.SIGINT  # as when a newer version is to start
            self.cleanup_servers = not run.leaves_servers
            await super().shutdown_cancel_tasks(sig)

    nbgrader = nbgrader_config(run)
    fill(run, nbgrader, say)
    say("hub: starting JupyterHub")
    Hub.instance(config=hub_config(run, nbgrader.CourseDirectory.course_id))
    try:
        Hub.launch_instance(argv=[])
    except SystemExit as end:
        if end.code:
            raise RuntimeError("JupyterHub ended with an error") from None
    say("hub: stopped")


def main() -> int:
    """Start the course, and stop it at Ctrl-C."""
    # A shell that starts this in the background makes its children deaf to Ctrl-C; listen again.
    signal.signal(signal.SIGINT, signal.default_int_handler)
    terminal: TextIO = sys.stderr
    try:
        options = arguments()
        if options.what:
            print(COMMANDS[options.what](options.state.resolve(), options.which or ""))
            return 0
        run = prepare(options)
        with run.lock():
            preflight.check_port_is_free(run.port, run.address)
            terminal = divert_output(run.log)
            try:
                serve(run, terminal)
            except Missing:
                raise
            except Exception:
                traceback.print_exc()
                failed = f"the start failed; the reason stands at the end of {run.log}"
                raise Missing(failed) from None
    except Missing as missing:
        print(f"hub: {missing}", file=terminal)
        return 1
    except KeyboardInterrupt:
        print("hub: stopped before it had started", file=terminal)
        return 130
    return 0


if __name__ == "__main__":
    sys.exit(main())
