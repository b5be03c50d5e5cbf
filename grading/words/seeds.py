"""Seeds and digests: the same numbers at every regrade."""

import hashlib
import hmac
import json

from nbformat import NotebookNode

from grading.words.cells import COURSE, marks_of


def seed(secret: bytes, assignment: str, student: str, check: str, prop: str) -> str:
    """Draw the seed of a property's random numbers, in hexadecimal."""
    text = "\0".join((assignment, student, check, prop)).encode()
    return hmac.new(secret, text, hashlib.sha256).hexdigest()


def digest(data: bytes | str) -> str:
    """Give the SHA-256 of some bytes or text, in hexadecimal."""
    return hashlib.sha256(data.encode() if isinstance(data, str) else data).hexdigest()


def checks_digest(source: NotebookNode) -> str:
    """Digest all that decides about points: the instructor's cells and what is hidden."""
    parts = [json.dumps(source.metadata.get(COURSE, {}), sort_keys=True)]
    for cell in source.cells:
        marks = marks_of(cell)
        if marks and not marks.get("solution"):
            parts.append(f"{cell.id}\0{marks.get('points')}\0{cell.source}")
    return digest("\0\0".join(parts))
