"""The notebooks in the browser: JupyterLite as a part of the site, in its folder `lab/`.

`places` says where each notebook lies there; `make` builds the folder, with Python from what
`website.live` has packed. In `page/` is what we add: a bar above each notebook, and the script of
the page *Your notebooks*.
"""
