"""A course directory: where everything lies, and whether its gradebook agrees with its folders."""
