"""JupyterHub in the chart: what `course.toml` and the table of students say of it.

The chart configures first. Then `hub.extraConfig` of `values.yaml` calls `configure`, in the hub's
pod. Who comes in, how, and with which limits stands in `course.toml`, as on one machine; what is a
matter of the cluster, in `values.yaml`.
"""

import sys
from pathlib import Path
from typing import Any

from traitlets.config import Config

from hub.errors import Missing
from hub.kubernetes.settings import settings_in
from hub.people import read_students
from hub.signin.elsewhere import by_lti, by_openid

FOLDER = Path("/etc/course")  # the ConfigMap and the Secret
CULLER = "jupyterhub-idle-culler"  # as the chart calls it


def configure(c: Config, teacher: dict[str, Any], folder: Path = FOLDER) -> None:
    """Add to the hub's configuration; end with a sentence where something is wrong.

    Parameters
    ----------
    c : traitlets.config.Config
    teacher : dict
        Traits of KubeSpawner that a teacher's server has in place of a student's, or, where they
        are dictionaries, on top of them.
    folder : Path
    """
    try:
        _configure(c, teacher, folder)
    except Missing as missing:
        sys.exit(f"hub: {missing}")


def _configure(c: Config, teacher: dict[str, Any], folder: Path) -> None:
    settings = settings_in(folder)
    hub, limits = settings.hub, settings.limits.of_server()
    assert hub is not None
    students = [person.id for person in read_students(folder / hub.students)]
    if hub.openid:
        secret = folder / hub.openid.client_secret
        if not secret.is_file():
            raise Missing(f"there is no file {secret}: put it into the Secret 'course'")
        by_openid(c, hub.openid, secret.read_text("utf-8").strip())
    elif hub.lti:
        by_lti(c, hub.lti)
    else:
        raise Missing(
            f"{folder}/course.toml: people sign in at [hub.openid] or [hub.lti] here; passwords of "
            "the hub's own are kept on one machine only"
        )
    cookies = {"samesite": "Lax", "secure": True}
    tornado = {"slow_spawn_timeout": 0, "cookie_options": cookies}  # the first is the chart's
    c.JupyterHub.tornado_settings = {
        **tornado,
        **(c.JupyterHub.tornado_settings if hub.lti else {}),
    }
    c.Authenticator.allowed_users = {*students, *hub.teachers}
    c.Authenticator.allow_existing_users = False

    c.KubeSpawner.mem_limit = f"{limits.memory_mb}M"
    c.KubeSpawner.storage_capacity = f"{limits.home_mb}M"
    for service in c.JupyterHub.services:
        if service["name"] == CULLER:
            idle = f"--timeout={round(60 * limits.idle_minutes)}"
            others = (word for word in service["command"] if not word.startswith("--timeout="))
            service["command"] = [*others, idle]
    c.KubeSpawner.environment = {**c.KubeSpawner.environment, "COURSE_ID": settings.name}

    teachers = set(hub.teachers)

    def as_teacher(spawner: Any) -> None:
        if spawner.user.name in teachers:
            for name, value in teacher.items():
                here = getattr(spawner, name)
                setattr(spawner, name, {**here, **value} if isinstance(value, dict) else value)

    c.KubeSpawner.pre_spawn_hook = as_teacher
