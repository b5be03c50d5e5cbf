"""The pods of a student and a teacher, as the hub's own configuration makes them; JSON to stdout.

It runs where the hub does: the chart's files at their places, kubespawner in its version. Nothing
is asked of a cluster.
"""

import asyncio
import contextlib
import json
import sys

from jupyterhub.objects import Server
from kubernetes_asyncio.client import ApiClient
from kubespawner import KubeSpawner
from traitlets.config.loader import PyFileConfigLoader

CONFIG = "/usr/local/etc/jupyterhub/jupyterhub_config.py"


async def pod(config, name):
    spawner = KubeSpawner(_mock=True, config=config)
    spawner.user.name = name
    spawner.api_token = "token"
    spawner.oauth_client_id = "client"
    spawner.server = Server(ip="0.0.0.0", port=8888)
    spawner.handler = None
    config.KubeSpawner.pre_spawn_hook(spawner)
    manifest = await spawner.get_pod_manifest()
    return ApiClient().sanitize_for_serialization(manifest)


async def main():
    with contextlib.redirect_stdout(sys.stderr):
        config = PyFileConfigLoader(CONFIG).load_config()
    hub = {
        "authenticator": config.JupyterHub.authenticator_class.__name__,
        "allowed": sorted(config.Authenticator.allowed_users),
        "tornado": config.JupyterHub.tornado_settings,
        "services": config.JupyterHub.services,
    }
    pods = {name: await pod(config, name) for name in ("ada", "turing")}
    print(json.dumps({"hub": hub, "pods": pods}))


asyncio.run(main())
