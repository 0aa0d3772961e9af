"""Resolving again after some articles came, changed or went gives what resolving all from scratch gives."""

from __future__ import annotations

import importlib.util
import random
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kgbuild.exports import export_jsonl
from kgbuild.ontology import Ontology
from kgbuild.records import (
    Article,
    ClaimDecision,
    Correction,
    Decision,
    Described,
    NameDecision,
    NameReference,
    Reading,
)
from kgbuild.resolving import Resolver, resolve
from kgbuild.resolving.blocks import Blocks
from tests.test_resolving_events import FILLER, SUITS, tell

Pair = tuple[Article, Reading]
QUOTE = "“We will never again buy steel from a mill that pays its men so badly,” she said."


def generate(count: int, *, seed: int) -> list[Pair]:
    """Generated articles with their readings."""
    path = Path(__file__).parent.parent / "benchmarks" / "readings.py"
    spec = importlib.util.spec_from_file_location("generated_readings", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return list(module.make_readings(count, seed=seed))


@pytest.fixture(scope="module")
def world() -> list[Pair]:
    """Generated articles, among them copies and namesakes, with stories of suits and bids, and a shared quotation."""
    made = generate(40, seed=1)
    quoting = [(replace(a, text=f"{a.text}\n{QUOTE}", doc=f"page.txt#{n}"), r) for n, (a, r) in enumerate(made[:5])]
    owners = [
        tell(f"o{n}", [("OWNS", owner, brand, None, f"{owner} owns {brand}.") for brand in brands])
        for n, (owner, brands) in enumerate(
            [("Pellworth", ("Dunmore", "Orlo", "Vesk")), ("Pellworth", ("Dunmore", "Orlo")), ("Castellan", ("Orlo",))]
            + [("Pellworth", ("Dunmore", "Vesk"))] * 4
        )
    ]
    dated = [
        tell(f"s{n}", [FILLER, ("SUED", "Pellworth", "Castellan", day, "Pellworth sued Castellan.")])
        for n, day in enumerate(("2011-03-04", "2011-03-05", "2013"))
    ]
    return [*quoting, *made[5:], *SUITS, *owners, *dated]


def make_histories(world: list[Pair], rng: random.Random) -> Iterator[list[Pair]]:
    """Sets of articles, each some way from the one before: all but a few, halves, one more, one with another text."""
    held = {a.key: (a, r) for a, r in rng.sample(world, len(world) - 3)}
    yield list(held.values())
    for _ in range(5):
        for key in rng.sample(sorted(held), rng.choice((0, 1, len(held) // 2))):
            del held[key]
        for article, reading in rng.sample(world, rng.choice((1, 2, len(world) // 2))):
            held[article.key] = article, reading
        for key in rng.sample(sorted(held), 1):
            article, reading = rng.choice(world)
            claims = tuple(replace(c, id=f"{key}-{c.id}") for c in reading.claims)
            held[key] = replace(article, key=key, doc=held[key][0].doc), replace(reading, article=key, claims=claims)
        order = rng.sample(sorted(held), len(held))
        yield [held[k] for k in order]


@pytest.mark.parametrize("seed", range(4))
def test_any_history_of_articles_resolves_as_its_end(world: list[Pair], ontology: Ontology, seed: int) -> None:
    """Whatever a resolver was asked before, the export has the bytes of a fresh one."""
    resolver = Resolver(ontology)
    for pairs in make_histories(world, random.Random(seed)):
        again, fresh = resolver.resolve(pairs), resolve(pairs, ontology=ontology)
        assert list(export_jsonl(again)) == list(export_jsonl(fresh))
        assert again == fresh


@pytest.mark.parametrize("seed", range(2))
def test_names_of_many_articles_resolve_again_as_from_scratch(ontology: Ontology, seed: int) -> None:
    """Where most articles share names, articles that come, go and change one by one leave what a fresh resolver finds."""
    rng = random.Random(seed)
    few = generate(12, seed=seed)
    texts = [*generate(110, seed=seed + 7), *((replace(a, key=f"t{a.key}", doc=f"t{a.doc}"), r) for a, r in few)]
    pool = {a.key: (a, replace(r, article=a.key)) for a, r in texts}
    held = {k: pool[k] for k in rng.sample(sorted(pool), 90)}
    resolver = Resolver(ontology)
    for step in range(40):
        key = rng.choice(sorted(pool))
        if key not in held:
            held[key] = pool[key]
        elif rng.random() < 0.5:
            del held[key]
        else:
            (article, _), (other, reading) = held[key], pool[rng.choice(sorted(pool))]
            claims = tuple(replace(c, id=f"{key}-{c.id}") for c in reading.claims)
            held[key] = replace(other, key=key, doc=article.doc), replace(reading, article=key, claims=claims)
        if not step or rng.random() < 0.2:
            again = resolver.resolve(held.values())
        else:
            again = resolver.change([held[key]] if key in held else [], [] if key in held else [key])
        if step % 8 == 7:
            assert again == resolve(
                rng.sample(sorted(held.values(), key=lambda p: p[0].key), len(held)), ontology=ontology
            )


def test_decisions_may_come_and_go(world: list[Pair], ontology: Ontology) -> None:
    """A person's decisions on names and claims hold from the moment they are there, and no longer."""
    resolver = Resolver(ontology)
    names = [e.name for e in resolve(world, ontology=ontology).entities if e.cls == "Company"][:6]
    decisions: list[Decision] = [
        NameDecision("d1", "same", (NameReference(names[0]), NameReference(names[1])), "Ada", "told so"),
        NameDecision("d2", "different", (NameReference(names[2]), NameReference(names[3])), "Ada", "told so"),
        ClaimDecision("d3", "rejected", "Norvel sued again on May 6, 2013.", Described(type="SUED"), Correction(), "Ada", ""),
    ]  # fmt: skip
    rng = random.Random(3)
    for pairs in make_histories(world, rng):
        some = [d for d in decisions if rng.random() < 0.7]
        assert resolver.resolve(pairs, some) == resolve(pairs, ontology=ontology, decisions=some)


@given(
    st.lists(st.dictionaries(st.integers(0, 8), st.sets(st.integers(0, 5), max_size=3), max_size=4), max_size=8),
    st.sampled_from((0, 3, 1000)),
    st.data(),
)
def test_blocks_are_what_keys_connect(steps: list[dict[int, set[int]]], reach: int, data: st.DataObject) -> None:
    """After any updates the results are those of the items that are there, parted by the keys that they share."""
    blocks: Blocks[tuple[int, frozenset[int]], tuple[int, ...]] = Blocks(
        lambda i: i[1], lambda held: tuple(n for n, _ in held)
    )
    blocks.reach = reach
    held: dict[int, set[int]] = {}
    results: list[tuple[int, ...]] = []
    for come in steps:
        gone = data.draw(st.sets(st.sampled_from(sorted(held)))) - come.keys() if held else set()
        turn = blocks.update({n: (n, frozenset(keys)) for n, keys in come.items()}, gone)
        held = {n: k for n, k in (held | come).items() if n not in gone}
        for result in turn.lost:
            results.remove(result)
        results += turn.made
    assert sorted(results) == sorted(find_parts(held))


def find_parts(held: dict[int, set[int]]) -> list[tuple[int, ...]]:
    """The numbers that shared keys connect."""
    parts: list[tuple[set[int], set[int]]] = []
    for n, keys in held.items():
        near = [p for p in parts if p[1] & keys]
        parts = [p for p in parts if p not in near]
        parts.append(({n}.union(*(p[0] for p in near)), keys.union(*(p[1] for p in near))))
    return [tuple(sorted(ids)) for ids, _ in parts]
