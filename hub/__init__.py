"""The course on one address: the book in front, JupyterHub behind it.

    http://127.0.0.1:8000
      /          the book                   front/static.py, a static server
      /hub/      sign-in, servers           JupyterHub
      /user/ada  a student's JupyterLab     in a box of its own, without a network
      /user/instructor                      formgrader, with the course directory as its folder

`python -m hub` starts it on this machine with demo accounts; `make course` sets everything up
and calls it. What has to outlive a run, the students' homes and the exchange, lies in `.hub/`
beside the logs; delete that folder to begin anew. The course directory is not in it.

    run           one run: its folders, ports, accounts and lock
    machine/      what must be there; the course directory, filled where it is empty; JupyterHub's
                  configuration
    signin/       who may come in
    submissions/  the service through which assignments are handed out and in
    servers/      how servers are started, or forked from one that stands ready; the box around a
                  student's, the settings that they read
    kubernetes/   the same on a cluster, with the Zero to JupyterHub chart; not tried on one
    front/        the static server of the book; what JupyterHub's and nbgrader's pages do
                  differently
"""
