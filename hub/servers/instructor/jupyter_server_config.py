"""The instructor's server: formgrader as its first page, JupyterLab beside it."""

c = get_config()  # noqa: F821

c.ServerApp.jpserver_extensions = {
    "jupyterlab": True,
    "jupyter_server_terminals": True,
    "jupyter_server_mathjax": False,  # formulas are drawn when a page is made
    "hub.servers.source": True,  # what the book's links to assignments open here
    "nbgrader.server_extensions.formgrader": True,
    "nbgrader.server_extensions.validate_assignment": True,
    "nbgrader.server_extensions.assignment_list": False,
    "nbgrader.server_extensions.course_list": False,
    "jupyter_lsp": False,
    "jupyterlab_jupytext": False,
    "notebook": False,
    "notebook_shim": False,
}
c.ConnectionFileMixin.transport = "ipc"
c.LabApp.extension_manager = "readonly"
c.LabApp.check_for_updates_class = "jupyterlab.NeverCheckForUpdate"
c.LabApp.news_url = None
# The hub ends idle servers; one whose hub is gone for good ends by itself.
c.ServerApp.shutdown_no_activity_timeout = 24 * 60 * 60
