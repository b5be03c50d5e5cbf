"""The moving figures: in Python, in Node, in pages and in JupyterLab."""
