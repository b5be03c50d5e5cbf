"""The grader: from the text of an assignment to the gradebook."""
