"""The assignments: right and wrong answers, and mutants of the reference."""
