"""The whole: the path from the book to the feedback, the house and its floors, the README."""
