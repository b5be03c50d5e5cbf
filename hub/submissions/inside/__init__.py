"""What a student's server sees of the submission service; nothing else of the checkout."""
