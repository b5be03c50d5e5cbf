"""JupyterHub's configuration of one run, computed from a `Run`."""

import os
import sys

from traitlets.config import Config

from hub.run import CHECKOUT, INSTRUCTOR, STUDENTS, Run
from hub.servers.spawn import before_spawn, dies_with_hub
from hub.signin.passwords import DemoAuthenticator


def hub_config(run: Run, course_id: str) -> Config:
    """Compute what a `jupyterhub_config.py` would hold, for this run."""
    c = Config()
    front = f"http://127.0.0.1:{run.ports['front']}"
    hub = f"http://127.0.0.1:{run.ports['hub']}"

    # One address: the book at its root, the hub and the servers below it.
    c.JupyterHub.bind_url = run.url
    c.JupyterHub.hub_bind_url = hub
    c.JupyterHub.hub_routespec = "/hub/"
    c.Proxy.extra_routes = {"/": front, "/user/": hub}
    c.ConfigurableHTTPProxy.api_url = f"http://127.0.0.1:{run.ports['proxy']}"
    c.ConfigurableHTTPProxy.command = [
        *dies_with_hub(run),
        run.tools["node"],
        run.tools["configurable-http-proxy"],
    ]
    c.ConfigurableHTTPProxy.pid_file = str(run.state / "proxy.pid")
    c.JupyterHub.services = [
        {
            "name": "book",
            "cwd": str(CHECKOUT),
            "command": [
                *dies_with_hub(run),
                sys.executable,
                "-m",
                "hub.front.static",
                str(run.ports["front"]),
                str(run.book),
            ],
        },
        {
            "name": "submissions",
            "cwd": str(CHECKOUT),
            "command": [
                *dies_with_hub(run),
                sys.executable,
                "-m",
                "hub.submissions.server",
                str(run.doors / "submissions.sock"),
                str(run.exchange),
                str(run.course),
            ],
        },
    ]

    # Nothing of the hub outlives it: database and secrets are in memory.
    c.JupyterHub.db_url = "sqlite:///:memory:"
    c.JupyterHub.cookie_secret = os.urandom(32)

    c.JupyterHub.authenticator_class = DemoAuthenticator
    c.DemoAuthenticator.passwords = run.passwords
    c.Authenticator.allowed_users = {*STUDENTS, INSTRUCTOR}
    c.JupyterHub.template_paths = [str(CHECKOUT / "hub" / "front" / "templates")]

    c.JupyterHub.spawner_class = "simple"
    c.Spawner.pre_spawn_hook = before_spawn(run, course_id)
    c.Spawner.env_keep = ["LANG", "LC_ALL"]
    c.Spawner.start_timeout = 300  # on a busy machine, when a class begins
    c.Spawner.http_timeout = 300
    c.LocalProcessSpawner.interrupt_timeout = 5
    c.LocalProcessSpawner.term_timeout = 5
    return c
