"""Servers that stand ready, loaded once for all students."""
