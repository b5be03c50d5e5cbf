"""What stands at the one address: the book, and what JupyterHub's pages do differently."""
