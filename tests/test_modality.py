"""How sure an article is of what it says: one table of sentences, by the trigger of each clause."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kgbuild.records import Clause, Reading

Read = Callable[..., Reading]

STANCES = [
    # what happened
    ("Brackley Foods bought Orlo Systems.", "bought", "asserted"),
    ("Brackley Foods has managed to buy Orlo Systems.", "buy", "asserted"),
    ("The ruling forced Brackley Foods to sell its mills.", "sell", "asserted"),
    ("Norvel was the first bank to close its branches in Leeds.", "close", "asserted"),
    ("Norvel merged with Dunmore Bank to form a new company.", "form", "asserted"),
    ("The sale involved Norvel closing its mill.", "closing", "asserted"),
    ("The new engine can run on gas.", "run", "asserted"),
    ("Analysts want to know why Norvel sold the mills.", "sold", "asserted"),
    ("The agency examined the takeover of Orlo Systems by Norvel.", "takeover", "asserted"),
    ("Norvel passed Brackley Foods to become the largest baker.", "become", "asserted"),
    ("Ida Kroll left Norvel to join Brackley Foods.", "join", "asserted"),
    ("Norvel went on to buy Orlo Systems.", "buy", "asserted"),
    ("Norvel had to sell its mills.", "sell", "asserted"),
    ("Norvel's appeal against the verdict is pending.", "appeal", "asserted"),
    ("Norvel's lawsuit will go to trial in May.", "lawsuit", "asserted"),
    ("Norvel's merger will go ahead in May.", "merger", "planned"),
    ("A complaint filed in May names Norvel.", "filed", "asserted"),
    ("The complaint says Norvel copied the clip.", "copied", "alleged"),
    ("According to the lawsuit, Norvel copied the clip.", "copied", "alleged"),
    ("Norvel has accused Orlo Systems of theft, according to a complaint.", "accused", "asserted"),
    ("According to the report, Norvel copied the clip.", "copied", "asserted"),
    ("Norvel, the report says, copied the clip.", "copied", "asserted"),
    ("Norvel said it was in talks with Vanta and bought Orlo Systems.", "bought", "asserted"),
    ("Norvel said in a statement that Orlo Systems copied the clip.", "copied", "asserted"),
    ("Ida Brandt sued Norvel, saying it copied the clip.", "copied", "alleged"),
    ("The court will consider how long Norvel had owned the mills.", "owned", "asserted"),
    ("Norvel must pay a fine.", "pay", "asserted"),
    ("Norvel's purchase of Orlo Systems is not the only case of its kind.", "purchase", "asserted"),
    ("The murder of Karl Moor was an act of terror, the minister suspects.", "murder", "asserted"),
    ("The minister believes that an inquiry should take place into the murder of Karl Moor.", "murder", "asserted"),
    ("Victor Hale denied that he was behind the dismissal of Ida Kroll by Norvel.", "dismissal", "asserted"),
    ("Norvel paid a fine to end the inquiry into its prices.", "inquiry", "asserted"),
    ("Victor Hale said he had no choice but to resign.", "resign", "asserted"),
    ("Ida Kroll blamed Norvel, however, a spokesman denied the leak.", "blamed", "asserted"),
    ("The truth is that Norvel bought Orlo Systems.", "bought", "asserted"),
    ("Norvel will sue the agency, accusing it of theft.", "accusing", "asserted"),
    # what lies ahead
    ("Ida Kroll will take over in May, becoming head of Norvel.", "becoming", "planned"),
    ("Norvel plans to sell the mill, ending its partnership with Orlo Systems.", "ending", "planned"),
    ("The acquisition of Orlo Systems by Norvel would be the largest of the year.", "acquisition", "planned"),
    ("Norvel must sell its mills and close its office.", "close", "planned"),
    ("Norvel is seeking an order barring the sale.", "barring", "planned"),
    ("Norvel called for a law banning the sale.", "banning", "planned"),
    ("Ida Kroll will leave Norvel to join Brackley Foods.", "join", "planned"),
    ("Norvel will pass Brackley Foods to become the largest baker.", "become", "planned"),
    ("Norvel hired a lawyer to sue Brackley Foods.", "sue", "planned"),
    ("The agency still has to clear the sale.", "clear", "planned"),
    ("Norvel is about to sue Brackley Foods.", "sue", "planned"),
    ("Norvel is on the verge of buying Orlo Systems.", "buying", "planned"),
    ("The takeover of Orlo Systems by Norvel is pending.", "takeover", "planned"),
    ("Brackley Foods will buy Orlo Systems.", "buy", "planned"),
    ("Brackley Foods agreed to buy Orlo Systems.", "buy", "planned"),
    ("Brackley Foods is willing to buy Orlo Systems.", "buy", "planned"),
    ("Norvel hopes to buy Orlo Systems.", "buy", "planned"),
    ("Calls for a review of the sale by the agency grew.", "review", "planned"),
    ("Norvel expects sales of the drug by Orlo Systems to rise.", "sales", "planned"),
    ("The sale of Orlo Systems planned for May upset the union.", "sale", "planned"),
    ("Norvel is close to buying Orlo Systems.", "buying", "planned"),
    ("Norvel is due to appoint a new chairman.", "appoint", "planned"),
    ("Norvel announced a plan to close the plant.", "close", "planned"),
    ("Norvel announced another meeting to be held in Leeds.", "held", "planned"),
    ("Norvel wants to buy the mills and close the plant.", "close", "planned"),
    ("Norvel will pay a bonus when the deal closes.", "closes", "planned"),
    ("Norvel will see two sites sold this year.", "sold", "planned"),
    ("Brackley Foods to buy Orlo Systems", "buy", "planned"),
    ("Norvel threatened to sue Dunmore Bank.", "sue", "planned"),
    ("The minister asked Norvel to close the plant.", "close", "planned"),
    ("The trial of Victor Hale will begin on Monday.", "trial", "planned"),
    ("The trial of Victor Hale is set to begin on Monday.", "trial", "planned"),
    ("The minister called for a review of the contract by Norvel.", "review", "planned"),
    ("Norvel requested a delay of the trial by the court.", "delay", "planned"),
    ("The suit was aimed at blocking the sale of the mill.", "blocking", "planned"),
    ("The plan involves Norvel raising its stake in Orlo Systems.", "raising", "planned"),
    ("Norvel has proposed a merger with Dunmore Bank to form a new company.", "form", "planned"),
    ("The assembly is expected to vote in favour of banning Norvel.", "banning", "planned"),
    # what somebody says against somebody
    ("Norway accused Norvel of stirring up strife by killing a guard.", "killing", "alleged"),
    ("Norvel accused Dunmore Bank of hiding its losses.", "hiding", "alleged"),
    ("Prosecutors allege that Victor Hale bribed officials.", "bribed", "alleged"),
    ("Victor Hale allegedly bribed officials.", "bribed", "alleged"),
    ("Norvel, the suit says, bought Orlo Systems to stifle a rival.", "bought", "alleged"),
    ("Victor Hale is alleged to have bribed officials.", "bribed", "alleged"),
    ("There were claims that Dunmore Bank hid losses.", "hid", "alleged"),
    ("Norvel is said to have bought Orlo Systems.", "bought", "alleged"),
    # what may be
    ("Brackley Foods may buy Orlo Systems.", "buy", "possible"),
    ("A merger of Norvel and Orlo Systems would cost jobs.", "merger", "possible"),
    ("A takeover of Orlo Systems by Norvel could hurt rivals.", "takeover", "possible"),
    ("There were rumours of a takeover of Orlo Systems by Norvel.", "takeover", "possible"),
    ("Troops are unlikely to take part in any assault on Leeds.", "assault", "possible"),
    ("Brackley Foods is considering buying Orlo Systems.", "buying", "possible"),
    ("If Norvel closes the plant, the town will suffer.", "closes", "possible"),
    ("Norvel could be fined.", "fined", "possible"),
    ("Had Norvel bought Orlo Systems, Brackley Foods would have sued Norvel.", "bought", "possible"),
    ("Should Norvel buy Orlo Systems, Brackley Foods will sue Norvel.", "buy", "possible"),
    ("Norvel can be fined for the leak.", "fined", "possible"),
    ("Norvel is likely to close the plant.", "close", "possible"),
    ("Norvel has not said whether it closed the plant.", "closed", "possible"),
    ("Norvel must have sold the mill.", "sold", "possible"),
    ("Norvel will pay if it is convicted or fined.", "fined", "possible"),
    ("Norvel has not decided whether to sue Brackley Foods.", "sue", "possible"),
    # what did not happen
    ("Norvel rejected a possible merger with Orlo Systems.", "merger", "negated"),
    ("Nobody was arrested in Leeds.", "arrested", "negated"),
    ("No sentence has been passed on Victor Hale.", "passed", "negated"),
    ("Talks ended without a settlement between Norvel and Orlo Systems.", "settlement", "negated"),
    ("Victor Hale was cleared of bribing officials.", "bribing", "negated"),
    ("Brackley Foods did not buy Orlo Systems.", "buy", "negated"),
    ("Norvel refused to pay the fine.", "pay", "negated"),
    ("Norvel failed to win the contract.", "win", "negated"),
    ("Norvel denied that it bribed officials.", "bribed", "negated"),
    ("Norvel denied bribing officials.", "bribing", "negated"),
    ("Norvel has no intention of suing Dunmore Bank.", "suing", "negated"),
    ("Norvel denied it was in talks to buy Orlo Systems.", "buy", "negated"),
    ("Norvel is no longer suing Dunmore Bank.", "suing", "negated"),
    ("Norvel denied reports about its purchase of Orlo Systems.", "purchase", "negated"),
    ("Norvel dismissed reports that it had sued Orlo Systems.", "sued", "negated"),
    ("Norvel was unable to pay its workers.", "pay", "negated"),
    ("No bank bought Orlo Systems.", "bought", "negated"),
    ("Norvel has never sued Dunmore Bank.", "sued", "negated"),
    ("The court barred Norvel from using the name.", "using", "negated"),
    ("Norvel decided against suing Brackley Foods.", "suing", "negated"),
    ("Norvel has no plans to buy Orlo Systems.", "buy", "negated"),
    ("Norvel stopped short of accusing Brackley Foods of fraud.", "accusing", "negated"),
    ("Norvel sold the mill rather than sue Brackley Foods.", "sue", "negated"),
    ("Norvel left without suing Brackley Foods.", "suing", "negated"),
    ("Instead of suing Brackley Foods, Norvel sold the mill.", "suing", "negated"),
    ("Norvel sold the mill because of suing Brackley Foods.", "suing", "asserted"),
    ("The court rejected the first attempt to sue Brackley Foods.", "sue", "planned"),
    ("Norvel was the first bank to sue Brackley Foods.", "sue", "asserted"),
    ("Norvel ruled out buying Orlo Systems.", "buying", "negated"),
    ("The cancellation of the merger of Norvel with Orlo Systems cost millions.", "merger", "negated"),
    ("The takeover of Orlo Systems by Norvel was scuppered by the Price Agency.", "takeover", "negated"),
    ("Norvel has yet to sue Brackley Foods.", "sue", "negated"),
    ("Norvel accused Orlo Systems of lifting prices by closing the mill.", "closing", "alleged"),
    ("Norvel plans to save money by closing the mill.", "closing", "planned"),
    ("Norvel saved money by closing the mill.", "closing", "asserted"),
    ("Norvel neither sued Brackley Foods nor bought Orlo Systems.", "bought", "negated"),
    ("Norvel neither sued Brackley Foods nor bought Orlo Systems.", "sued", "negated"),
    ("Norvel cancelled its purchase of Orlo Systems.", "purchase", "negated"),
    ("Norvel's failed takeover of Orlo Systems cost millions.", "takeover", "negated"),
]


def find_stance(clauses: tuple[Clause, ...], trigger: str) -> str:
    """The modality of the one clause with a trigger, `negated` where it is denied."""
    (clause,) = [c for c in clauses if c.trigger == trigger]
    return "negated" if clause.polarity == "negative" else clause.modality


@pytest.mark.parametrize(("text", "trigger", "stance"), STANCES)
def test_clauses_are_as_sure_as_their_sentence(read: Read, text: str, trigger: str, stance: str) -> None:
    """A clause has the weakest of what its own words and those above it say of it."""
    assert find_stance(read(text).clauses, trigger) == stance


SPEAKERS = [
    ('"We closed the plant," Carla Mendez said.', "closed", ["Carla Mendez"]),
    ("Norvel said on Friday that it closed the plant.", "closed", ["Norvel"]),
    ("Norvel, Carla Mendez said, closed the plant.", "closed", ["Carla Mendez"]),
    ("According to Carla Mendez, Norvel closed the plant.", "closed", ["Carla Mendez"]),
    ("Norvel closed the plant, according to Carla Mendez.", "closed", ["Carla Mendez"]),
    ("Norvel closed the plant, Carla Mendez said.", "closed", ["Carla Mendez"]),
    (
        "Norvel said Carla Mendez told reporters that Orlo Systems closed the plant.",
        "closed",
        ["Carla Mendez", "Norvel"],
    ),
    ("Norvel closed the plant.", "closed", []),
    ("Norvel closed the plant after Carla Mendez said it lost money.", "closed", []),
]


@pytest.mark.parametrize(("text", "trigger", "names"), SPEAKERS)
def test_clauses_know_who_says_so(read: Read, text: str, trigger: str, names: list[str]) -> None:
    """Speakers stand from the nearest to the outermost; what the article itself says has none."""
    (clause,) = [c for c in read(text).clauses if c.trigger == trigger]
    assert [a.name for a in clause.said_by] == names
