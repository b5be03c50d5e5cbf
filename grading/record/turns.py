"""Graders that write into one gradebook at once do so one after the other."""

from sqlalchemy import Connection, update

from grading.course import tables


def take_turns(connection: Connection) -> None:
    """Wait for another grader: whoever writes grades has a row of the course meanwhile."""
    connection.execute(update(tables.course).values(id=tables.course.c.id))
