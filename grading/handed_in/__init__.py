"""What was handed in, whatever it looks like: its file, its cells, a valid notebook of them."""
