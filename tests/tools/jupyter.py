"""A Jupyter server of a test's own, on loopback, without a password; it ends with the block.

Its kernels speak through files: of ports that are free, another process may take one in between,
and the kernel dies before it has begun.
"""

import os
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from contextlib import contextmanager
from pathlib import Path

import psutil

from tests.tools.patience import PATIENCE


@contextmanager
def served(module, root, tmp_path, *options, **environment):
    """The address of a server (the module `jupyterlab` or `jupyter_server`) in a folder."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        address = f"http://127.0.0.1:{free.getsockname()[1]}"
    runtime = tempfile.TemporaryDirectory(prefix="jupyter-")  # short: a socket's path has 107 bytes
    environment = {
        **os.environ,
        "HOME": str(tmp_path),
        "JUPYTER_RUNTIME_DIR": runtime.name,
        "PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}",
        **environment,
    }
    command = [sys.executable, "-m", module, "--no-browser", "--allow-root", "--ip=127.0.0.1"]
    command += [f"--port={address.rpartition(':')[2]}", "--ServerApp.port_retries=0"]
    command += ["--IdentityProvider.token=", "--ConnectionFileMixin.transport=ipc"]
    command += [f"--ServerApp.root_dir={root}", *options]
    with (tmp_path / "log").open("wb") as log:
        server = subprocess.Popen(command, cwd=root, env=environment, stdout=log, stderr=log)
    try:
        while True:
            try:
                urllib.request.urlopen(f"{address}/api", timeout=PATIENCE).close()
                break
            except OSError:
                assert server.poll() is None, (tmp_path / "log").read_text()
                time.sleep(0.1)
        yield address
    finally:
        if server.poll() is None:
            kernels = psutil.Process(server.pid).children()
            server.terminate()
            psutil.wait_procs(kernels, PATIENCE)
            server.kill()  # one in hundreds waits for ever for a thread that opened files for it
        server.wait(PATIENCE)
        runtime.cleanup()
