"""The website: its build, its pages, the numbers in its text."""
