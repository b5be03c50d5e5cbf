# Reads another student's submission from disk and executes its answers.
### WITHOUT: def softmax(z): return 0
### BEGIN TRICK
import glob
import json

for path in glob.glob("../../../submitted/honest/softmax/softmax.ipynb"):
    for cell in json.load(open(path))["cells"]:
        if cell["metadata"].get("nbgrader", {}).get("solution"):
            exec("".join(cell["source"]))
### END TRICK
