"""Attacks on the two rooms, from a notebook that is handed in."""
