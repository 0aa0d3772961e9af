"""Run the notebook that the documents have; `python -m tests.notebook` writes its outputs anew."""

from __future__ import annotations

import os
import tempfile
import warnings
from pathlib import Path

from nbformat import NO_CONVERT, NotebookNode, read, write

NOTEBOOK = Path(__file__).parent.parent / "docs" / "python.ipynb"
LIMIT = 120


def run_notebook(notebook: NotebookNode, folder: Path) -> NotebookNode:
    """Return a copy of a notebook with the outputs that its cells give in a folder, in a kernel of its own.

    Jupyter's own files go into the folder, too.
    """
    from nbclient import NotebookClient

    before = dict(os.environ)
    os.environ.update({f"{name}_DIR": str(folder / name) for name in ("IPYTHON", "JUPYTER_CONFIG", "JUPYTER_RUNTIME")})
    os.environ["IPYTHONDIR"] = str(folder / "IPYTHON")
    os.environ["PYTHONPATH"] = os.pathsep.join((str(NOTEBOOK.parent.parent), before.get("PYTHONPATH", "")))
    copy = NotebookNode(notebook)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of Jupyter's libraries; those of the cells are in their outputs
            client = NotebookClient(copy, timeout=LIMIT, resources={"metadata": {"path": str(folder)}})
            return client.execute()
    finally:
        os.environ.clear()
        os.environ.update(before)


def find_outputs(notebook: NotebookNode) -> list[tuple[str, list[str]]]:
    """Return each code cell with the text of its outputs."""
    return [
        (
            cell.source,
            [o.get("text") or o.data["text/plain"] if o.output_type != "error" else o.evalue for o in cell.outputs],
        )
        for cell in notebook.cells
        if cell.cell_type == "code"
    ]


def main() -> None:
    """Run the notebook and keep what it gives."""
    with tempfile.TemporaryDirectory() as folder:
        notebook = run_notebook(read(NOTEBOOK, as_version=4), Path(folder))
    for cell in notebook.cells:
        cell.metadata.clear()
    write(notebook, NOTEBOOK, version=NO_CONVERT)


if __name__ == "__main__":
    main()
