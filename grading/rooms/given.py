"""What students got beside a notebook, in a folder where its tests can read it."""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory


@contextmanager
def folder_with(files: Mapping[str, bytes], names: Iterable[str]) -> Iterator[str]:
    """Lay these of the files into a folder, and take it away in the end; none for no files."""
    if not names:
        yield ""
        return
    with TemporaryDirectory() as folder:
        for name in names:
            path = Path(folder, name)
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(files[name])
        yield folder
