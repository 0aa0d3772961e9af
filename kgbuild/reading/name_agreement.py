"""What pronouns and short forms tell of the class of a name: "Vesk ... its stores", "Vesk Tarron" later called "Vesk"."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet

from kgbuild.reading.lexicon import Lexicon
from kgbuild.reading.name_forms import SEEN, Form, opens_with_family
from kgbuild.reading.nouns import load_nouns
from kgbuild.reading.tokens import Word

THINGS = frozenset({"its", "itself"})
REACH = 9  # words from a name to a pronoun that may mean it
ENDS = frozenset({".", "!", "?", ";", ":", '"', "“", "”"})


def vote_by_pronoun(votes: Counter[str], after: Sequence[Word], lexicon: Lexicon) -> None:
    """Add what the first pronoun behind one occurrence tells, where nothing else that it may mean stands between.

    Pronouns agree with their antecedent in kind; Bergsma and Lin (2006) learn the gender of nouns from such pairs.
    """
    for word in after[:REACH]:
        low = word.text.lower()
        if low in ENDS or word.text[0].isupper() or _is_other(low, lexicon):
            return
        if low in THINGS:
            votes["Organization"] += 0.8  # type: ignore[assignment]
            return


def _is_other(low: str, lexicon: Lexicon) -> bool:
    """Whether a noun calls somebody or some body that a pronoun behind it may mean."""
    if low in lexicon.titles or low in lexicon.nouns or low.removesuffix("s") in lexicon.nouns:
        return True
    noun = load_nouns().find(low.removesuffix("s"))
    return noun is not None and noun.kind == "person"


def vote_by_short_form(
    forms: Mapping[str, Form], strange: AbstractSet[str], lexicon: Lexicon, *, surnames: AbstractSet[str]
) -> None:
    """Add what the short form tells: a firm goes by its first word, a person by the last.

    Where the first word alone is a name of the article, unknown to the recogniser, and the last is none, its guess of
    a person falls.
    """
    lone = {form.core[0] for key, form in forms.items() if len(form.core) == 1 and key in strange}
    for form in _list_long(forms.values()):
        first, last = form.core[0], form.core[-1]
        named = first in surnames or first in lexicon.first_names or opens_with_family(form.core, lexicon)
        if first in lone and last not in lone and not named:
            form.votes["Person"] -= 1.3 * form.votes[SEEN + "Person"]  # type: ignore[assignment]
            form.votes["Organization"] += 0.5  # type: ignore[assignment]


def _list_long(forms: Iterable[Form]) -> list[Form]:
    return [form for form in forms if 1 < len(form.core) < 4]
