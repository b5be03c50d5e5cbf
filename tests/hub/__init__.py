"""The hub: its start, its configuration, its front."""
