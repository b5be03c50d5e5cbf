"""Attacks: what students may try."""
