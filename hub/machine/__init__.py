"""The machine: what must be there, a filled course directory, one configuration."""
