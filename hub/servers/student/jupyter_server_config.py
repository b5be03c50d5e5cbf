"""A student's server: the list of assignments, JupyterLab."""

from pathlib import Path

c = get_config()  # noqa: F821

c.ServerApp.jpserver_extensions = {
    "jupyterlab": True,
    "hub.submissions.inside.extension": True,
    "nbgrader.server_extensions.assignment_list": False,
    "nbgrader.server_extensions.validate_assignment": False,
    "nbgrader.server_extensions.course_list": False,
    "nbgrader.server_extensions.formgrader": False,
    "jupyter_lsp": False,
    "jupyter_server_terminals": False,
    "jupyterlab_jupytext": False,
    "notebook": False,
    "notebook_shim": False,
}
c.ServerApp.terminals_enabled = False
# Kernels talk over files in a private folder.
c.ConnectionFileMixin.transport = "ipc"
# Nothing is asked of the internet.
c.LabApp.extension_manager = "readonly"
c.LabApp.check_for_updates_class = "jupyterlab.NeverCheckForUpdate"
c.LabApp.news_url = None
# The hub ends idle servers; one whose hub is gone for good ends by itself.
c.ServerApp.shutdown_no_activity_timeout = 24 * 60 * 60
# A notebook keeps the state of its figures: opened again, without a kernel, they are alive.
c.LabApp.app_settings_dir = str(Path(__file__).with_name("settings"))
