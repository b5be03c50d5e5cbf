"""The words of grading, which every room uses: properties, verdicts, names, seeds."""
