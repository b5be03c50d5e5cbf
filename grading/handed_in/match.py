"""Which cell is which answer: by its names, by what it defines, by its place, by its likeness.

Whatever is found in another way than by its name comes with a plain remark. What nobody has
claimed is left where it stands.
"""

from dataclasses import dataclass, field

from nbformat import NotebookNode

from grading.handed_in import halves
from grading.handed_in.halves import defines, is_python, plain
from grading.handed_in.notebook import HandedInCell
from grading.handed_in.pictures import Pictures
from grading.handed_in.please import asked_in
from grading.words.cells import role_of


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
        answers, texts = (
            [cell for cell in self._released.cells if self._roles[cell.id] == role]
            for role in ("answer", "written")
        )
        for cell in answers:
            self._join_halves(cell.id)
        for cell in answers:
            if not self._is_touched(cell.id) or halves.is_comment(self._found.sources[cell.id]):
                self._find_answer(cell)
                self._join_halves(cell.id)
        for cell in texts:
            if not self._is_touched(cell.id):
                self._find_text(cell)
        self._wait_for_halves()
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
        unclaimed = {plain(c.source): c.id for c in self._released.cells if c.source.strip()}
        for name in self._claims.values():
            unclaimed.pop(plain(self._by_id[name].source), None)
        for place, cell in enumerate(self._cells):
            if place not in self._claims and (name := unclaimed.pop(plain(cell.source), None)):
                self._claims[place] = name

    def _choose(self, cell: NotebookNode) -> None:
        """Take the source of a cell: of several copies those that were touched, and stand there."""
        places = [place for place, name in self._claims.items() if name == cell.id]
        if not places:
            return
        touched = [p for p in places if plain(self._cells[p].source) != plain(cell.source)]
        here = [p for p in touched if self._is_near(p, cell.id)] or touched[:1] or places[:1]
        if self._roles[cell.id] == "answer" and not is_python(self._text_of(here)):
            orders = touched, touched[::-1]  # halves may stand far apart, and in any order
            here = next((o for o in orders if is_python(self._text_of(o))), here)
        texts = {self._cells[p].source for p in here}
        self._found.sources[cell.id] = self._text_of(here)
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

    def _text_of(self, places: list[int]) -> str:
        """Put the sources of some cells halves.together, each text once."""
        texts = list(dict.fromkeys(self._cells[place].source for place in places))
        whole = "\n".join(texts)
        return whole if is_python(whole) else "\n\n".join(texts)

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
            if halves.is_code(other) and wanted <= defines(other.source) and self._is_free(place)
        ]
        near = [place for place in elsewhere if self._is_near(place, cell.id)]
        if near or elsewhere:
            place = (near or elsewhere)[-1]
            own = [p for p, name in self._claims.items() if name == cell.id]
            rest = own if self._is_touched(cell.id) else []
            self._found.sources[cell.id] = self._text_of([place, *rest])
            if place in self._claims:
                self._found.sources[self._claims[place]] = ""
            self._claims[place] = cell.id
            self._remark(f"{cell.id} was written in another cell: it is taken from there")
            return
        if self._is_touched(cell.id):
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

    def _join_halves(self, name: str) -> None:
        """Put the rest of an answer to it, where it is no Python without."""
        if not self._is_touched(name):
            return
        places = [place for place, claimed in self._claims.items() if claimed == name]
        first, last = min(places, default=0), max(places, default=len(self._cells))
        rest = range(last + 1, len(self._cells)), range(first - 1, -1, -1)
        for below, around in zip((True, False), rest, strict=True):
            for place in around:
                here, other = self._found.sources[name], self._cells[place].source
                whole = halves.together(here, other) if below else halves.together(other, here)
                if place not in self._claims and whole:
                    self._found.sources[name] = whole
                    self._claims[place] = name
                    self._remark(f"{name} was split: its halves are put together")
                elif other.strip():
                    break

    def _wait_for_halves(self) -> None:
        """Let a person look where an answer is no Python, and a part of it may stand elsewhere."""
        left = [cell for place, cell in enumerate(self._cells) if place not in self._claims]
        if any(map(halves.is_rest, left)):
            self._found.waits.append("a cell looks like the rest of an answer elsewhere")
        lost = self._found.missing or any(map(halves.is_broken_code, left))
        for name, source in self._found.sources.items():
            if lost and self._roles[name] == "answer" and not is_python(source):
                self._found.waits.append(f"{name} is no Python: a part may stand elsewhere")

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
            if place not in self._claims and halves.is_text(other) and self._is_near(place, cell.id)
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
            may_be = halves.is_text(other) if texts else halves.is_code(other)
            if (place not in self._claims and may_be) or self._hides(place, name):
                self._found.waits.append(f"{name} is as it was released, and there are other cells")
                return

    def _hides(self, place: int, name: str) -> bool:
        """Tell whether an answer stands in a cell of another kind, which had a name of its own."""
        claimed = self._claims.get(place, name)
        if self._roles[name] != "answer" or self._roles[claimed] == "answer":
            return False
        found = defines(self._cells[place].source) - defines(self._by_id[claimed].source)
        return bool(self._wanted(name)) and self._wanted(name) <= found

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
        return source is not None and plain(source) != plain(self._by_id[name].source)

    def _remark(self, text: str) -> None:
        self._found.remarks.append(text)


def match(cells: list[HandedInCell], released: NotebookNode) -> Matched:
    """Match the cells of a submission with those that were released."""
    return Matching(halves.taken_apart(cells, released), released).run()
