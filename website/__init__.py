"""The website: what makes pages of the book.

`build` calls Jupyter Book and lets nothing through that fails; `publish` gathers what students may
see. `ext/` holds the small Sphinx extensions that the chapters use, `static/` and `templates/` what
they bring along. What a writer writes lies in `book/`.
"""
