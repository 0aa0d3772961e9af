"""Tell persons by how an article shortens their names: "Ardol Vesk", and then "Vesk"."""

from __future__ import annotations

from collections.abc import Sequence

from kgbuild.reading.lexicon import Lexicon
from kgbuild.reading.name_forms import SEEN, Form

SHORTENED = 3


def vote_by_surname(forms: Sequence[Form], lexicon: Lexicon) -> None:
    """Add that a name is a person's which the recogniser takes for one and the last word of which names it too."""
    alone = {form.core[0] for form in forms if len(form.core) == 1 and not form.text.isupper()}
    for form in forms:
        short = 1 < len(form.core) < 4 and form.core[-1] in alone
        if short and form.votes[SEEN + "Person"] and _may_be_borne(form, lexicon):
            form.votes["Person"] += SHORTENED


def _may_be_borne(form: Form, lexicon: Lexicon) -> bool:
    """Whether a name may be a given name, no plain word, and a surname: no kind of body or place, nothing known in it."""
    words = form.text.split()
    lows = [w.lower() for w in words]
    kinds = lexicon.endings.keys() | lexicon.nouns.keys() | lexicon.words["name_articles"] | lexicon.words["of_heads"]
    plain = any(low in kinds or lexicon.is_people(low) for low in lows) or any(
        lexicon.is_common(low) for low in lows[:-1]
    )
    known = (
        any(lexicon.find_known(w) is not None for w in (*words, form.text)) or lows[-1] in lexicon.words["place_names"]
    )
    return not plain and not known and all(w[0].isupper() and w[1:].replace("-", "").islower() for w in words)
