"""Write the first names that nearly all bearers of one sex have to lexicon/first_names.toml.

Run by hand, with requirements.txt installed: python ontology/build/make_first_names.py
"""

from __future__ import annotations

import textwrap
from pathlib import Path

OUT = Path(__file__).parent.parent / "lexicon" / "first_names.toml"
LEAST = {"female": 0.02, "male": 0.009}  # per cent of the census
TIMES = 12
HEAD = """\
# First names that nearly all bearers of one sex have, after the census lists of the package `names` (public domain):
# a name counts where one sex has it twelve times as often as the other. Lower case. Made by build/make_first_names.py.
"""


def load_shares(sex: str) -> dict[str, float]:
    """Return the share of each first name of one sex, in per cent."""
    import names

    lines = (Path(names.__file__).parent / f"dist.{sex}.first").read_text().splitlines()
    return {line.split()[0].lower(): float(line.split()[1]) for line in lines}


def main() -> None:
    """Write both lists."""
    shares = {sex: load_shares(sex) for sex in LEAST}
    parts = [HEAD]
    for sex, other in (("female", "male"), ("male", "female")):
        kept = sorted(n for n, s in shares[sex].items() if s >= LEAST[sex] and s >= TIMES * shares[other].get(n, 0.0))
        rows = textwrap.wrap(", ".join(f'"{n}"' for n in kept), 150)
        parts.append(f"{sex}_names = [\n" + "\n".join(f"  {row}" for row in rows) + "\n]\n")
    OUT.write_text("".join(parts))


if __name__ == "__main__":
    main()
