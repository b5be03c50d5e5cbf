"""Citations in a text that has no list of references: author, year, and a link to the work."""

from pathlib import Path
from typing import NamedTuple

from pybtex.database import Entry, parse_file


class Citation(NamedTuple):
    """A cited work: who wrote it, when, and where it is found."""

    names: str
    year: str
    address: str  # or nothing

    def written(self, place: str, in_text: bool) -> str:
        """Write it as part of a sentence, or after it; `place` says where to look in the work."""
        where = f", {place}" if place else ""
        year = f"[{self.year}]({self.address})" if self.address else self.year
        return f"{self.names} ({year}{where})" if in_text else f"({self.names}, {year}{where})"


def plain(text: str) -> str:
    """Take out the braces of BibTeX."""
    return text.replace("{", "").replace("}", "")


def names(entry: Entry) -> str:
    """Name one author, two, or the first of several."""
    last = [plain(" ".join(person.last_names)) for person in entry.persons["author"]]
    return " and ".join(last) if len(last) <= 2 else f"{last[0]} et al."


def address(entry: Entry) -> str:
    """Give the address of a work: that of its DOI, or its own."""
    doi = entry.fields.get("doi")
    return f"https://doi.org/{doi}" if doi else entry.fields.get("url", "")


def citations(bibliography: Path) -> dict[str, Citation]:
    """Read all works of a bibliography by their keys."""
    entries: dict[str, Entry] = dict(parse_file(str(bibliography), "bibtex").entries)
    return {
        key: Citation(names(entry), entry.fields["year"], address(entry))
        for key, entry in entries.items()
    }
