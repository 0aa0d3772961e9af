"""Articles with their readings as the reader would have made them, written at once: thousands in seconds, without a parser.

A world of invented firms, people, places and bodies grows with the number of articles. Who was in the news before is
taken again, so that a few names are in many articles and most in few; courts and agencies are few and stand in many.
Some share a name: two people, a firm and a town, a firm and its unit. A story is told by one article or several, within
days, by full names and by short ones, with dates and without; suits and bids have further steps, months later.
Equal `count` and `seed` give equal articles, and those of a smaller count are not the first of a larger one.
"""

from __future__ import annotations

import datetime
import hashlib
import random
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field, replace

from kgbuild.records import Argument, Article, Chain, Claim, Clause, EventDate, Form, Mention, Reading, TimeExpression

READER = "generated"
FIRST_DAY = datetime.date(2011, 1, 3)
ARTICLES_A_DAY = 4
NEW, CASUAL, COPIED = 0.35, 0.12, 0.06
"""How often somebody is in the news for the first time, goes by a short name alone; how often a paper prints a copy."""
ONSETS = ("b", "br", "d", "dr", "f", "g", "gl", "h", "k", "l", "m", "n", "p", "pl", "qu", "r", "s", "st", "t", "tr", "v", "w", "z")  # fmt: skip
VOWELS = ("a", "e", "i", "o", "u", "ai", "ea", "io")
CODAS = ("", "l", "n", "r", "s", "x", "nd", "lt", "rk", "m")
FIRST_NAMES = ("Anders", "Bela", "Clara", "Dario", "Edith", "Fergus", "Greta", "Hugo", "Ines", "Jonas", "Karin", "Linus", "Mara", "Nora", "Oscar", "Petra", "Rufus", "Sonja", "Tilda", "Viktor")  # fmt: skip
TAILS = ("Group", "Holdings", "Systems", "Bank", "Motors", "Foods", "Energy", "Media", "Airlines", "Pharma", "Rail", "Steel")  # fmt: skip
BODIES = ("{} Court of Appeal", "{} District Court", "{} Securities Commission", "{} Competition Authority", "Ministry of Trade of {}", "{} Ports Agency")  # fmt: skip
WALKS = ("the lawyer", "the footballer", "the senator", "the singer", "the banker", "the surgeon")
POSTS = ("chairman", "chief executive", "finance director", "spokesman", "president")
MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December")  # fmt: skip
PAPERS = 60
SUIT, BID = ("SUED", "sued"), ("ACQUIRED", "agreed to buy")
STEPS = {
    "SUED": (("DISMISSED", "dropped its suit against"), ("SETTLED_WITH", "settled with"), ("APPEALED", "appealed against")),
    "ACQUIRED": (("ACQUIRED", "completed the purchase of"), ("LEFT", "walked away from")),
}  # fmt: skip
DEEDS = (SUIT, SUIT, BID, ("MERGED_WITH", "merged with"), ("PARTNERED_WITH", "teamed up with"), ("CRITICIZED", "criticised"), ("ACCUSED", "accused"), ("INVESTED_IN", "invested in"))  # fmt: skip
RULINGS = (("FINED", "fined"), ("INVESTIGATED", "opened an inquiry into"), ("ORDERED", "ordered"), ("BANNED", "banned"))
MATTERS = ("counterfeit handbags", "a late cargo", "patents on valves", "unpaid wages", "a leaking pipeline", "price fixing", "a broken contract", "false labels")  # fmt: skip
FILLERS = (
    "Shares of {} rose with * and *.", "Analysts had expected * from {}, not *.", "Few had heard of {} before * came.",
    "The plans of {} for * drew protests.", "Buyers of * wait for {} and *.", "Nobody asked {} about * or *.",
    "A warehouse of {} holds * beside *.", "Prices for * worry {} less than *.", "In spring {} showed * made of *.",
    "Unlike * makers {} sells *.",
)  # fmt: skip
GOODS = ("wheat", "timber", "glass", "copper", "wool", "paper", "salt", "rubber", "marble", "cotton", "butter", "tobacco", "leather", "cement", "honey", "linen", "barley", "varnish", "silk", "gravel", "coffee", "enamel", "vinegar", "amber", "canvas", "pepper", "granite", "hemp", "mustard", "pewter")  # fmt: skip


@dataclass(frozen=True, slots=True)
class Actor:
    """Somebody or something of the world: its full name, a short one, its class, and for people what they do where."""

    name: str
    short: str
    cls: str
    walk: str = ""
    post: str = ""
    firm: str = ""


@dataclass(slots=True)
class Story:
    """What happened: who did what to whom when, over what."""

    type: str
    verb: str
    agent: Actor
    patient: Actor
    day: datetime.date
    matter: str
    before: Story | None = None
    background: list[Story] = field(default_factory=list)


def make_readings(count: int, *, seed: int = 1) -> Iterator[tuple[Article, Reading]]:
    """Yield `count` articles with their readings, sorted by key."""
    rng = random.Random(f"{count}|{seed}")
    world = _World(rng)
    last: tuple[Article, Reading] | None = None
    made = 0
    while made < count:
        for _ in range(min(_count_tellers(rng), count - made)):
            key = f"g{made:06}"
            if last is not None and rng.random() < COPIED:
                last = _copy(*last, key, rng.choice(world.papers))
            else:
                last = _write_article(key, world, FIRST_DAY + datetime.timedelta(days=made // ARTICLES_A_DAY))
            yield last
            made += 1
        world.turn_over(FIRST_DAY + datetime.timedelta(days=made // ARTICLES_A_DAY))


def _copy(article: Article, reading: Reading, key: str, paper: str) -> tuple[Article, Reading]:
    """The same text in another paper."""
    version = _hash(f"{article.text}|{paper}|{article.published}")
    claims = tuple(replace(c, id=_hash(f"{key}|{c.start}|{c.type}")) for c in reading.claims)
    return (
        replace(article, key=key, doc=f"{key}.txt", version=version, publisher=paper),
        replace(reading, article=key, version=version, claims=claims),
    )


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def _count_tellers(rng: random.Random) -> int:
    """How many articles tell a story: mostly one or two, sometimes a dozen."""
    n = 1
    while n < 12 and rng.random() < 0.45:
        n += 1
    return n


class _World:
    """All actors so far, who was in the news how often, and the story of the day with older ones."""

    def __init__(self, rng: random.Random) -> None:
        self.rng = rng
        self.taken: set[str] = set()
        self.places = [Actor(name, name, "City") for name in (self._make_word() for _ in range(40))]
        self.bodies = [self._make_body(p) for p in self.places[:25]]
        self.papers = [
            f"The {self._make_word()} {rng.choice(('Post', 'Courier', 'Ledger', 'Herald'))}" for _ in range(PAPERS)
        ]
        self.firms = [self._make_firm()]
        self.people = [self._make_person()]
        self.seen: dict[str, list[Actor]] = {"firm": [*self.firms], "person": [*self.people]}
        self.stories: list[Story] = []
        self.turn_over(FIRST_DAY)

    def turn_over(self, day: datetime.date) -> None:
        """Begin the next story: a new one, or the next step of an older suit or bid."""
        rng = self.rng
        old = rng.choice(self.stories[-400:]) if self.stories and rng.random() < 0.25 else None
        if old is not None and old.type in STEPS and old.day < day:
            type_, verb = rng.choice(STEPS[old.type])
            story = Story(type_, verb, old.agent, old.patient, day, old.matter, before=old)
        elif rng.random() < 0.2:
            type_, verb = rng.choice(RULINGS)
            story = Story(type_, verb, self.pick_body(), self.pick("firm"), day, rng.choice(MATTERS))
        else:
            type_, verb = rng.choice(DEEDS)
            agent, patient = self.pick("firm"), self.pick("firm" if rng.random() < 0.85 else "person")
            if patient == agent:
                patient = self.pick_body()
            story = Story(type_, verb, agent, patient, day, rng.choice(MATTERS))
        story.background = [rng.choice(self.stories) for _ in range(min(len(self.stories), rng.randint(0, 2)))]
        self.stories.append(story)

    def pick(self, kind: str) -> Actor:
        """Somebody new now and then, else one in proportion to how often each was taken."""
        seen = self.seen[kind]
        if self.rng.random() < NEW:
            actor = self._make_firm() if kind == "firm" else self._make_person()
            (self.firms if kind == "firm" else self.people).append(actor)
        else:
            actor = self.rng.choice(seen)
        seen.append(actor)
        return actor

    def pick_body(self) -> Actor:
        """A court or agency; the first ones are in the news most."""
        return self._pick_ranked(self.bodies)

    def pick_place(self) -> Actor:
        """A town, likewise."""
        return self._pick_ranked(self.places)

    def _pick_ranked(self, actors: Sequence[Actor]) -> Actor:
        """By Zipf's law: the second one half as often as the first."""
        return self.rng.choices(actors, [1 / rank for rank in range(1, len(actors) + 1)])[0]

    def _make_word(self) -> str:
        rng = self.rng
        while True:
            word = "".join(
                rng.choice(ONSETS) + rng.choice(VOWELS) + rng.choice(CODAS) for _ in range(rng.randint(2, 3))
            )
            if word not in self.taken:
                self.taken.add(word)
                return word.capitalize()

    def _make_firm(self) -> Actor:
        rng = self.rng
        chance = rng.random()
        if chance < 0.03 and self.places:  # named as a town is
            short = rng.choice(self.places).short
        elif chance < 0.06 and len(getattr(self, "firms", ())) > 1:  # a unit of a firm
            owner = rng.choice(self.firms)
            return Actor(f"{owner.short} Asia", f"{owner.short} Asia", "Company", firm=owner.name)
        else:
            short = self._make_word()
        tail = rng.choice(TAILS)
        if rng.random() < 0.15:  # an acronym
            second = self._make_word()
            name = f"{short} {second} {tail}"
            return Actor(name, "".join(w[0] for w in name.split()), "Company")
        return Actor(f"{short} {tail}", short, "Company")

    def _make_person(self) -> Actor:
        rng = self.rng
        people = getattr(self, "people", [])
        if people and rng.random() < 0.04:  # a namesake
            name = rng.choice(people).name
        else:
            kin = rng.choice(people).short if people and rng.random() < 0.3 else self._make_word()
            name = f"{rng.choice(FIRST_NAMES)} {kin}"
        firm = rng.choice(self.firms).name if rng.random() < 0.6 else ""
        return Actor(name, name.split()[-1], "Person", rng.choice(WALKS), rng.choice(POSTS), firm)

    def _make_body(self, place: Actor) -> Actor:
        name = self.rng.choice(BODIES).format(place.name)
        return Actor(name, f"the {name.split()[1]}" if name.startswith(place.name) else "the ministry", "Agency")


def _write_article(key: str, world: _World, day: datetime.date) -> tuple[Article, Reading]:
    """An article of the story of the day: headline, news, who says so, background, fillers."""
    rng, story = world.rng, world.stories[-1]
    person, others = world.pick("person"), [world.pick("firm") for _ in range(rng.randint(1, 5))]
    cast = (story.agent, story.patient, person, *others)
    page = _Page(key, [a for a in cast if rng.random() < CASUAL and not a.short.startswith("the ")])
    published = day + datetime.timedelta(days=rng.randint(0, 3))
    page.tell(story, date=None, full=False)
    page.tell(story, date=story.day if rng.random() < 0.6 else None, full=True, matter=True)
    page.introduce(person)
    if story.before is not None:
        page.tell(
            story.before, date=story.before.day if rng.random() < 0.7 else None, full=rng.random() < 0.5, past=True
        )
    if rng.random() < 0.5:
        page.tell(story, date=None, full=False, speaker=person, type_=("CRITICIZED", "criticised"))
    page.settle(story.agent, world.pick_place())
    for old in story.background:
        page.tell(old, date=old.day if rng.random() < 0.6 else None, full=True, past=True)
    for _ in range(rng.randint(2, 6)):
        page.fill(rng.choice(cast), rng.choice(FILLERS))
    for other in others:
        page.fill(other, rng.choice(FILLERS), full=True)
    return page.finish(rng.choice(world.papers), published if rng.random() < 0.9 else None)


class _Page:
    """An article while it is written, with what a reader would find in it."""

    def __init__(self, key: str, casual: Collection[Actor]) -> None:
        """`casual` are those that the article calls by their short names alone."""
        self.key, self.text, self.casual = key, "", casual
        self.goods = random.Random(key)
        self.mentions: list[Mention] = []
        self.times: list[TimeExpression] = []
        self.clauses: list[Clause] = []
        self.claims: list[Claim] = []
        self.chains: dict[str, Actor] = {}
        self.named: dict[str, dict[str, None]] = {}
        self.events: dict[tuple[str, ...], str] = {}

    def name(self, actor: Actor, *, full: bool, lead: str = "", behind: str = "") -> Argument:
        """Write a name, and count it as a mention."""
        self.text += lead
        form: Form = "nominal" if not full and actor.short.startswith("the ") else "name"
        text = actor.name if full and actor not in self.casual else actor.short
        start, chain = len(self.text), self._find_chain(actor)
        self.text += text
        end = len(self.text)
        head = start + text.rfind(" ") + 1
        name = self._find_name(actor)
        self.mentions.append(Mention(start, end, text, head, end, actor.cls, form, name, chain))
        if form == "name":
            self.named[chain][text] = None
        self.text += behind
        return Argument(text, start, end, actor.cls, name, chain)

    def _find_name(self, actor: Actor) -> str:
        """The best name that the article has for somebody."""
        return actor.short if actor in self.casual else actor.name

    def _find_chain(self, actor: Actor) -> str:
        for chain, other in self.chains.items():
            if other == actor:
                return chain
        chain = f"e{len(self.chains) + 1}"
        self.chains[chain], self.named[chain] = actor, {}
        return chain

    def tell(
        self,
        story: Story,
        *,
        date: datetime.date | None,
        full: bool,
        matter: bool = False,
        past: bool = False,
        speaker: Actor | None = None,
        type_: tuple[str, str] | None = None,
    ) -> None:
        """Write a sentence on a story, with its claim."""
        kind, verb = type_ or (story.type, story.verb)
        start = len(self.text)
        agent = self.name(story.agent, full=full)
        self.text += " "
        at = len(self.text)
        self.text += f"{'earlier ' if past else ''}{verb} "
        at, end = (at + 8, at + 8 + len(verb)) if past else (at, at + len(verb))
        patient = self.name(story.patient, full=full)
        texts = {}
        if matter:
            texts = {"about": story.matter}
            self.text += f" over {story.matter}"
        told = self._date(date) if date is not None else None
        said = (self.name(speaker, full=False, lead=", ", behind=" said"),) if speaker is not None else ()
        self._end_sentence(start, kind, verb, at, end, agent, patient, texts, told, said, story.before)

    def introduce(self, person: Actor) -> None:
        """Write who a person is: by walk of life, or by a post in a firm."""
        start = len(self.text)
        if not person.firm:
            self.name(person, full=True, lead=f"{person.walk.capitalize()} ", behind=" was there as well. ")
            return
        agent = self.name(person, full=True)
        self.text += ", "
        at = len(self.text)
        self.text += f"{person.post} of "
        firm = Actor(person.firm, person.firm.rsplit(" ", 1)[0], "Company")
        patient = self.name(firm, full=True)
        self.text += ", gave no reasons"
        self._end_sentence(start, "LEADS", person.post, at, at + len(person.post), agent, patient, {"position": person.post}, None, (), None)  # fmt: skip

    def settle(self, firm: Actor, place: Actor) -> None:
        """Write where a firm has its seat."""
        start = len(self.text)
        agent = self.name(firm, full=True)
        at = len(self.text) + 4
        self.text += " is based in "
        patient = self.name(place, full=True)
        self._end_sentence(start, "BASED_IN", "based", at, at + 5, agent, patient, {}, None, (), None)

    def fill(self, actor: Actor, pattern: str, *, full: bool = False) -> None:
        """Write a sentence that claims nothing, of goods, so that articles share few runs of words by chance."""
        while "*" in pattern:
            pattern = pattern.replace("*", self.goods.choice(GOODS), 1)
        start = len(self.text)
        before, behind = pattern.split("{}")
        self.text += before
        words = pattern.split()
        argument = self.name(actor, full=full, behind=behind)
        at = start + pattern.find(words[1]) if pattern.find(words[1]) < len(before) else argument.end + 1
        roles = {"agent": (argument,), "patient": ()}
        self.clauses.append(Clause(words[1], at, at + 4, words[1], start, len(self.text), "active", "positive", "asserted", roles))  # fmt: skip
        self.text += " "

    def _date(self, day: datetime.date) -> EventDate:
        self.text += " on "
        start = len(self.text)
        phrase = f"{day.day} {MONTHS[day.month - 1]} {day.year}"
        self.text += phrase
        iso = day.isoformat()
        self.times.append(TimeExpression(start, len(self.text), phrase, "DATE", iso, iso, None, "day"))
        return EventDate(iso, iso, iso, phrase, start, len(self.text), None, "day")

    def _end_sentence(
        self,
        start: int,
        kind: str,
        verb: str,
        at: int,
        end: int,
        agent: Argument,
        patient: Argument,
        texts: dict[str, str],
        date: EventDate | None,
        said: tuple[Argument, ...],
        before: Story | None,
    ) -> None:
        self.text += "."
        stop = len(self.text)
        self.text += " "
        roles = {"agent": (agent,), "patient": (patient,)}
        if "suit" in verb:
            texts = {**texts, "case": "its suit"}
        group = (kind, verb, agent.chain or "", patient.chain or "", date.date if date else "")
        event = self.events.setdefault(group, f"ev{len(self.events) + 1}")
        told = {c.event for c in self.claims if before is not None and c.type == before.type}
        identity = _hash(f"{self.key}|{start}|{kind}")
        state = kind in ("LEADS", "BASED_IN")
        self.claims.append(
            Claim(
                identity,
                kind,
                "state" if state else "event",
                verb,
                at,
                end,
                start,
                stop,
                roles,
                texts,
                "positive",
                "planned" if verb.startswith("agreed") else "asserted",
                f"{kind}/verb",
                event,
                said,
                date,
                (),
                tuple(sorted(told - {event})),
            )
        )
        self.clauses.append(Clause(verb, at, end, verb, start, stop, "active", "positive", "asserted", roles, said, date, kind))  # fmt: skip

    def finish(self, paper: str, published: datetime.date | None) -> tuple[Article, Reading]:
        """Return the article and its reading."""
        day = published.isoformat() if published else None
        version = _hash(f"{self.text}|{paper}|{day}")
        title = self.text.split(".")[0]
        article = Article(self.key, version, f"{self.key}.txt", self.text, title, paper, None, day, "header" if day else None)  # fmt: skip
        chains = tuple(
            Chain(
                c,
                a.cls,
                self._find_name(a),
                tuple(dict.fromkeys((self._find_name(a), *self.named[c]))) if self.named[c] else (),
            )
            for c, a in self.chains.items()
        )
        reading = Reading(self.key, version, READER, tuple(self.mentions), tuple(self.times), chains, tuple(self.clauses), tuple(self.claims))  # fmt: skip
        return article, reading
