"""JupyterHub's configuration of one run, computed from a `Run`."""

import sys
from urllib.parse import urlsplit

from traitlets.config import Config

from grading.course.hub import Lti, OpenId
from hub.machine.proxy import SocketProxy
from hub.run import CHECKOUT, Run
from hub.servers.spawn import SocketSpawner, address_of, dies_with_hub, preloaded_command
from hub.signin.accounts import Accounts
from hub.signin.elsewhere import by_lti, by_openid
from hub.signin.passwords import PasswordAuthenticator


def hub_config(run: Run, course_id: str) -> Config:
    """Compute what a `jupyterhub_config.py` would hold, for this run."""
    c = Config()
    front = f"http://127.0.0.1:{run.ports['front']}"
    hub = address_of(run.doors / "hub.sock")

    # One address: the book at its root, the hub and the servers below it.
    c.JupyterHub.bind_url = run.url.replace(urlsplit(run.url).hostname or "", run.address)
    if run.certificate:
        c.JupyterHub.ssl_cert, c.JupyterHub.ssl_key = str(run.certificate), str(run.key)
    c.JupyterHub.hub_bind_url = c.JupyterHub.hub_connect_url = hub
    c.JupyterHub.hub_routespec = "/hub/"
    c.Proxy.extra_routes = {"/": front, "/user/": hub}
    c.JupyterHub.proxy_class = SocketProxy
    c.ConfigurableHTTPProxy.api_url = address_of(run.runtime / "proxy" / "api.sock")
    c.ConfigurableHTTPProxy.command = [
        *dies_with_hub(run),
        run.tools["node"],
        "--import",
        str(CHECKOUT / "hub" / "front" / "agent.mjs"),
        run.tools["configurable-http-proxy"],
    ]
    c.ConfigurableHTTPProxy.pid_file = str(run.state / "proxy.pid")

    def service(name: str, module: str, *arguments: object) -> dict[str, object]:
        command = [*dies_with_hub(run), sys.executable, "-m", module, *map(str, arguments)]
        return {"name": name, "cwd": str(CHECKOUT), "command": command}

    submissions, course = run.doors / "submissions.sock", (run.exchange, run.course)
    idle = f"--timeout={round(60 * run.limits.idle_minutes)}"
    culled = (run.doors / "hub.sock", "--url=http://hub/hub/api", idle)
    c.JupyterHub.services = [
        service("book", "hub.front.static", run.ports["front"], run.book),
        service("submissions", "hub.submissions.server", submissions, *course),
        service("culler", "hub.machine.culler", *culled),
        {"name": "ready", "cwd": str(CHECKOUT), "command": preloaded_command(run)},
    ]
    if run.looks_first:
        c.JupyterHub.services.append(service("looker", "hub.submissions.looker", *course))
    c.JupyterHub.load_roles = [
        {
            "name": "culler",
            "services": ["culler"],
            "scopes": ["list:users", "read:users:activity", "read:servers", "delete:servers"],
        }
    ]

    # Who is signed in stays so, and running servers are found again.
    c.JupyterHub.db_url = f"sqlite:///{run.state}/hub.sqlite"
    c.JupyterHub.upgrade_db = True
    c.JupyterHub.cookie_secret_file = str(run.state / "cookie_secret")
    c.JupyterHub.tornado_settings = {"cookie_options": {"samesite": "Lax"}}

    if isinstance(run.place, OpenId):
        by_openid(c, run.place, run.place_secret)
    elif isinstance(run.place, Lti):
        by_lti(c, run.place)
    else:
        c.JupyterHub.authenticator_class = PasswordAuthenticator
        c.PasswordAuthenticator.accounts = Accounts(run.state)
        c.JupyterHub.template_vars = {"own_passwords": True}
    c.Authenticator.allowed_users = set(run.people)
    c.Authenticator.allow_existing_users = False
    c.JupyterHub.template_paths = [str(CHECKOUT / "hub" / "front" / "templates")]

    c.JupyterHub.spawner_class = SocketSpawner
    c.SocketSpawner.run = run
    c.SocketSpawner.course_id = course_id
    c.Spawner.env_keep = ["LANG", "LC_ALL"]
    c.Spawner.start_timeout = 300  # on a busy machine, when a class begins
    c.Spawner.http_timeout = 300
    c.LocalProcessSpawner.interrupt_timeout = 5
    c.LocalProcessSpawner.term_timeout = 5
    return c
