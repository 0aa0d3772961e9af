"""Arcs that the parser misses are mended, and look-alikes are left alone. The names are invented."""

from __future__ import annotations

import pytest

from kgbuild.reading.reader import Reader
from kgbuild.reading.tokens import Parse

# text; word; its head (itself at a root); its arc
MENDED = [
    ("The change comes after the firm ousted chairman Owen Pratt.", "Owen Pratt", "ousted", "dobj"),
    ("The change comes after the firm ousted chairman Owen Pratt.", "after", "ousted", "mark"),
    ("The firm ousted chairman Owen Pratt in May.", "ousted", "ousted", "ROOT"),
    ("Owen Pratt rejected Labour claims that he misled voters.", "claims", "rejected", "dobj"),
    ("Owen Pratt rejected Labour claims that he misled voters.", "Labour", "claims", "compound"),
    # a phrase between "has" and its participle; a "has" that has something of its own
    ("Norvel has, for years, accused Vanta of theft.", "Norvel", "accused", "nsubj"),
    ("The ministry has for the third time in a year fined Vanta.", "ministry", "fined", "nsubj"),
    ("The ministry has for the third time in a year fined Vanta.", "has", "fined", "aux"),
    ("Norvel has in Dorrell a mill built by Vanta.", "Norvel", "has", "nsubj"),
    ("Norvel said Mara Lind, vice president of finance, has been sacked.", "Mara Lind", "sacked", "nsubjpass"),
    ("Norvel named Mara Lind chairman and Owen Pratt president.", "Owen Pratt", "and", "dobj"),
    ("Norvel named Mara Lind chairman and Owen Pratt president.", "chairman", "named", "oprd"),
    ("Norvel appointed Mara Lind as chairman and Owen Pratt as president.", "Owen Pratt", "and", "dobj"),
    ("Mara Lind was elected chairman of Norvel and Owen Pratt vice chairman.", "Owen Pratt", "and", "nsubjpass"),
    ("Also elected to the board were Mara Lind and Owen Pratt.", "Mara Lind", "elected", "nsubjpass"),
    ("Also sued by Norvel is Orlo Systems.", "Orlo Systems", "sued", "nsubjpass"),
    ("The judge granted Norvel and Orlo Systems a restraining order.", "Norvel", "granted", "dative"),
    ("The ministry has awarded Dunmore Bank a new licence.", "Dunmore Bank", "awarded", "dative"),
    ("Norvel, Dunmore Bank said on Monday, has broken the law.", "Norvel", "broken", "nsubj"),
    ("Norvel, Dunmore Bank said on Monday, will be sued.", "Norvel", "sued", "nsubjpass"),
    ("Norvel, Orlo Systems and Dunmore Bank have agreed to share a mill.", "Norvel", "agreed", "nsubj"),
    ("Norvel, Orlo Systems and Dunmore Bank have agreed to share a mill.", "Orlo Systems", "Norvel", "conj"),
    ("Norvel, Orlo Systems settle patent dispute", "Norvel", "settle", "nsubj"),
    ("Supreme Court sides with Norvel", "sides", "sides", "ROOT"),
    ("Supreme Court rejects Norvel appeal", "appeal", "rejects", "dobj"),
    ("Jury orders Norvel to pay Orlo Systems $5m", "pay", "orders", "xcomp"),
    ("Norvel is one of five banks being sued by the town.", "banks", "of", "pobj"),
    ("Norvel was accused of fraud, which it denies.", "denies", "fraud", "relcl"),
    ("The watchdog imposed a fine of 30 million euros on Norvel.", "on", "imposed", "prep"),
    ("Norvel lost an appeal against a fine of 30 million euros from the watchdog.", "from", "fine", "prep"),
    ("Norvel was fined for misleading readers by the Reed Commission.", "by", "fined", "agent"),
    ("The suit names Orlo Guns, a shop in Ohio, and its owner, Owen Pratt.", "owner", "Orlo Guns", "conj"),
    ("Norvel faces a suit alleging it fixed prices.", "fixed", "alleging", "ccomp"),
    ("The settlement, first announced last July, requires Norvel to pay.", "announced", "settlement", "acl"),
    ("Ohio's lawsuit against Norvel, which was filed in 2016, is pending.", "filed", "lawsuit", "relcl"),
    ("Ohio filed suit against Norvel, the first such suit in the nation.", "Norvel", "against", "pobj"),
    ("The watchdog laid charges under section 6 of the Docks Act against Norvel.", "against", "charges", "prep"),
    ("Based in Leeds, Norvel makes pumps.", "Based", "makes", "advcl"),
    ("Ohio opened proceedings in the Docks Court alleging that Norvel lied.", "alleging", "opened", "advcl"),
    (
        "Ohio opened a case against pump corporation, Orlo Systems, in the Docks Court alleging that it lied.",
        "Orlo Systems",
        "corporation",
        "appos",
    ),
    ("As a result of the suit, a Leeds court today ruled that Norvel lied.", "court", "ruled", "nsubj"),
    ("Norvel settled a suit claiming it hid the risks.", "claiming", "suit", "acl"),
    ("Owen Pratt was replaced as leader of the Unity Party by Ida Brandt.", "by", "replaced", "agent"),
    ("Norvel took Orlo Systems to court over unpaid bills.", "court", "to", "pobj"),
    ("The watchdog sued Orlo Systems, a software maker, and its owner, Owen Pratt.", "maker", "Orlo Systems", "appos"),
    ("The watchdog sued Orlo Systems, a software maker, and its owner, Owen Pratt.", "owner", "Orlo Systems", "conj"),
    (
        "The watchdog blocked the merger of software makers Norvel Inc and Orlo Systems.",
        "Norvel Inc",
        "makers",
        "appos",
    ),
    ("The sale of Orlo Systems planned for May upset the union.", "planned", "sale", "acl"),
    ("A councillor found guilty of a fraud was described as a liar by the sheriff.", "found", "councillor", "acl"),
    ("Owen Pratt was jailed for ten weeks, suspended for two years, and ordered to pay.", "suspended", "weeks", "acl"),
    ("Owen Pratt MP joined the Green Front.", "Owen Pratt", "joined", "nsubj"),
    ("The sale of Orlo Systems planned for May upset the union.", "upset", "upset", "ROOT"),
    ("Owen Pratt was banned for two games by the Rugby Union.", "by", "banned", "agent"),
    ("The chairman of Norvel, Owen Pratt, has sacked Ida Brandt.", "Owen Pratt", "chairman", "appos"),
    ("Police held two leaders, Owen Pratt and Ida Brandt.", "Owen Pratt", "leaders", "appos"),
    ("Norvel was fined; Dunmore Bank was not.", "fined", "fined", "ROOT"),
    ("Owen Pratt was named head of the museum by Norvel.", "by", "named", "agent"),
    ("The Senate stripped Owen Pratt of immunity.", "of", "stripped", "prep"),
    ("Norway, Denmark to work closer after the storm", "Denmark", "Norway", "conj"),
    ("Ida Brandt sued then-Senator Owen Pratt in 1998.", "Owen Pratt", "sued", "dobj"),
    ("Norvel sued now-chairman Owen Pratt.", "Owen Pratt", "sued", "dobj"),
    ("It's launched its own denim range.", "It", "launched", "nsubj"),
    ("She was sued by Dorrell critic Owen Pratt.", "Owen Pratt", "by", "pobj"),
    ("Democratic Senator Ida Brandt, the ranking member on the panel, met them.", "Ida Brandt", "met", "nsubj"),
    ("Norvel sued Dunmore Bank and Orlo Systems subsidiary Brant Mills.", "Dunmore Bank", "sued", "dobj"),
    ("Norvel accused Dunmore Bank of copying its logo in a suit.", "in", "accused", "prep"),
    ("Norvel said in a lawsuit that Dunmore Bank copied its logo.", "copied", "said", "ccomp"),
    ("A suit against Orlo Systems filed last week is pending.", "filed", "suit", "acl"),
    ("In a suit against Orlo Systems brought in May 2012, Norvel said so.", "brought", "suit", "acl"),
    ("In a suit against Orlo Systems brought in May 2012, Norvel said so.", "In", "said", "prep"),
    ("A complaint against Orlo Systems lodged on 3 May says that it lied.", "complaint", "says", "nsubj"),
    ("Norvel took former partner Owen Pratt to court over $12 million.", "court", "to", "pobj"),
    ("Former clerk sues Norvel, alleging bias", "clerk", "sues", "nsubj"),
    ("Norvel bought Dunmore Bank and Orlo Systems subsidiary Brant.", "subsidiary", "Dunmore Bank", "conj"),
    ("Norway's transport minister tells banks not to buy bonds due to Norvel ban", "banks", "tells", "dobj"),
    (
        'Norvel released the long awaited zPhones Software Development Kit (SDK) and the associated zTunes "App Store".',
        "SDK",
        "zPhones Software Development Kit",
        "appos",
    ),
    ("Senator Owen Pratt (D-Calif.) urged Norvel to pay.", "Owen Pratt", "urged", "nsubj"),
    ("Police shot dead Owen Pratt on Monday.", "dead", "shot", "oprd"),
    ("Police shot dead two men on Monday.", "dead", "shot", "oprd"),
    ("Gunmen shoot dead union leader", "dead", "shoot", "oprd"),
    ("Former Orlo Rovers captain Owen Pratt dies aged 62", "dies", "dies", "ROOT"),
    ("Ida Brandt denied taking bribes.", "taking", "denied", "xcomp"),
    ("Police allege Owen Pratt, a former clerk, set fire to the mill.", "set", "allege", "ccomp"),
    ("Police allege Owen Pratt, a former clerk, set fire to the mill.", "Police", "allege", "nsubj"),
    ("Sentencing Owen Pratt in Leeds, Judge Ida Brandt said he was a danger.", "Owen Pratt", "Sentencing", "dobj"),
    ("Owen Pratt had his two-year ban overturned on appeal.", "ban", "overturned", "nsubjpass"),
    ("Owen Pratt appeared in court charged with theft.", "charged", "appeared", "advcl"),
    ("Ida Brandt denied taking bribes.", "bribes", "taking", "dobj"),
    ("Ida Brandt denied his claim was part of a plot.", "was", "denied", "ccomp"),
    ("Ida Brandt denied his claim was part of a plot.", "claim", "was", "nsubj"),
    ('Ida Brandt called the bid "stupid," and left.', "stupid", "called", "oprd"),
    ("Ida Brandt, an Ohio Democrat, called his offer shameful.", "shameful", "called", "oprd"),
    ("Ida Brandt called his offer deeply shameful.", "shameful", "called", "oprd"),
    ("Ida Brandt calls absurd his demand for a vote.", "absurd", "calls", "oprd"),
    ('Ida Brandt called the plan "a slap in the face" for sailors.', "slap", "called", "oprd"),
    ("Ida Brandt branded Owen Pratt a coward.", "coward", "branded", "oprd"),
    ("Brant Foods, part of the Norvel Group, made a loss.", "part", "Brant Foods", "appos"),
    ("Brant Foods, one of its brands, made a loss.", "Brant Foods", "made", "nsubj"),
    ("Norvel, the company behind Brant Foods, made a loss.", "company", "Norvel", "appos"),
    ("Its luxury brand Brant Foods made a loss.", "Brant Foods", "brand", "appos"),
    ("A group of ten sellers called on Norvel to stop.", "called", "called", "ROOT"),
    ("A group of ten sellers called on Norvel to stop.", "group", "called", "nsubj"),
    ("Mara Lind, 38, and Owen Pratt, 48, face charges of theft, police said.", "charges", "face", "dobj"),
    ("The watchdog imposed fines totaling 5 million euros on Norvel.", "on", "imposed", "prep"),
    ("Mara Lind and Owen Pratt, leading ten owners, today sued Norvel.", "Mara Lind", "sued", "nsubj"),
    ("The note came after Norvel, backed by Tarn Capital, made a bid for Orlo Systems.", "Norvel", "made", "nsubj"),
    ("The note came after Norvel, which owns Tarn Capital, made a bid.", "made", "came", "advcl"),
    ("Led by Mara Lind and Owen Pratt, a group of ten sellers sued Norvel.", "group", "sued", "nsubj"),
    ("Norvel sued its rivals, Tarn Capital and Orlo Systems.", "Tarn Capital", "rivals", "appos"),
    ("Norvel settled with drug makers, Tarn Capital and Orlo Systems.", "Tarn Capital", "makers", "appos"),
    ("Ohio Attorney General (AG) Mara Lind sued Norvel.", "General", "Mara Lind", "compound"),
    ("Norvel agreed to a settlement of a city lawsuit alleging that it misled buyers.", "alleging", "lawsuit", "acl"),
]
LEFT_ALONE = [
    ("Norvel sued Orlo Systems after Tarn Capital, and left.", "Tarn Capital", "after", "pobj"),
    ("Norvel sold mills, Tarn Capital and Orlo Systems.", "Tarn Capital", "mills", "conj"),
    ("A mill damaged in the storm on Monday.", "damaged", "mill", "acl"),
    ("A man called to the stand by Norvel to speak.", "called", "man", "acl"),
    ("Mara Lind, leading the board, sued Norvel.", "Mara Lind", "sued", "nsubj"),
    ("The board found Owen Pratt guilty of theft.", "found", "found", "ROOT"),
    ("Owen Pratt was jailed for a year and suspended by the party.", "suspended", "jailed", "conj"),
    ("Norvel found dead wood in the mill.", "dead", "wood", "amod"),
    ("Ida Brandt has retired aged 62.", "has", "retired", "aux"),
    ("Ohio sued a rival of Norvel, which was bought in 2016.", "bought", "Norvel", "relcl"),
    ("Ohio sued under laws against fraud.", "against", "laws", "prep"),
    ("In Leeds, a town in England, Norvel makes pumps.", "town", "Leeds", "appos"),
    ("Owen Pratt was fined for being misled by Norvel.", "by", "misled", "agent"),
    ("Norvel filed a suit, claiming it hid the risks.", "claiming", "filed", "advcl"),
    ("Norvel sold a pile of 30 million euros in cash.", "in", "euros", "prep"),
    ("Norvel told Mara Lind, vice president of finance, it had sued Orlo.", "Mara Lind", "told", "dobj"),
    ("Norvel appointed Mara Lind and Owen Pratt as directors.", "Owen Pratt", "Mara Lind", "conj"),
    ("Norvel named Mara Lind an adviser to Victor Hale and Owen Pratt.", "Owen Pratt", "Victor Hale", "conj"),
    ("Owned by Norvel, Orlo Systems is a maker of pumps.", "Orlo Systems", "is", "nsubj"),
    ("Former clerk rules Norvel, alleging bias", "rules", "rules", "ROOT"),
    ("A report on an accountant hired last week is pending.", "hired", "accountant", "acl"),
    ("A suit against a firm founded last week is pending.", "founded", "firm", "acl"),
    ("Ida Brandt called the chief responsible for the docks.", "chief", "called", "dobj"),
    ("Ida Brandt called the first offer.", "first", "offer", "amod"),
    ("Ida Brandt denied the claim and was cleared.", "claim", "denied", "dobj"),
    ("Ida Brandt denied growing fears.", "growing", "fears", "amod"),
    ('Ida Brandt called the "stupid" bid late.', "stupid", "bid", "amod"),
    ("Norvel accused Dunmore Bank of copying its logo in a brochure.", "in", "copying", "prep"),
    ("Norvel quoted from a lawsuit that Dunmore Bank lost.", "lost", "lawsuit", "relcl"),
    ("He's named chairman of the bank.", "He", "named", "nsubjpass"),
    ("Norvel sued Dunmore Bank and Orlo Systems executives.", "executives", "sued", "dobj"),
    ("Norvel told Orlo Systems that it will close the mill.", "it", "close", "nsubj"),
    ("Norvel bought Orlo Systems, a maker of pumps.", "Orlo Systems", "bought", "dobj"),
    ("On Monday, Dunmore Bank said, the mill will close.", "mill", "close", "nsubj"),
    ("Norvel was told of a bid by Orlo Systems.", "by", "bid", "prep"),
    ("Norvel asked Orlo Systems to court new buyers.", "to", "court", "aux"),
    ("Norvel planned for years, hired a chef and left.", "planned", "planned", "ROOT"),
    ("The mill will close, Norvel said.", "close", "said", "ccomp"),
    ("Police held two leaders, Owen Pratt and some others.", "Owen Pratt", "leaders", "conj"),
    ("The bank lent to the founder of Norvel, Owen Pratt.", "Owen Pratt", "founder", "appos"),
    ("The rival of Norvel, Orlo Systems, settled.", "Norvel", "of", "pobj"),
    ("Norvel has informed the chairman of Orlo Systems.", "of", "chairman", "prep"),
]


def find_arc(parse: Parse, word: str) -> tuple[str, str]:
    """The head and the arc of a word or name, the last of them where there are several."""
    token = next(t for t in reversed(parse.tokens) if t.text == word)
    return parse.tokens[token.head].text, token.dep


@pytest.mark.parametrize(("text", "word", "head", "dep"), MENDED + LEFT_ALONE)
def test_arcs(reader: Reader, text: str, word: str, head: str, dep: str) -> None:
    """A word hangs where grammar has it."""
    assert find_arc(reader.parse(text), word) == (head, dep)


@pytest.mark.parametrize("text", [t for t, *_ in MENDED])
def test_children_agree_with_heads(reader: Reader, text: str) -> None:
    """Each token is among the children of its head, in order, and its heads end at the root of a sentence."""
    parse = reader.parse(text)
    for token in parse.tokens:
        above = [token]
        while above[-1].head != above[-1].i and len(above) <= len(parse.tokens):
            above.append(parse.tokens[above[-1].head])
        assert above[-1].head == above[-1].i
        below = [t.i for t in parse.tokens if t.head == token.i and t.i != token.i]
        assert list(parse.children[token.i]) == below


@pytest.mark.parametrize(
    "text", ["Owned", "Named", "Names", "Also charged were", "The suit names", "Old", "A firm in which"]
)
def test_a_text_that_breaks_off_is_read(reader: Reader, text: str) -> None:
    """No mend looks for words beyond either end of a text."""
    assert [t.text for t in reader.parse(text).tokens] == text.split()
