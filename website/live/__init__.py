"""Python in the page: readers change the code of a chapter and run it, with no server.

`pyodide` finds the packages that a browser needs, each checked by its sum; `pack` makes the folder
`python/` of the site from them. There `cells.js` moves what the reader sees and `worker.js` holds
the interpreter, which runs what lies in `inside/`. Nothing of it is loaded before the first click.
"""
