"""Submissions: a service beside the hub, and nbgrader's way to it from a student's server.

    store     nbgrader's exchange folders: what is handed in, what is handed out
    service   what is told and done, for one student at a time
    server    its addresses: who asks is who the hub says
    inside/   what a student's server sees of it: nbgrader's exchange, and the list of assignments

No folder is shared. Teachers' nbgrader works on the folders as it always does.
"""
