"""What only the instructor can mend; each message says what to do."""


class AssignmentError(ValueError):
    """An assignment that is not written as it must be; the message says where and what to do."""


class CheckError(ValueError):
    """A check that is not written as it must be; the message says how to write it."""


class CourseError(RuntimeError):
    """Something about the course directory that only the instructor can mend; says what to do."""
