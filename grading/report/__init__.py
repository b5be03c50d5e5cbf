"""The report on an assignment: from the log and the gradebook to one page and tables beside it."""
