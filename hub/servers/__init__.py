"""The servers of students and the instructor: their start, their box, their settings."""
