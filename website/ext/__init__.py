"""Sphinx extensions, one idea each: marks and questions in the text, formulas, scripts, tables."""
