"""Find the names of an article: where they begin and end, before anything is parsed.

A capital inside a sentence marks a name; one at a sentence's start, in a headline or in capitals throughout marks
nothing by itself, and is held against the rest of the article, the list of known names and the dictionary.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from kgbuild.reading.lexicon import Lexicon, squash
from kgbuild.reading.name_bounds import PlainFinder
from kgbuild.reading.name_capitals import find_in_capitals
from kgbuild.reading.name_definitions import find_definitions
from kgbuild.reading.name_firms import find_firms
from kgbuild.reading.name_forms import find_core
from kgbuild.reading.name_institutions import find_institutions
from kgbuild.reading.name_possessives import join_by_letters, take_in_possessives
from kgbuild.reading.name_words import DOMAIN, LONGEST_NAME, Evidence, NameWords, find_case, gather_evidence
from kgbuild.reading.parse import NerSpan
from kgbuild.reading.tokens import Block, Word

OFTEN = 3
NEAR = 9
LOWERED = 5  # letters of a name that may be written small
FIELD_JOINTS = frozenset({"and", "&", ",", "the", "of"})


def find_names(
    text: str, blocks: Sequence[Block], guesses: Iterable[NerSpan], *, lexicon: Lexicon
) -> tuple[NameWords, ...]:
    """Return the names in text order; none overlaps another."""
    guessed = {(g.block, g.first): g for g in guesses}
    named = {blocks[g.block].words[k].text for g in guessed.values() for k in range(g.first, g.last + 1)}
    plain = [find_case(block.words) == "plain" for block in blocks]
    evidence = gather_evidence([block for b, block in enumerate(blocks) if plain[b]], lexicon)
    definitions = find_definitions(blocks, lexicon=lexicon)
    firms = find_firms([(b, block) for b, block in enumerate(blocks) if plain[b]], guessed, lexicon)
    whole = definitions.names | firms
    found: list[NameWords] = []
    for b, block in enumerate(blocks):
        if plain[b]:
            finder = PlainFinder(text, b, block, guessed, evidence, whole, lexicon)
            found.extend(finder.find())
    proved = {squash(n.text).casefold() for n in found if n.proved}
    cores = [find_core(n.text, lexicon) for n in found if n.proved]
    edges = {w for core in cores for w in (core[0], core[-1])} if cores else set()
    counts = Counter(n.text for n in found)
    surnames = {n.text.split()[-1] for n in found if " " in n.text}
    kept = [
        n
        for n in found
        if not (counts[n.text] < OFTEN and _is_plain_word(n, blocks, named, lexicon))
        and not (n.text not in surnames and _is_colour(n, blocks[n.block].words, lexicon))
        and not _is_portfolio(n, blocks[n.block].words, lexicon)
        and squash(n.text) not in definitions.plain
        and (n.proved or _is_credible(n, proved, edges, evidence, lexicon))
    ]
    forms = {squash(n.text).casefold() for n in kept}
    for b, block in enumerate(blocks):
        if not plain[b]:
            kept.extend(find_in_capitals(text, b, block, forms, evidence, lexicon))
    kept.extend(_find_lowered(blocks, kept, lexicon))
    kept.extend(_find_domains(blocks, kept))
    kept = [n for n in kept if len(n.text) <= LONGEST_NAME and not _is_degree(n, blocks[n.block].words, lexicon)]
    kept = [*join_by_letters(kept, blocks)]
    return find_institutions(blocks, take_in_possessives(kept, blocks, lexicon=lexicon), lexicon=lexicon)


def _find_lowered(blocks: Sequence[Block], names: Sequence[NameWords], lexicon: Lexicon) -> Iterator[NameWords]:
    """Yield what is written small and no word of English, where the article has it as a name: "a shoe of vanta"."""
    written = {w.casefold(): w for n in names if n.proved for w in _list_written(n, lexicon)}
    low = {w for w in written if w.isalpha() and len(w) >= LOWERED and not lexicon.is_common(w)}
    known = lexicon.nouns.keys() | lexicon.titles | lexicon.first_names | lexicon.demonyms.keys()
    for b, block in enumerate(blocks):
        for i, word in enumerate(block.words):
            if word.text in low and word.text not in known:
                yield NameWords(b, i, i, written[word.text], proved=False)


def _find_domains(blocks: Sequence[Block], names: Sequence[NameWords]) -> Iterator[NameWords]:
    """Yield web sites called by their domain: "sued vesktimes.com"; no address to visit or write to."""
    taken = {(n.block, k) for n in names for k in range(n.first, n.last + 1)}
    for b, block in enumerate(blocks):
        for i, word in enumerate(block.words):
            if DOMAIN.match(word.text) and (b, i) not in taken and not (i and block.words[i - 1].text in ("@", "/")):
                yield NameWords(b, i, i, word.text, proved=True)


def _list_written(name: NameWords, lexicon: Lexicon) -> list[str]:
    """A name as it is written, and its first word where the rest only tells the legal form: "Vanta AG"."""
    first = name.text.split()[0]
    return (
        [name.text, first]
        if [first.casefold()] == [w.casefold() for w in find_core(name.text, lexicon)]
        else [name.text]
    )


def _is_plain_word(name: NameWords, blocks: Sequence[Block], named: set[str], lexicon: Lexicon) -> bool:
    """Whether a name is an ordinary word that nothing but its capital makes a name: "Black and White"."""
    text, low = name.text, name.text.lower()
    if any(low in lexicon.words[s] for s in ("parties", "camps", "institutions")):
        return False
    before = blocks[name.block].words[name.first - 1].text.lower() if name.first else ""
    if before in lexicon.words["honorifics"] or before in lexicon.titles or low in lexicon.first_names:
        return False
    if text in named or not text[1:].islower() or lexicon.find_known(text) is not None:
        return False
    return lexicon.is_common(low) and lexicon.find_parent(lexicon.endings.get(low, "")) != "Organization"


def _is_colour(name: NameWords, words: Sequence[Word], lexicon: Lexicon) -> bool:
    """Whether a name is only a colour in a list of such: "in Black (small) and White (large)"; no "Mr White"."""
    colours = lexicon.words["colours"]
    before = words[name.first - 1].text.lower() if name.first else ""
    if name.text.lower() not in colours or before in lexicon.words["honorifics"] or before in lexicon.titles:
        return False
    near = [*words[max(0, name.first - NEAR) : name.first], *words[name.last + 1 : name.last + 1 + NEAR]]
    return any(w.text.lower() in colours for w in near) and any(w.text in ("and", "or") for w in near)


def _is_degree(name: NameWords, words: Sequence[Word], lexicon: Lexicon) -> bool:
    """Whether letters behind a comma are a degree: "Linda Hale, M.D., M. B. A., joined"."""
    letters = "".join(w.text for w in words[name.first : name.last + 1]).replace(".", "")
    return name.first > 1 and words[name.first - 1].text == "," and letters.upper() in lexicon.words["degrees"]


def _is_portfolio(name: NameWords, words: Sequence[Word], lexicon: Lexicon) -> bool:
    """Whether a name is only what a minister is for: "Minister of Foreign Affairs and Trade"; no country, no body."""
    title, of = (words[k].text.lower() if k >= 0 else "" for k in (name.first - 2, name.first - 1))
    if of not in ("of", "for") or title not in lexicon.words["portfolio_holders"] or lexicon.find_known(name.text):
        return False
    fields = [w.text.lower() for w in words[name.first : name.last + 1] if w.text.lower() not in FIELD_JOINTS]
    return all(lexicon.is_common(low) or low in lexicon.words["public_fields"] for low in fields)


def _is_credible(name: NameWords, proved: set[str], edges: set[str], evidence: Evidence, lexicon: Lexicon) -> bool:
    """Judge a name that stands only where a capital proves nothing."""
    folded = squash(name.text).casefold()
    if folded in proved or any(folded in lexicon.words[s] for s in ("parties", "camps", "institutions")):
        return True
    words = name.text.split()
    if len(words) > 1:
        return not all(w.lower() in evidence.lower for w in words)
    word = words[0]
    known = lexicon.find_known(word)
    if known is not None and not known.common:
        return True
    if word.lower() in edges and word.lower() not in evidence.lower:
        return True
    return not lexicon.is_common(word.lower()) and word.lower() not in evidence.lower
