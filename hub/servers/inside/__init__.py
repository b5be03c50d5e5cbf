"""How a server begins, inside its box or beside the course directory."""
