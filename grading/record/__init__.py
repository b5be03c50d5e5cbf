"""What is left of a verdict: grades in the gradebook, a notebook to look at, a line in the log."""
