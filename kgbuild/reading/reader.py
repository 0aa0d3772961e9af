"""The reader: one article in, one reading out, through the stages in their order.

It keeps no memory of other articles: what it says of one depends on that article, the ontology and the model alone.
"""

from __future__ import annotations

import itertools
import multiprocessing
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from operator import attrgetter

from kgbuild.furniture import find_body
from kgbuild.ontology import Ontology
from kgbuild.ontology_files import load_ontology
from kgbuild.reading.arguments import Arguments
from kgbuild.reading.claim_dates import date_claims
from kgbuild.reading.claims import FrameIndex, find_claims
from kgbuild.reading.clauses import make_clauses
from kgbuild.reading.companions import add_companions
from kgbuild.reading.coreference import link_mentions
from kgbuild.reading.described_bodies import chain_described
from kgbuild.reading.drafts import make_claim
from kgbuild.reading.event_order import find_order
from kgbuild.reading.layout import find_blocks, find_stamps
from kgbuild.reading.lexicon import make_lexicon
from kgbuild.reading.masking import make_units
from kgbuild.reading.mends import mend_trees
from kgbuild.reading.modality import find_stances
from kgbuild.reading.name_classes import NameGroup, type_names
from kgbuild.reading.name_deeds import retype_names
from kgbuild.reading.names import find_names
from kgbuild.reading.offices import add_offices
from kgbuild.reading.parse import Parser
from kgbuild.reading.party_tags import add_party_tags
from kgbuild.reading.predicates import find_predicates
from kgbuild.reading.repairs import repair_text
from kgbuild.reading.spec import DEFAULT_MODEL, ReaderSpec, hash_reader
from kgbuild.reading.suit_sides import turn_suits
from kgbuild.reading.tenses import find_spans
from kgbuild.reading.times import SentenceSpan, find_times
from kgbuild.reading.tokens import Parse
from kgbuild.records import Article, Claim, Mention, Reading, Rejected

CHUNK = 8
OCCASION = "Occasion"


class Reader:
    """Reads articles with one model and one ontology. `hash` names both and the rules in this package's files."""

    def __init__(self, ontology: Ontology, *, model: str = DEFAULT_MODEL) -> None:
        self._parser = Parser(model)
        self._lexicon = make_lexicon(ontology, common=self._parser.common)
        self._frames = FrameIndex(ontology)
        self.ontology = ontology
        self.hash = hash_reader(ontology.digest, model)

    def read(self, article: Article) -> Reading:
        """Return all that the article says, in text order."""
        text, lexicon = article.text, self._lexicon
        parse, groups = self._parse(text)
        predicates = find_predicates(parse, lexicon=lexicon)
        add_offices(parse, predicates, lexicon=lexicon)
        add_party_tags(parse, predicates, lexicon=lexicon)
        stances = find_stances(parse, predicates, lexicon=lexicon)
        coreference = link_mentions(parse, predicates, groups, lexicon=lexicon)
        parse = replace(parse, text=text)
        arguments = Arguments(parse, coreference, lexicon)
        add_companions(parse, predicates, arguments)
        spans = tuple((t.start, t.end) for t in parse.tokens if t.name is not None)
        stamps = [SentenceSpan(*span) for span in find_stamps(text, spans=find_body(text))]
        sentences = sorted((*find_spans(parse), *stamps), key=lambda s: s.start)
        times = find_times(text, sentences, published=article.published, names=spans)
        drafts = find_claims(parse, predicates, stances, arguments, frames=self._frames, lexicon=lexicon)
        turn_suits(drafts, parse)
        drafts, dates = date_claims(
            drafts,
            parse,
            predicates,
            stances,
            arguments,
            times,
            courses=self.ontology.courses,
            kinds=self._frames.kinds,
            lexicon=lexicon,
            published=article.published,
        )
        order = {g: tuple(f"ev{i + 1}" for i in firsts) for g, firsts in find_order(parse, drafts).items()}
        made, described = chain_described(drafts, coreference.chains)
        claims = tuple(
            make_claim(
                d,
                parse,
                article=article.key,
                version=article.version,
                event=f"ev{d.group + 1}",
                after=order.get(d.group, ()),
            )
            for d in drafts
        )
        clauses = make_clauses(parse, predicates, stances, arguments, dates, drafts)
        return Reading(
            article.key,
            article.version,
            self.hash,
            _quote(_list_mentions((*coreference.mentions, *described), claims), text),
            times,
            (*coreference.chains, *made),
            clauses,
            claims,
        )

    def parse(self, text: str) -> Parse:
        """Return the trees of a text as the rules see them, each name one token."""
        return replace(self._parse(text)[0], text=text)

    def _parse(self, written: str) -> tuple[Parse, tuple[NameGroup, ...]]:
        text = repair_text(written)
        blocks = find_blocks(text, spans=find_body(text), split_words=self._parser.split_words)
        guesses = tuple(self._parser.guess_names(blocks))
        found = find_names(text, blocks, guesses, lexicon=self._lexicon)
        names, groups = type_names(found, blocks, guesses, lexicon=self._lexicon)
        parse = self._parser.parse(text, make_units(blocks, names, lexicon=self._lexicon))
        return retype_names(mend_trees(parse, lexicon=self._lexicon), groups, lexicon=self._lexicon)


def _list_mentions(found: Iterable[Mention], claims: Sequence[Claim]) -> tuple[Mention, ...]:
    """The mentions of entities, in text order, the last at each place.

    An occasion is an event, not an entity, and its name stands only where a claim has it.
    """
    told = {a.chain for c in claims for role in (*c.roles.values(), c.said_by) for a in role}
    kept = {(m.start, m.end): m for m in found if m.cls != OCCASION or m.chain in told}
    return tuple(sorted(kept.values(), key=attrgetter("start", "end")))


def make_reader(ontology: Ontology, *, model: str = DEFAULT_MODEL) -> Reader:
    """Return a reader of the given ontology and model; loading takes one to three seconds.

    Raises:
        ModelError: the model is not installed or unfit.
    """
    return Reader(ontology, model=model)


def read_many(articles: Iterable[Article], *, spec: ReaderSpec, workers: int = 1) -> Iterator[Reading | Rejected]:
    """Yield what became of each article, in their order; with several workers, each loads the model once.

    An article on which the rules fail is rejected under its key; the others are read all the same.
    """
    waiting = iter(articles)
    first = next(waiting, None)
    if first is None:
        return
    articles = itertools.chain([first], waiting)
    if workers <= 1:
        reader = make_reader(load_ontology(extra=spec.ontology), model=spec.model)
        for article in articles:
            yield _try_to_read(reader, article)
        return
    context = multiprocessing.get_context("spawn")
    with context.Pool(workers, initializer=_start_worker, initargs=(spec,)) as pool:
        yield from pool.imap(_read_one, articles, chunksize=CHUNK)


def _try_to_read(reader: Reader, article: Article) -> Reading | Rejected:
    try:
        return reader.read(article)
    except Exception as error:  # noqa: BLE001 - whatever a rule trips over, the other articles are read
        trouble = f"{type(error).__name__}: {error}".rstrip(": ")
        return Rejected(
            article.key, f"the reader failed on it ({trouble}); it stays in the ledger and is tried again next time"
        )


_worker: list[Reader] = []


def _start_worker(spec: ReaderSpec) -> None:
    _worker.append(make_reader(load_ontology(extra=spec.ontology), model=spec.model))


def _read_one(article: Article) -> Reading | Rejected:
    return _try_to_read(_worker[0], article)


def _quote(mentions: Sequence[Mention], text: str) -> tuple[Mention, ...]:
    """The mentions as the article has them, also where its text was repaired."""
    return tuple(m if text.startswith(m.text, m.start) else replace(m, text=text[m.start : m.end]) for m in mentions)
