"""Submissions: a service beside the hub, and nbgrader's way to it from a student's server.

    store     nbgrader's exchange folders: what is handed in, what is handed out
    server    the service: who asks is who the hub says
    inside/   what a student's server sees of it: nbgrader's exchange, and its list

No folder is shared. Teachers' nbgrader works on the folders as it always does.
"""
