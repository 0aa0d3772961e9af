"""The spans and tenses of sentences, from which "on Friday" takes its direction."""

from __future__ import annotations

from typing import Literal

from kgbuild.reading.times import SentenceSpan
from kgbuild.reading.tokens import Parse

Tense = Literal["past", "present", "future"]


def find_spans(parse: Parse) -> tuple[SentenceSpan, ...]:
    """Return each sentence's span with the tense of its main verb, and of its relative clauses."""
    clauses: dict[int, list[tuple[int, int, Tense]]] = {}
    for token in parse.tokens:
        tense = _find_tense(parse, token.i) if token.dep == "relcl" else None
        if tense is not None:
            within = parse.subtree(token.i)
            span = parse.tokens[within[0]].start, parse.tokens[within[-1]].end
            clauses.setdefault(token.sent, []).append((*span, tense))
    return tuple(
        SentenceSpan(s.start, s.end, _find_tense(parse, s.root), tuple(sorted(clauses.get(s.index, ()))))
        for s in parse.sentences
    )


def _find_tense(parse: Parse, root: int) -> Tense | None:
    token = parse.tokens[root]
    auxiliaries = {k.lower for k in parse.kids(root, "aux", "auxpass")}
    if auxiliaries & {"will", "shall", "'ll", "’ll", "wo"}:
        return "future"
    if token.tag == "VBD" or auxiliaries & {"was", "were", "had", "did", "has", "have", "'d"}:
        return "past"
    if token.tag in ("VBZ", "VBP") or auxiliaries & {"is", "are", "do", "does"}:
        return "present"
    return None
