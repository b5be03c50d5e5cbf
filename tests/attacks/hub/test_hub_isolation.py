"""A real hub: what a student's own code can see, reach and use up."""

import textwrap

import pytest
import requests

from tests.attacks.hub.attacks import ATTACKS, EXHAUSTING, TOOLS
from tests.tools.hub_run import HubRun, Server, skip_where_the_kernel_lets_nobody_into_a_box
from tests.tools.patience import wait_until
from tests.tools.places import ROOT

pytestmark = pytest.mark.slow(70)
LIMITS = """
[limits]
memory_mb = 700
processes = 120
home_mb = 40
tmp_mb = 30
"""


@pytest.fixture(scope="module")
def book(tmp_path_factory):
    folder = tmp_path_factory.mktemp("book")
    (folder / "index.html").write_text("<h1>Basic Deep Learning</h1>")
    return folder


@pytest.fixture(scope="module")
def hub(tmp_path_factory, book):
    folder = tmp_path_factory.mktemp("hub")
    with HubRun(folder, book, settings=LIMITS) as hub:
        secret = folder / "state" / "homes" / "grace" / "diary.txt"
        secret.write_text("a secret of grace's")
        yield hub


@pytest.fixture(scope="module")
def ada(hub):
    return Server(hub, "ada")


def says(server, code):
    return server.run(textwrap.dedent(code)).strip()


def test_what_is_attacked_is_a_server_as_a_class_has_it_forked_from_one_that_stood_ready(hub, ada):
    skip_where_the_kernel_lets_nobody_into_a_box(hub, "ada")
    assert "hub.servers.preloaded" in says(ada, "print(open('/proc/self/cmdline').read())")


def test_the_checkout_the_gradebook_and_other_homes_are_not_there(hub, ada):
    state = hub.folder / "state"
    files = [ROOT / "nbgrader_config.py", ROOT / "solutions" / "ps2_counting.md"]
    files += [ROOT / "README.md", hub.folder / "course" / "gradebook.db", state / "lock"]
    files += [state / "logs" / "hub.log", state / "homes" / "grace" / "diary.txt"]
    assert all(file.exists() for file in files)
    paths = [str(path) for path in [*files, "/root", "/etc/shadow", "/var", "/run", "/opt"]]
    found = says(ada, f"import os; print([path for path in {paths} if os.path.lexists(path)])")
    assert found == "[]"


def test_nothing_of_grace_s_is_found_by_walking_everywhere(hub, ada):
    found = says(
        ada,
        """
        import os
        skipped = ("/proc", "/usr", "/dev", "site-packages")
        for folder, folders, files in os.walk("/"):
            folders[:] = [f for f in folders if not os.path.join(folder, f).endswith(skipped)]
            print(*(os.path.join(folder, f) for f in files if f in ("diary.txt", "gradebook.db")))
        """,
    )
    assert found == ""


def test_only_own_processes_are_seen(ada):
    seen = says(
        ada,
        """
        import os
        pids = [pid for pid in os.listdir("/proc") if pid.isdigit()]
        for pid in pids:
            print(open(f"/proc/{pid}/cmdline").read().replace("\\0", " "))
        """,
    )
    processes = [line for line in seen.splitlines() if line.strip()]
    known = ("bwrap", "cat", "hub.servers.", "ipykernel_launcher")
    assert all(any(word in process for word in known) for process in processes), seen
    assert "grace" not in seen
    assert "keeper" not in seen
    assert "hub.front.static" not in seen


def test_no_open_file_leads_back_to_the_hub(hub, ada):
    """Through /proc/self/fd a process reads what it was only meant to write to."""
    targets = says(
        ada,
        """
        import os
        for pid in (pid for pid in os.listdir("/proc") if pid.isdigit()):
            for fd in os.listdir(f"/proc/{pid}/fd"):
                try:
                    print(os.readlink(f"/proc/{pid}/fd/{fd}"))
                except OSError:
                    pass
        """,
    ).splitlines()
    outside = {path for path in targets if path.startswith(str(hub.folder))}
    assert outside <= {str(hub.folder / "state" / "logs" / "ada.log")}


def test_the_environment_holds_no_password_and_no_secret_of_the_hub(hub, ada):
    variables = says(ada, "import os; print(dict(os.environ))")
    for name in ("grace", "instructor"):
        assert hub.passwords[name] not in variables
    assert "CONFIGPROXY_AUTH_TOKEN" not in variables


def test_a_student_writes_to_the_home_only(ada):
    refused = says(
        ada,
        """
        import os, sys
        import course_lib
        folders = ["/", "/usr", "/etc", sys.prefix, os.path.dirname(course_lib.__file__)]
        folders += ["/etc/jupyter/student", "/srv/course", "/room/hub/submissions/inside"]
        for folder in folders:
            try:
                open(os.path.join(folder, "mine"), "w").close()
                print("wrote to", folder)
            except OSError:
                pass
        open("/home/student/mine", "w").close()
        os.remove("/home/student/mine")
        """,
    )
    assert refused == ""


def test_kernels_do_not_listen_on_the_shared_network(ada):
    transport = says(
        ada,
        """
        import json
        from ipykernel.connect import get_connection_file
        print(json.load(open(get_connection_file()))["transport"])
        """,
    )
    assert transport == "ipc"


def test_the_notebook_has_the_course_s_library_plots_and_widgets(ada):
    printed = says(
        ada,
        """
        import course_lib, matplotlib.pyplot as plt, ipywidgets, anywidget
        from course_lib import MLP
        plt.plot([1, 2])
        ipywidgets.IntSlider()
        print(course_lib.__file__)
        print(MLP([4, 6, 5, 3], output_bias=False).n_parameters)
        """,
    ).splitlines()
    assert printed[0].endswith(".venv/student/course_lib/__init__.py")
    assert printed[1] == "80"


def test_students_have_no_formgrader_and_no_terminal(ada):
    assert ada.session.get(f"{ada.base}formgrader").status_code == 404
    assert ada.session.get(f"{ada.base}api/terminals").status_code == 404


def test_one_student_does_not_get_into_another_s_server(hub, ada):
    grace = Server(hub, "grace")
    assert grace.session.get(f"{grace.base}api/contents").ok
    assert ada.session.get(f"{grace.base}api/contents").status_code == 403
    assert ada.session.get(f"{grace.base}lab").status_code == 403


def test_a_student_s_token_opens_nothing_of_the_hub_but_the_student(hub, ada):
    token = says(ada, "import os; print(os.environ['JUPYTERHUB_API_TOKEN'])")
    headers = {"Authorization": f"token {token}"}
    for path in ("users", "users/grace", "users/instructor/server", "proxy", "services"):
        answer = requests.get(f"{hub.url}hub/api/{path}", headers=headers)
        assert answer.status_code in (403, 404, 405), path


def test_an_assignment_is_handed_in_by_whom_the_token_names_and_by_nobody_else(hub, ada):
    """The name in the environment, in the configuration and in the address is not asked."""
    printed = says(
        ada,
        """
        import http.client, json, os, socket
        from hub.submissions.inside import exchange
        from nbgrader.apps import NbGrader

        os.environ["JUPYTERHUB_USER"] = "grace"
        app = NbGrader()
        app.load_config_file()
        app.config.CourseDirectory.student_id = "grace"
        app.config.CourseDirectory.assignment_id = "ps2_counting"
        from nbgrader.coursedir import CourseDirectory
        given = {"coursedir": CourseDirectory(config=app.config), "config": app.config}
        exchange.FetchAssignment(**given).start()
        exchange.Submit(**given).start()
        print(os.listdir("receipts"))
        os.environ["JUPYTERHUB_API_TOKEN"] = "0" * 32
        try:
            exchange.Submit(**given).start()
        except Exception as error:
            print(error)
        """,
    )
    assert "ps2_counting" in printed and "the hub does not know who asks" in printed
    inbound = hub.folder / "state" / "exchange" / "basic_deep_learning" / "inbound"
    assert [path.name.split("+")[:2] for path in inbound.iterdir()] == [["ada", "ps2_counting"]]


def test_cookies_are_not_sent_from_other_sites(hub, ada):
    page = requests.get(f"{hub.url}hub/login")
    cookies = page.raw.headers.getlist("Set-Cookie")
    assert cookies and all("samesite=lax" in cookie.lower() for cookie in cookies), cookies


def test_the_instructor_s_first_page_is_formgrader(hub):
    instructor = Server(hub, "instructor")
    page = instructor.session.get(f"{hub.url}user/instructor/")
    assert page.url.endswith("/formgrader/manage_assignments")
    assert "Formgrader config" not in page.text
    assert instructor.session.get(f"{hub.url}assignments").url == page.url
    link = instructor.session.get(f"{hub.url}tree/source/ps2_counting")
    assert link.url.endswith("/user/instructor/lab/tree/source/ps2_counting")
    assert instructor.run("print(6 * 7)").strip() == "42"


def test_no_attack_gets_anywhere(hub, ada, record_property):
    tools = f"{TOOLS}\nPORTS = [{hub.port}, 22, 80, 8000, 8001, 8081, 5432]\n"

    def attempts(attacks):
        return "".join(f"print(attempt({name!r}, lambda: {attacks[name]}))\n" for name in attacks)

    worked = ada.run(tools + attempts(ATTACKS)).split("\n")
    for name in EXHAUSTING:
        worked += ada.run(tools + attempts({name: EXHAUSTING[name]})).split("\n")
    record_property("counted", ("attacks on the hub", len(ATTACKS) + len(EXHAUSTING)))
    assert [found for found in worked if found] == []
    assert says(ada, "print(6 * 7)") == "42"


def test_a_home_that_is_too_full_runs_nothing_until_there_is_room(hub, ada):
    """Many files, each of them small enough."""
    home = hub.folder / "state" / "homes" / "ada"
    note = home / "YOUR FOLDER IS FULL.txt"
    printed = ada.run(
        "import os, time\n"
        "for n in range(100): open(f'f{n}', 'wb').write(os.urandom(1_000_000))\n"
        "time.sleep(600)\nprint('still there')"
    )
    assert printed == ""
    assert "40 MB" in note.read_text() and "Delete what you do not need" in note.read_text()
    for n in range(100):
        ada.session.delete(f"{ada.base}api/contents/f{n}", headers=ada._header())
    wait_until(lambda: not note.exists())
    assert says(ada, "print(6 * 7)") == "42"
