"""Assignments, from the text in which one is written to what students get."""
