"""Which cell is which answer: by its names, by what it defines, by its place, by its likeness.

Whatever is found in another way than by its name comes with a plain remark. What nobody has
claimed is left where it stands.
"""

import re
from dataclasses import dataclass, field

from nbformat import NotebookNode

from grading.handed_in.notebook import HandedInCell
from grading.handed_in.pictures import Pictures
from grading.handed_in.please import asked_in
from grading.words.cells import role_of
from grading.words.properties import defined_names


@dataclass
class Matched:
    """What was found: the source of each released cell that has one, and what is left over."""

    sources: dict[str, str] = field(default_factory=dict)
    pictures: dict[str, Pictures] = field(default_factory=dict)  # of each of these
    left: dict[str | None, list[HandedInCell]] = field(default_factory=dict)  # by the cell before
    remarks: list[str] = field(default_factory=list)
    missing: list[str] = field(default_factory=list)  # questions without a cell
    waits: list[str] = field(default_factory=list)  # why a person has to look
    asks: dict[str, str] = field(default_factory=dict)  # of which question, in whose words


class Matching:
    """Matches the cells of a submission with those that were released.

    Parameters
    ----------
    cells : list of HandedInCell
    released : nbformat.NotebookNode
    """

    def __init__(self, cells: list[HandedInCell], released: NotebookNode) -> None:
        self._cells, self._released = cells, released
        self._by_id = {cell.id: cell for cell in released.cells}
        self._roles = {cell.id: role_of(cell) for cell in released.cells}
        self._claims: dict[int, str] = {}  # by the place of a cell: whose it is
        self._found = Matched()

    def run(self) -> Matched:
        """Match all there is."""
        self._claim_by_name()
        self._claim_by_likeness()
        for cell in self._released.cells:
            if self._roles[cell.id] in ("answer", "written", "try"):
                self._choose(cell)
        self._exchange()
        for cell in self._released.cells:
            if self._roles[cell.id] == "answer" and not self._is_touched(cell.id):
                self._find_answer(cell)
        for cell in self._released.cells:
            if self._roles[cell.id] == "written" and not self._is_touched(cell.id):
                self._find_text(cell)
        self._leave_the_rest()
        self._found.asks = asked_in(self._cells, self._claims, self._released)
        return self._found

    # -- by name and likeness -----------------------------------------------------------------

    def _claim_by_name(self) -> None:
        for place, cell in enumerate(self._cells):
            name = next((name for name in cell.names if name in self._by_id), None)
            if name:
                self._claims[place] = name

    def _claim_by_likeness(self) -> None:
        """Find cells that lost their names and are as they were released: they mark the places."""
        unclaimed = {_plain(c.source): c.id for c in self._released.cells if c.source.strip()}
        for name in self._claims.values():
            unclaimed.pop(_plain(self._by_id[name].source), None)
        for place, cell in enumerate(self._cells):
            if place not in self._claims and (name := unclaimed.pop(_plain(cell.source), None)):
                self._claims[place] = name

    def _choose(self, cell: NotebookNode) -> None:
        """Take the source of a cell: of several copies those that were touched, and stand there."""
        places = [place for place, name in self._claims.items() if name == cell.id]
        if not places:
            return
        touched = [p for p in places if _plain(self._cells[p].source) != _plain(cell.source)]
        here = [p for p in touched if self._is_near(p, cell.id)] or touched[:1] or places[:1]
        texts = list(dict.fromkeys(self._cells[p].source for p in here))
        self._found.sources[cell.id] = "\n\n".join(texts)
        self._keep_pictures(cell.id, here)
        for place in set(touched) - set(here):
            del self._claims[place]  # it is a cell that was added, where it stands
        if self._roles[cell.id] == "try":
            return
        if len(texts) > 1:
            self._remark(f"{cell.id} comes {len(texts)} times: they are put together")
        elif len(places) > 1:
            self._remark(f"{cell.id} comes {len(places)} times: one that was changed counts")
        if all(self._cells[p].kind != cell.cell_type for p in here):
            self._remark(f"{cell.id} was made another kind of cell: it is read as it was released")

    # -- by what is defined -------------------------------------------------------------------

    def _exchange(self) -> None:
        """Put right answers that stand in each other's cells."""
        answers = [c.id for c in self._released.cells if self._roles[c.id] == "answer"]
        strays = {
            name: defines(self._found.sources[name])
            for name in answers
            if self._is_touched(name) and not self._defines(name, self._found.sources[name])
        }
        for name in strays:
            wanted = self._wanted(name)
            other = next((o for o, names in strays.items() if wanted and wanted <= names), None)
            if other and self._wanted(other) <= strays[name] and name < other:
                sources = self._found.sources
                sources[name], sources[other] = sources[other], sources[name]
                self._remark(f"{name} and {other} stand in each other's cells: they are exchanged")

    def _find_answer(self, cell: NotebookNode) -> None:
        """Find an answer that was written elsewhere: by the function that it defines."""
        wanted = self._wanted(cell.id)
        if not wanted:
            return
        elsewhere = [
            place
            for place, other in enumerate(self._cells)
            if other.kind == "code" and wanted <= defines(other.source) and self._is_free(place)
        ]
        near = [place for place in elsewhere if self._is_near(place, cell.id)]
        if near or elsewhere:
            place = (near or elsewhere)[-1]
            self._found.sources[cell.id] = self._cells[place].source
            if place in self._claims:
                self._found.sources[self._claims[place]] = ""
            self._claims[place] = cell.id
            self._remark(f"{cell.id} was written in another cell: it is taken from there")
            return
        for other in self._released.cells:
            if self._roles[other.id] != "answer" or not self._is_touched(other.id):
                continue
            if wanted <= defines(self._found.sources[other.id]) - self._wanted(other.id):
                self._found.sources[cell.id] = ""
                self._remark(f"{cell.id} stands in the cell of {other.id}")
                return
        if cell.id not in self._found.sources:
            self._found.missing.append(cell.id)
            self._remark(f"{cell.id} is missing: it is graded as it was released")
            self._wait_beside_strangers(cell.id)

    def _is_free(self, place: int) -> bool:
        """Tell whether the student wrote a cell, or into one that is free to play in."""
        claim = self._claims.get(place)
        return claim is None or (self._roles[claim] == "try" and self._is_touched(claim))

    def _wanted(self, name: str) -> set[str]:
        return defines(self._by_id[name].source)

    def _defines(self, name: str, source: str) -> bool:
        return self._wanted(name) <= defines(source)

    # -- by place -----------------------------------------------------------------------------

    def _find_text(self, cell: NotebookNode) -> None:
        """Find a written answer that was written beside its cell."""
        near = [
            place
            for place, other in enumerate(self._cells)
            if place not in self._claims
            and other.kind != "code"
            and other.source.strip()
            and self._is_near(place, cell.id)
        ]
        if near:
            self._found.sources[cell.id] = "\n\n".join(self._cells[p].source for p in near)
            self._keep_pictures(cell.id, near)
            self._claims |= dict.fromkeys(near, cell.id)
            self._remark(f"{cell.id} was written in another cell: it is taken from there")
            return
        if cell.id not in self._found.sources:
            self._found.missing.append(cell.id)
            self._remark(f"{cell.id} is missing")
        self._wait_beside_strangers(cell.id)

    def _wait_beside_strangers(self, name: str) -> None:
        """Let a person look where there is an answer less and a cell more."""
        texts = self._roles[name] == "written"
        for place, other in enumerate(self._cells):
            strange = place not in self._claims and other.source.strip()
            if strange and (other.kind != "code") == texts:
                self._found.waits.append(f"{name} is as it was released, and there are other cells")
                return

    def _is_near(self, place: int, name: str) -> bool:
        """Tell whether a cell stands between the neighbours that a released cell had."""
        order = [cell.id for cell in self._released.cells]
        here = order.index(name)
        before = max((p for p in self._claims if order.index(self._claims[p]) < here), default=-1)
        after = min(
            (p for p in self._claims if order.index(self._claims[p]) > here),
            default=len(self._cells),
        )
        return before < place < after

    # -- what is left -------------------------------------------------------------------------

    def _leave_the_rest(self) -> None:
        here: str | None = None
        for place, cell in enumerate(self._cells):
            if place in self._claims:
                here = self._claims[place]
            elif cell.source.strip():
                self._found.left.setdefault(here, []).append(cell)

    def _keep_pictures(self, name: str, places: list[int]) -> None:
        for place in places:
            self._found.pictures.setdefault(name, {}).update(self._cells[place].pictures)

    def _is_touched(self, name: str) -> bool:
        source = self._found.sources.get(name)
        return source is not None and _plain(source) != _plain(self._by_id[name].source)

    def _remark(self, text: str) -> None:
        self._found.remarks.append(text)


def match(cells: list[HandedInCell], released: NotebookNode) -> Matched:
    """Match the cells of a submission with those that were released."""
    return Matching(cells, released).run()


def answered(cells: list[HandedInCell] | None, released: NotebookNode) -> int:
    """Count the questions that are answered in a submission."""
    if cells is None:
        return -1
    sources = match(cells, released).sources
    return sum(
        role_of(cell) in ("answer", "written")
        and _plain(sources.get(cell.id, cell.source)) != _plain(cell.source)
        for cell in released.cells
    )


def defines(source: str) -> set[str]:
    """Find what a cell of a student's defines; also of one that is no Python as it stands.

    >>> sorted(defines("%time x = 1\\ndef f(x):\\n    return x"))
    ['f']
    """
    try:
        return defined_names(source)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return set(re.findall(r"^def (\w+)", source, re.M))


def _plain(source: str) -> str:
    """Give a source without what editors change by themselves."""
    return "\n".join(line.rstrip() for line in source.expandtabs(4).strip().split("\n"))
