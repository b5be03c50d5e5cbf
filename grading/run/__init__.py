"""All submissions of an assignment: which are graded, where, and what is said meanwhile."""
