"""Each event type in each construction of the grammar: one table of verbs, one of sentences."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest

from kgbuild.records import Claim, Reading

# type: rows of base, past, participle, gerund, third person, agent, patient, what follows the patient, noun and its preposition
VERBS = """
SUED | sue sued sued suing sues | Norvel | Pexel | | lawsuit against
SETTLED_WITH | settle+with settled+with - settling+with settles+with | Norvel | Pexel | | settlement with
RULED_AGAINST | convict convicted convicted convicting convicts | The High Court | Lou Beck | of fraud | conviction of
ACCUSED | accuse accused accused accusing accuses | Norvel | Pexel | of fraud |
INVESTIGATED | investigate investigated investigated investigating investigates | The FBI | Pexel | | investigation of
CHARGED | charge charged charged charging charges | The FBI | Lou Beck | with fraud |
CHARGED | indict indicted indicted indicting indicts | The FBI | Lou Beck | | indictment of
ARRESTED | arrest arrested arrested arresting arrests | The FBI | Lou Beck | | arrest of
ARRESTED | detain detained detained detaining detains | The FBI | Lou Beck | | detention of
SENTENCED | sentence sentenced sentenced sentencing sentences | The High Court | Lou Beck | to nine years in prison | sentencing of
FINED | fine fined fined fining fines | The SEC | Pexel | $3 million |
BANNED | bar barred barred barring bars | The SEC | Lou Beck | from the industry |
SUSPENDED | suspend suspended suspended suspending suspends | The SEC | Lou Beck | | suspension of
ACQUIRED | acquire acquired acquired acquiring acquires | Norvel | Pexel | | acquisition of
ACQUIRED | buy bought bought buying buys | Norvel | Pexel | for $90 million | purchase of
ACQUIRED | take+over took+over taken+over taking+over takes+over | Norvel | Pexel | | takeover of
APPOINTED | hire hired hired hiring hires | Norvel | Lou Beck | as chairman | hiring of
APPOINTED | name named named naming names | Norvel | Lou Beck | chairman |
FIRED | fire fired fired firing fires | Norvel | Lou Beck | | firing of
FIRED | oust ousted ousted ousting ousts | Norvel | Lou Beck | | ouster of
CRITICIZED | criticise criticised criticised criticising criticises | Norvel | Pexel | | criticism of
CALLED_FOR | urge urged urged urging urges | Norvel | Pexel | to close the mine |
ORDERED | order ordered ordered ordering orders | The High Court | Lou Beck | to close the mine |
LEFT | leave left - leaving leaves | Norvel | the Clean Cars Alliance | | departure from
JOINED | join joined - joining joins | Norvel | the Clean Cars Alliance | |
INVESTED_IN | invest+in invested+in - investing+in invests+in | Norvel | Pexel | | investment in
PARTNERED_WITH | partner+with partnered+with - partnering+with partners+with | Norvel | Pexel | | partnership with
MERGED_WITH | merge+with merged+with - merging+with merges+with | Norvel | Pexel | | merger with
"""
BOTH_WAYS = ("SETTLED_WITH", "PARTNERED_WITH", "MERGED_WITH")
ACTIVE = {
    "plain": "{a} {past} {p} {x} on Monday.",
    "relative": "{a}, which {past} {p} {x} in May, lost money.",
    "joined": "{a} closed its mine and {past} {p} {x} in May.",
    "gerund": "{a} closed its mine after {ger} {p} {x}.",
    "decision": "{a}'s decision to {base} {p} {x} came as a surprise.",
    "cleft": "It was {a} that {past} {p} {x}.",
    "future": "{a} will {base} {p} {x} next week.",
    "plan": "{a} plans to {base} {p} {x} next week.",
    "opened": "In a surprise move, {a} on Monday {past} {p} {x}.",
    "told": "{a} said on Monday that it would {base} {p} {x}.",
    "when": "Shares fell when {a} {past} {p} {x}.",
    "headline": "{h} {third} {p} {x}\n\n{A} is old, a paper said on Monday. {P} is old too.",
}
PASSIVE = {
    "by": "{P} was {pp} {x} by {a} on Monday.",
    "perfect": "{P} has been {pp} {x} by {a}, the paper said.",
    "reduced": "{P}, {pp} {x} by {a} in May, denied wrongdoing.",
    "after being": "After being {pp} {x} by {a}, {p} closed its mine.",
    "reported": "The paper said that {a} had {pp} {p} {x} last year.",
}
NOUN = {"owned": "{a}'s {noun} {p} was expected.", "noun by": "The {noun} {p} by {a} was expected."}
# What is not read yet.
OPEN = {
    ("ACQUIRED", "cleft: buy"),
    ("JOINED", "cleft: join"),
    ("MERGED_WITH", "noun by: merge with"),
    ("ORDERED", "headline: order"),
    ("PARTNERED_WITH", "headline: partner with"),
}


def list_cases() -> Iterator[tuple[str, str, str, str, str]]:
    """Type, construction with its verb, text, agent and patient."""
    for row in VERBS.strip().splitlines():
        kind, forms, agent, patient, rest, noun = (part.strip() for part in row.split("|"))
        base, past, pp, ger, third = (f.replace("+", " ") for f in forms.split())
        words = {"base": base, "past": past, "pp": pp, "ger": ger, "third": third, "x": rest, "noun": noun}
        low = agent.replace("The ", "the ")
        names = {"A": agent, "P": patient[0].upper() + patient[1:], "p": patient, "h": agent.removeprefix("The ")}
        for name, form in {**ACTIVE, **(PASSIVE if pp != "-" else {}), **(NOUN if noun else {})}.items():
            at_start = form.startswith("{a}")
            text = form.format(a=agent if at_start else low, **names, **words).replace(" .", ".").replace(" ,", ",")
            text = text.replace("  ", " ")
            yield kind, f"{name}: {base}", text, names["h"], patient.removeprefix("the ")


def tells(claim: Claim, kind: str, agent: str, patient: str) -> bool:
    """Whether a claim is of the type, with both parties in their roles."""
    agents, patients = ({a.name for a in claim.roles.get(r, ())} for r in ("agent", "patient"))
    if claim.type in BOTH_WAYS:
        return claim.type == kind and {agent, patient} <= agents | patients
    return claim.type == kind and agent in agents and patient in patients


@pytest.mark.parametrize("kind", sorted({case[0] for case in list_cases()}))
def test_a_type_is_read_in_every_construction(read: Callable[..., Reading], kind: str) -> None:
    """Whatever the voice, the clause and the mood, who did it to whom is the same; what is not read is listed."""
    missed = {
        (kind, name)
        for of, name, text, agent, patient in list_cases()
        if of == kind and not any(tells(c, kind, agent, patient) for c in read(text).claims)
    }
    assert missed == {case for case in OPEN if case[0] == kind}
