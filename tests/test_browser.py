"""Neo4j Browser, driven as a person does, on Neo4j and on the embedded store.

With KGBUILD_PICTURES=docs/pictures the pictures that the documents show are taken anew.
"""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from kgbuild.ontology_files import find_shipped
from kgbuild.queries import pack_favourites, read_queries
from kgbuild.store.serve import ServedStore, find_served
from tests.browser import Neo4jBrowser, open_browser
from tests.neo4j_server import Server
from tests.test_cli import read_lines, run

TOP = Path(__file__).parent.parent
QUERIES = list(read_queries(find_shipped("queries")))


@pytest.fixture(scope="module")
def graph(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A graph of the whole corpus."""
    folder = tmp_path_factory.mktemp("corpus") / "kg"
    assert run("ingest", str(TOP / "corpus"), "--graph", str(folder)).exit_code == 0
    return folder


@contextmanager
def serve(folder: Path) -> Iterator[ServedStore]:
    """Keep the embedded store open by `kgbuild serve`, in a process of its own."""
    command = [sys.executable, "-m", "kgbuild", "serve", "--graph", str(folder)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        try:
            assert process.stdout is not None
            assert "bolt://127.0.0.1:" in process.stdout.readline()
            served = find_served(folder)
            assert served is not None
            yield served
        finally:
            process.terminate()
            assert process.wait(timeout=60) == 0


def try_all(browser: Neo4jBrowser, tmp_path: Path, graph: Path, name: str, *options: str) -> None:
    """Drop favourites and style, run each favourite, and look at what is drawn."""
    pictures = Path(os.environ.get("KGBUILD_PICTURES") or tmp_path)
    favourites = tmp_path / "kgbuild.zip"
    favourites.write_bytes(pack_favourites(QUERIES))
    browser.close_notice()
    browser.drop(favourites)
    browser.drop(find_shipped("ontology") / "style.grass")
    browser.open_favourites("kgbuild")
    for query in QUERIES:
        asked = run(*shlex.split(query.example)[1:], "--graph", str(graph), *options)
        told = " ".join(v for v in read_lines(asked.stdout)[0].values() if isinstance(v, str))
        word = next(iter(re.findall(r"[A-Za-z]{4,}", told)), "Organization")  # a row of nodes is drawn with its labels
        assert "ERROR" not in browser.run_favourite(query.title, until=word), query.name
    browser.run_favourite("A picture of somebody's dealings")
    captions = browser.find_captions()
    assert len(captions) > 20
    assert any("Alibaba" in caption for caption in captions)
    assert not browser.faults
    colours = set(browser.page.locator("svg g.node circle").evaluate_all("all => all.map(c => c.getAttribute('fill'))"))
    style = (find_shipped("ontology") / "style.grass").read_text()
    wanted = {re.search(rf"node\.{label} {{\s+color: (\S+);", style)[1] for label in ("Organization", "Event")}  # type: ignore[index]
    assert len(wanted) == 2
    assert wanted <= {c.upper() for c in colours if c}, colours
    browser.page.screenshot(path=pictures / f"browser-{name}.png")


def test_neo4j_browser_on_neo4j(neo4j_server: Server, graph: Path, tmp_path: Path) -> None:
    """Connect, take the favourites and the style, run every saved query, see nodes with captions and colours."""
    assert run("load", "--graph", str(graph), "--store", neo4j_server.address).exit_code == 0
    with open_browser(tmp_path / "profile") as browser:
        browser.connect(neo4j_server.browser, neo4j_server.address)
        try_all(browser, tmp_path, graph, "neo4j", "--store", neo4j_server.address)


def test_neo4j_browser_on_the_embedded_store(neo4j_server: Server, graph: Path, tmp_path: Path) -> None:
    """The same on `kgbuild serve`; meanwhile ingest and query of the same graph work through it."""
    with serve(graph) as served, open_browser(tmp_path / "profile") as browser:
        info = served.info
        address = f"bolt://127.0.0.1:{info.bolt_port}"
        browser.connect(neo4j_server.browser, address, database="kg", user=info.user, password=info.password)
        told = (TOP / "docs" / "neo4j-browser.md").read_text(encoding="utf-8")
        (command,) = re.findall(r"`(:config .+?)`", told)
        browser.run_command(command)
        try_all(browser, tmp_path, graph, "embedded")
        article = tmp_path / "new.txt"
        article.write_text("Zarnow Mills sued Quillby Foods in May 2019.\n")
        result = run("ingest", str(article), "--graph", str(graph))
        assert result.exit_code == 0, result.output
        asked = run("query", "who-sued-whom", "-p", "name=Quillby", "--graph", str(graph))
        (row,) = read_lines(asked.stdout)
        assert row["plaintiffs"] == ["Zarnow Mills"]
        assert "ERROR" not in browser.run_favourite("Who sued whom", until="Alibaba")
