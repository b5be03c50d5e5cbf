"""What the box sees of the grader: the student's room, and the wall that both rooms share."""
