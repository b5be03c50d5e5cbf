"""What stands behind nbgrader's own commands, buttons and pages."""
