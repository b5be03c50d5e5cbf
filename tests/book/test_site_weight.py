"""What the pages load: nothing that they do not use, and nothing before its time."""


def test_nothing_lies_in_the_site_that_no_page_loads(built_book):
    pages = "".join(p.read_text(encoding="utf-8") for p in built_book.rglob("*.html"))
    for path in (built_book / "_static").rglob("*"):
        if path.is_file() and path.suffix != ".woff2":
            assert f"_static/{path.relative_to(built_book / '_static')}" in pages, path


def test_every_script_but_the_first_waits_for_the_page(built_book):
    text = (built_book / "book/what_is_deep.html").read_text(encoding="utf-8")
    scripts = [part.partition(">")[0] for part in text.split("<script ")[1:]]
    assert "theme.js" in scripts[0] and len(scripts) > 3
    assert all("defer" in script for script in scripts[1:])
