"""What several tests use: places, courses, submissions, browsers, hubs."""
