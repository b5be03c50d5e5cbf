"""The two rooms: the student's in a box, the tests' outside, and the session that leads."""
