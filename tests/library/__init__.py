"""The library: each module alone."""
