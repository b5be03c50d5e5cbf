"""Attacks on the hub, from a student's server."""
