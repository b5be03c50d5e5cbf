# kind: mutate
# Empties the locked test cell, unlocks it, and takes its grade away, keeping the checksum; adds
# the tag that keeps the restored cell from running.
ANSWER = "def softmax(z):\n    return 0"


def mutate(notebook):
    for cell in notebook.cells:
        if cell.metadata.get("nbgrader", {}).get("grade"):
            cell.source = "pass"
            cell.metadata.nbgrader["locked"] = False
            cell.metadata["tags"] = ["skip-execution"]
