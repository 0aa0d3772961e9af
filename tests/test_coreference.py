"""What pronouns, descriptions and plurals stand for: a table of what must be linked and of what must stay open."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kgbuild.records import Reading

Read = Callable[..., Reading]

LINKS = [
    # who issues what says something of itself
    ("Norvel met Vanta Air. Orlo issued a statement saying it may move.", "it", "Orlo"),
    (
        "A group led by Vesk Fund Ltd, a Dorrell, Utah, firm, sued Norvel. The group met Vanta.",
        "The group",
        "Vesk Fund",
    ),
    # a band without a name is who leads it; a firm that the article calls a group
    ("A group led by Orlo Capital bought shares of Norvel. The group met Vanta Air.", "The group", "Orlo Capital"),
    ("Norvel, a Dutch group, bought shares of Orlo. The group met Vanta Air.", "The group", "Norvel"),
    # who holds an office, not who held it
    ("President Sam Lee met former president Joe Hill. The president left.", "The president", "Sam Lee"),
    ("Former president Joe Hill met Ann Dole. The former president left.", "The former president", "Joe Hill"),
    # what is the subject again, also behind what one says of its matter; what a verb has as its object is not its subject
    ("The fire cost Norvel a mill. Norvel said the loss was small. It will move.", "It", "Norvel"),
    ("The pact with Norvel does not permit it to sell.", "it", "Norvel"),
    ("Norvel lost money. Ann Dole thinks it is a bank.", "it", "Norvel"),
    # behind a long quotation, the one who alone fits
    (
        'Maria Sand spoke in Leeds. Sand was sad. "The mill fell. The roof fell. The doors fell. We all ran," she said.',
        "she",
        "Maria Sand",
    ),
    # whose subject is told of: "his" is his who does it
    ("Mr Paul Ode left. The firm fell because clerk Amrel Dole had robbed his father.", "his", "Amrel Dole"),
    # what is judged behind a comma is the object before it; a land, where the sentence names nothing else
    ("Dunmore Bank lost money. Orlo sued Norvel, calling it a thief.", "it", "Norvel"),
    ("Dunmore Bank lost money. Orlo opposed Norvel's bid, calling it a threat.", "it", "Norvel"),
    ("Dunmore Bank lost money. Paul Ode took a swipe at Norway, saying it had joined late.", "it", "Norway"),
    # pronouns
    ("Vanta Airlines said it will cut fares.", "it", "Vanta Airlines"),
    ("Brackley Foods bought Orlo Systems. It paid in cash.", "It", "Brackley Foods"),
    ("Maria Sand met Paul Ode in Rome. She left early.", "She", "Maria Sand"),
    ("Maria Sand met Paul Ode in Rome. He left early.", "He", "Paul Ode"),
    ("In its filing, Brackley Foods denied the charge.", "its", "Brackley Foods"),
    ("Dunmore Bank lost money. In its filing, Brackley Foods denied the charge.", "its", "Brackley Foods"),
    ("Before he resigned, Paul Ode sold the mills.", "he", "Paul Ode"),
    ("Dunmore Bank sued Norvel in May. Vanta Airlines said it had fined Orlo Systems.", "it", "Vanta Airlines"),
    ("Dunmore Bank sued Norvel in May. Norway said it had fined Norvel.", "it", "Norway"),
    ("The Tarn Commission sued Norvel to block its merger with Orlo Systems.", "its", "Norvel"),
    ("Norvel sued the Tarn Commission to protect its patents.", "its", "Norvel"),
    ("Norvel met Maria Sand, an Ohio Democrat. It liked her.", "It", "Norvel"),
    ("Norvel said it is ready to buy Vanta Airlines.", "it", "Norvel"),
    ("Norvel sued Vanta Airlines in May 2014, and in July it withdrew the suit.", "it", "Norvel"),
    ("Norvel lost money. It is expected to sell the mill.", "It", "Norvel"),
    ("Norvel said it is confident that fares will fall.", "it", "Norvel"),
    ("Dunmore Bank lost money. Norway has grown since it adopted the Tarn Act.", "it", "Norway"),
    ("The case drew in Paul Ode, the mayor who said he was fired.", "he", "Paul Ode"),
    (
        "Sam Lee met Joe Hill. Paul Ode's latest remarks were a far cry from those before his election.",
        "his",
        "Paul Ode",
    ),
    ("The fleet is backed by Orlo Capital, the luxury group. Vanta is a club.", "the luxury group", "Orlo Capital"),
    # what a name's own words tell
    ("Dunmore Bank sued Brackley Foods. The bank wants its money back.", "The bank", "Dunmore Bank"),
    ("Brackley Foods met the Tarn Commission. The commission was strict.", "The commission", "Tarn Commission"),
    # what the article calls a thing
    ("The French grocer Norvel sued Vanta Airlines. The grocer wants money.", "The grocer", "Norvel"),
    ("Norvel is a French group. Vanta is a Dutch group. The French group won.", "The French group", "Norvel"),
    ("Norvel is a French group. Vanta is a Dutch group. The Dutch group lost.", "The Dutch group", "Vanta"),
    ("The owner of Norvel is Dunmore Bank. Brackley Foods met the owner of Norvel.", "the owner", "Dunmore Bank"),
    (
        "Dunmore Bank runs a shipping line, Vanta Lines. The shipping line lost money.",
        "The shipping line",
        "Vanta Lines",
    ),
    # titles
    ("The minister, Paul Ode, met Maria Sand. The minister left.", "The minister", "Paul Ode"),
    ("The prime minister, Paul Ode, left. The prime minister was glad.", "The prime minister", "Paul Ode"),
    ("Police arrested Paul Ode in Leeds. The suspect will appear in court.", "The suspect", "Paul Ode"),
    # the doer of a deed that a clause tells of
    ("Vanta Airlines sued. Now the French grocer Norvel will drop the suit it filed in May.", "it", "Norvel"),
    ("Vanta Airlines is glad. Norvel will drop the suit that it filed in May.", "it", "Norvel"),
    # who is hurt is not who is charged for it
    (
        "Ardol Vesk was charged. Vesk hit Orlan Dreem as she crossed. Police said the car struck her.",
        "her",
        "Orlan Dreem",
    ),
    # parties
    ("Dunmore Bank sued Brackley Foods. The plaintiff wants money.", "The plaintiff", "Dunmore Bank"),
    ("Dunmore Bank sued Brackley Foods. The defendant paid.", "The defendant", "Brackley Foods"),
    ("Dunmore Bank filed a lawsuit against Brackley Foods. The defendant paid.", "The defendant", "Brackley Foods"),
    # speakers
    ("“I am tired,” said Maria Sand.", "I", "Maria Sand"),
    ("Maria Sand said: “It is late. I am tired.”", "I", "Maria Sand"),
    ("“It is late,” said Maria Sand. “I am tired.”", "I", "Maria Sand"),
    ("“We lost,” said Maria Sand, a spokeswoman for Dunmore Bank.", "We", "Dunmore Bank"),
    ("“We lost,” said Maria Sand, president and chief executive of Dunmore Bank.", "We", "Dunmore Bank"),
    ("“We lost,” a spokesman for Dunmore Bank said.", "We", "Dunmore Bank"),
    ("Dunmore Bank lost money. “We lost,” spokeswoman Maria Sand said.", "We", "Dunmore Bank"),
    # one of two
    ("Dunmore Bank and Brackley Foods met. The former is based in Leeds.", "The former", "Dunmore Bank"),
    ("Dunmore Bank and Brackley Foods met. The latter is based in Leeds.", "The latter", "Brackley Foods"),
    ("Dunmore Bank sued Brackley Foods so that the latter would pay.", "the latter", "Brackley Foods"),
    ("Dunmore Bank lost money. The bank, which is the oldest in Leeds, will close.", "The bank", "Dunmore Bank"),
    ("Maria Sand resigned in a letter stating, “I am tired.”", "I", "Maria Sand"),
    # states
    ("In Peru, the government raised taxes.", "the government", "Peru"),
    # possessives belong to the subject of their clause
    ("Norvel sued Brackley Foods. It wants damages.", "It", "Norvel"),
    ("The ruling forced Norvel to cut its prices.", "its", "Norvel"),
    ("The Price Commission ordered Norvel to cut its prices.", "its", "Norvel"),
    ("Carla Mendez runs Norvel. She joined in 2011.", "She", "Carla Mendez"),
    ("Norvel lost money. Peru must curb its output.", "its", "Peru"),
    ("Norvel lost money. The deal requires Peru to curb its output.", "its", "Peru"),
    ("Norvel lost money. Peru said that it would curb its output.", "its", "Peru"),
    ("Norvel met Vanta Airlines. In Peru, Norvel must curb its output.", "its", "Norvel"),
    # who is quoted, and the side that he speaks for
    ('Norvel chairman Owen Pratt said: "We regret the fire."', "We", "Norvel"),
    ('"I regret the fire," Owen Pratt, chairman of Norvel, said.', "I", "Owen Pratt"),
    ('"We regret it," said Owen Pratt, a lawyer for Norvel. "Our thanks go to the crew."', "Our", "Norvel"),
    ('Norvel chairman Owen Pratt praised the crew. "We regret the fire," he said.', "We", "Norvel"),
    ('"We regret the fire," Norvel said in a statement.', "We", "Norvel"),
    # what is said of "him" is not said of who says it
    ('Owen Pratt defended Paul Ode on Monday. "He was honest with the board," Pratt said.', "He", "Paul Ode"),
    ('Owen Pratt met Paul Ode on Monday. "I like him," said Pratt.', "him", "Paul Ode"),
    ("Owen Pratt defended Paul Ode on Monday. He was honest with the board, Pratt said.", "He", "Owen Pratt"),
    # a source told behind what he says is not whom the article goes on about, unless he goes on speaking
    (
        "Owen Pratt was shot in Leeds. His record told of theft, clerk Paul Ode told reporters. Police searched his home.",
        "his",
        "Owen Pratt",
    ),
    ("Owen Pratt was shot in Leeds. He had lied, Paul Ode said. He added that police knew it.", "He", "Paul Ode"),
    ("Paul Ode said that Owen Pratt had fled. He was sad.", "He", "Paul Ode"),
    # below a reported clause, who acts in that
    ("Paul Ode said Owen Pratt called police minutes after he fled.", "he", "Owen Pratt"),
    ("Paul Ode said Maria Sand called police minutes after he fled.", "he", "Paul Ode"),
    ("Paul Ode said Owen Pratt had hit him.", "him", "Paul Ode"),
    # a noun for a person stays with whom it was said of
    (
        "Sam Lee, 18, sued Norvel. The teenager lost. Paul Ode spoke for Norvel. The teenager wept.",
        "The teenager",
        "Sam Lee",
    ),
    # the object that the verb before it has
    ("Vanta Airlines saw growth. Norvel bought Orlo and sold it in May.", "it", "Orlo"),
    # a pronoun that bends back to the subject of its verb
    ("Owen Pratt met lawyers. Paul Ode has been asked to excuse himself.", "himself", "Paul Ode"),
    ("Norvel left. Vanta Airlines has ruined itself.", "itself", "Vanta Airlines"),
    ("Owen Pratt said that Paul Ode himself had lied.", "himself", "Paul Ode"),
    # a straight mark faces the words that it opens or closes, also where its fellow is missing
    ('Norvel "lost 3 million. Owen Pratt was sad. "I am tired," he said.', "I", "Owen Pratt"),
    ('"It is late," said Maria Sand. "It is dark. Ann Dole slept. "I am tired," Sand said.', "I", "Maria Sand"),
    # names whose own words say what they are
    ("Norvel, a French retailer, sued Brackley Foods. The retailer wants damages.", "The retailer", "Norvel"),
    ("Dunmore Bank lent money to Norvel. The bank lost it.", "The bank", "Dunmore Bank"),
    ("Norvel met the Glass Workers Union. The union wants more pay.", "The union", "Glass Workers Union"),
    # who answers is who was sued; what a complaint says is said of the one sued
    ("Norvel sued Dunmore Bank. The company denied it.", "The company", "Dunmore Bank"),
    ("Norvel filed a suit against Brackley, stating that the retailer had lied.", "the retailer", "Brackley"),
    ("Vanta Air bought Orlo. Carla Mendez, Orlo's founder, has left the company.", "the company", "Orlo"),
    # trades: no maker of shoes is a marketplace
    ("Tarn Shoes sued Orlo in Leeds. The marketplace will pay.", "The marketplace", "Orlo"),
    ("The charity Norvel sued Brackley Foods. The firm will appeal.", "The firm", "Brackley Foods"),
    # a name closed by a word that tells nothing new; owners, officers and employers
    ("The Norvel group sued Vanta Airlines.", "The Norvel group", "Norvel"),
    ("Norvel owns the brand Orlo. Brackley Foods sued Orlo's owner.", "Orlo's owner", "Norvel"),
    ("Carla Mendez was fired by Norvel. Vanta Air hired her. She sued her old employer.", "her old employer", "Norvel"),
    ("Norvel met the Glass Workers Union. Orlo quit the group.", "the group", "Glass Workers Union"),
    # parts in what happened; the victim is not the man who did it
    ("Paul Ode stabbed Maria Sand in Leeds. The victim was 42.", "The victim", "Maria Sand"),
    ("Paul Ode stabbed Maria Sand in Leeds. The attacker fled.", "The attacker", "Paul Ode"),
    ("Maria Sand beat Ann Dole in the final. The winner earned 2 million dollars.", "The winner", "Maria Sand"),
    # described first, named later
    ("A judge blocked the deal on Monday. Judge Ellen Sand said it was unfair.", "A judge", "Ellen Sand"),
    ("A man has been jailed for theft. Paul Ode, 34, stole a car.", "A man", "Paul Ode"),
    ("A former clerk at Norvel was jailed for theft. Paul Ode stole a car.", "A former clerk", "Paul Ode"),
    ("A Leeds teacher was charged with theft. Paul Ode denied the charge.", "A Leeds teacher", "Paul Ode"),
    (
        "Paul Ode met Orlo. Norvel bought Vesk, the firm Victor Hale formed just before he quit Orlo.",
        "he",
        "Victor Hale",
    ),
    ("Paul Ode spoke first. Victor Hale founded Vesk in May before he left Orlo.", "he", "Victor Hale"),
    ("Ex-Norvel clerk jailed\n\nA former clerk was jailed. Paul Ode stole it.", "Ex-Norvel clerk", "Paul Ode"),
    ("Foxes receiver arrested\n\nFoxes receiver Paul Ode was arrested on Monday.", "Foxes receiver", "Paul Ode"),
    # whose surname it is, where two bear it
    ("Paul Ode met Maria Ode. Paul Ode left. Ode wept and she laughed.", "she", "Maria Ode"),
    # an analyst's company is not his own
    (
        "Norvel bought Orlo Air. Ann Dole, an analyst at Dunmore Securities, said the company had paid too much.",
        "the company",
        "Norvel",
    ),
    ("Norvel lost money. Dunmore Research, a broker, said the company would close.", "the company", "Norvel"),
    ("Norvel fell. Ann Dole, an analyst at Orlo Securities, wept. The company paid Vanta.", "The company", "Norvel"),
    # whom one attacks is whom one is said to attack elsewhere; what a complaint alleges is of the one sued
    (
        "Norvel dropped its suit against Vanta. Orlo Pay, a unit of Vanta, signed too. Norvel had sued the company.",
        "the company",
        "Vanta",
    ),
    ("Norvel sued Vanta. Orlo and Tarnow, its brands, allege that the company lied.", "the company", "Vanta"),
    # a spokesman speaks as the one he speaks for
    ("Orlo Pay sued Norvel. Ann Dole, a spokeswoman for Vanta, wept. The company denied it.", "The company", "Vanta"),
    # a given name of unknown sex is a person's all the same
    ("Robert Ode left. A top engineer, Amrel Dole, sued Norvel. He lost.", "He", "Amrel Dole"),
    ("Norvel is moving to Chile. Chilean authorities said they would sue Norvel.", "they", "Chile"),
    # what a name ends in tells its trade
    ("Norvel sued Vesk Air. The airline denied it.", "The airline", "Vesk Air"),
    ("Maria Sand sued Norvel Records. The label paid her.", "The label", "Norvel Records"),
    ("Norvel fined Paul Ode of the Tarn Hawks. The player sued Norvel.", "The player", "Paul Ode"),
    # by a name behind it, by what its own name ends in
    ("Norvel left the league. The club, known as the Tarn Circle, was glad.", "The club", "Tarn Circle"),
    ("Orlo Capital sued Norvel. The fund wants money.", "The fund", "Orlo Capital"),
    ("Norvel, whose board met on Monday, sued Vanta Airlines.", "whose", "Norvel"),
    ("Norvel lost money. A spokesman said it would sue.", "it", "Norvel"),
    # no court has a case before a court
    ("Norvel said the Tarn Court will hear its appeal.", "its", "Norvel"),
    ("The Tarn Court said it will move its office.", "its", "Tarn Court"),
    # whose death, of those of whom the article tells that they died
    (
        "Owen Pratt's funeral was held. The singer Nils Hale said he met Pratt two days before his death.",
        "his",
        "Owen Pratt",
    ),
    ("Owen Pratt died on Monday. The singer Nils Hale said he died in his sleep.", "he", "Owen Pratt"),
    ("They fought over the town of Leeds. The town is small.", "The town", "Leeds"),
    (
        "Norvel bought Orlo Systems. Owen Pratt, chairman of Orlo Systems, said the company had grown.",
        "the company",
        "Orlo Systems",
    ),
]


@pytest.mark.parametrize(("text", "words", "name"), LINKS)
def test_a_mention_stands_for_what_the_text_named(read: Read, text: str, words: str, name: str) -> None:
    """The last mention with these words is in the chain of the name."""
    found = [m for m in read(text).mentions if m.text == words]
    assert found, f"no mention {words!r}"
    assert found[-1].name == name


OPEN = [
    ("Norvel and Vanta met in Leeds. Clerks found themselves alone.", "themselves"),
    ("Norvel lost money. It is not known when Ann Dole left.", "It"),
    ("Norvel lost money. It should not be forgotten that Ann Dole left.", "It"),
    ("Norvel lost money. It was something that Ann Dole liked.", "It"),
    ("Norvel lost money. It was a planted device.", "It"),
    ("Ann Dole told Vanta News so. It was wrong, according to Vanta News. It hurt her.", "It"),
    ("Norvel sold mills. Ann Dole did it for money.", "it"),
    ("A group led by Benton, Ohio, trader Ann Dole sued Norvel. The group met Vanta Air.", "The group"),
    # a band without a name, of whom someone bought; many of a kind; a town has no "government"
    ("A group of clerks bought shares of Norvel. The group met Vanta Air.", "The group"),
    ("The Tarn Hawks left. The team of doctors was glad.", "The team"),
    ("Paul Ode flew to Sydney. The government was glad.", "The government"),
    ("Former president Joe Hill met Ann Dole. The president left.", "The president"),
    # what is judged is what is spoken of; what a thing without a name does since, and what goes through somebody
    ('Norvel lost money. "It\'s an old story," said Ann Dole.', "It"),
    ('Norvel lost money. "It is fun," said Ann Dole.', "It"),
    ("The storm reached Norvel on Monday. It killed two men.", "It"),
    ("The pact is a blow for Norvel, said Ann Dole. However, it may fail.", "it"),
    ("Fares fell in Leeds. Through it, Norvel sells shoes.", "it"),
    # whose clause "their" stands in, whom one tells to; who told just before; two who have no name
    ("Norvel lost money. Clerks sold their homes.", "their"),
    ("Norvel told members to change their locks.", "their"),
    ("Dunmore Bank lost money. Nurses said that Norvel and Vanta had lied. Fares fell, they added.", "they"),
    ("A man and a woman left Leeds, according to Norvel Foods. They were glad.", "They"),
    # who tells of a bomber, and whose age differs, is none described before; what all pull out of is the pact
    ("A bomber struck the hall in Leeds. Ann Dole said the bomber was alone.", "A bomber"),
    ("A 42-year-old man was arrested in Leeds. Robin Dole, 38, was found in a flat.", "A 42-year-old man"),
    ("Norvel lost money. The pact is dead, since all partners pulled out of it.", "it"),
    # what is judged is what was done; what is left to somebody is no body; whom one meets in a hall is not the hall
    ("Norvel lost money. The council opposed a merger, calling it a folly.", "it"),
    ("Norvel lost money. I will leave it to the minister to explain.", "it"),
    ("Maria Sand took the leaders to Vanta Club and urged them to pay.", "them"),
    ('"They lied," Maria Sand said in an interview with Vanta magazine. "It hurt them."', "It"),
    # no land is another's government, no customs channel a station
    ("Norway met the envoys. The Danish government was glad.", "The Danish government"),
    ("Vanta TV showed it. The customs channel was closed.", "The customs channel"),
    # no woman is a man by his given name, nobody harmed is who is arrested for it
    ("Woman killed in Leeds\n\nVondo Kesk, 23, was charged with murder after officers arrested him.", "Woman"),
    ("Orlan Dreem was stabbed in Leeds. Police arrested him near the house.", "him"),
    (
        "Woman killed in Leeds, driver charged\n\nOwen Pratt, 23, struck a woman with his car. The woman died.",
        "The woman",
    ),
    ("Woman killed in Leeds, driver charged\n\nOwen Pratt, 23, was arrested after he struck a woman.", "Woman"),
    # what has no name may be the subject too; "when it comes to" means nothing
    ("Norvel lost money. The report has not lost its weight.", "its"),
    ("Norvel is strong when it comes to tax.", "it"),
    ("Norvel lost. Experts said it may be possible to save the mill.", "it"),
    ("Norvel lost. It was decided to sell the mill.", "It"),
    ("Norvel lost. It is about time to sell the mill.", "It"),
    # a paper or station that only was told
    ('Paul Ode told Vanta News: "It was a show."', "It"),
    ("The wife of Paul Ode said she was shocked.", "she"),
    ("Norvel sued Vanta. Its clerks found the body in a lake.", "the body"),
    # nobody's in particular
    ("With the exception of Paul Ode, every president lost.", "every president"),
    ("The Tarn Commission met Paul Ode. The administration was strict.", "The administration"),
    ("Norvel sued Vanta. Judges fined the bold luxury group.", "the bold luxury group"),
    # "they" of those who were told of since, or who told it to a body
    ("Norvel met in Leeds. Ann Dole spoke of clerks as they left.", "they"),
    ("Ann Dole told Norvel that they were sad.", "they"),
    # no land is "the province", no holder of a post "the man" or "the boy", no deputy the chief
    ("Norvel left Peru. The province was glad.", "The province"),
    ("Commissioner Paul Ode spoke in Leeds. The boy was sent home.", "The boy"),
    ("Paul Ode spoke in Leeds. The girl was sent home.", "The girl"),
    ("Vice president Paul Ode met Ann Dole. The president left.", "The president"),
    ("The finance minister, Paul Ode, left. The prime minister was glad.", "The prime minister"),
    ("Paul Ode left the country. The judge was glad.", "The judge"),
    ("It rained on Friday. Norvel closed the mill.", "It"),
    ("We all like Norvel.", "We"),
    ("It is hoped that Brackley Foods will pay.", "It"),
    ("Brackley Foods met Dunmore Bank. It is clear that prices will rise.", "It"),
    ("Brackley Foods makes it possible to pay later.", "it"),
    ("Maria Sand met Ann Dole in Rome. He left early.", "He"),
    ("Brackley Foods lost money. Customers said they had left.", "they"),
    ("Norvel is a French group. The German group won.", "The German group"),
    ("Brackley Foods lost money. The owner of Dunmore Bank paid.", "The owner"),
    ("Brackley Foods lost money. The largest company in Leeds paid.", "The largest company"),
    ("Brackley Foods lost money. The company that owns Norvel paid.", "The company"),
    ("Brackley Foods lost money. A company in Leeds paid.", "A company"),
    ("Brackley Foods lost money. The house was sold.", "The house"),
    ("Brackley Foods lost money. He left the music business.", "the music business"),
    ("A man has been jailed for theft. Paul Ode met Maria Sand.", "A man"),
    ("Norvel lost money. A rival firm said it would sue.", "it"),
    ("Judge Ellen Sand met Paul Ode. A judge blocked the deal.", "A judge"),
    ("A clerk has been jailed for theft. Mayor Paul Ode wept.", "A clerk"),
    ("A clerk has been jailed for murder. Paul Ode was stabbed in Leeds.", "A clerk"),
    ("A clerk has been jailed for theft. Paul Ode, a lawyer, wept.", "A clerk"),
    ("Paul Ode left. A clerk has been jailed for theft. Paul Ode wept.", "A clerk"),
    ("The Tarn Hawks fined Paul Ode. The league wept.", "The league"),
    ("Brackley Foods lost money. The police came.", "The police"),
    ("Dunmore Bank lost money. The charity was glad.", "The charity"),
    ("Brackley Foods lost money. The plaintiff wept.", "The plaintiff"),
    ("Maria Sand told us that Brackley Foods lost money.", "us"),
    ("Maria Sand of Dunmore Bank lost her case. The largest bank won.", "The largest bank"),
    # plurals nearer than any body, and what they do next
    ("Prisoners were moved, the Tarn Institute says. They were hanged.", "They"),
    ("Clerks wept. They left, and Norvel Foods was sad when they slept.", "they"),
    ("Norvel Foods dug up the coal and sold it abroad.", "it"),
    ("Norvel Foods lost money. It is time to act.", "It"),
    # set apart by a name or noun that the article does not know of it
    ("Norvel Foods lost money. The Vanta team wept.", "The Vanta team"),
    ("Paul Ode met the Tarn Commission. The spy agency wept.", "The spy agency"),
    ("The Tarn Commission met. The opposition denied it.", "The opposition"),
    ("Paul Ode flew to Leeds. The airport was closed.", "The airport"),
    # no office holder is a man spoken of in passing
    ("Interior Minister Paul Ode wept. The suspect was jailed.", "The suspect"),
]


@pytest.mark.parametrize(("text", "words"), OPEN)
def test_what_the_text_leaves_open_stays_open(read: Read, text: str, words: str) -> None:
    """No mention with these words has a chain."""
    assert [m.name for m in read(text).mentions if m.text == words and m.chain] == []


PLURALS = [
    ("Norvel and Vanta met. The two companies signed a deal.", "sign", ["Norvel", "Vanta"]),
    (
        "Norvel Foods, Vanta Air and Tarn Bank met. The three firms signed a deal.",
        "sign",
        ["Norvel Foods", "Vanta Air", "Tarn Bank"],
    ),
    ("Dunmore Bank sued Brackley Foods. The two companies signed a deal.", "sign", ["Dunmore Bank", "Brackley Foods"]),
    ("Dunmore Bank sued Brackley Foods. Both signed a deal.", "sign", ["Dunmore Bank", "Brackley Foods"]),
    ("Paul Ode and Maria Sand lied. Both signed a deal with Norvel.", "sign", ["Paul Ode", "Maria Sand"]),
    ("Norvel and Vanta met in Leeds. They signed a deal.", "sign", ["Norvel", "Vanta"]),
    ("Firms such as Norvel and Vanta met. The firms signed a deal.", "sign", ["Norvel", "Vanta"]),
    ("Norvel lost money. Paul Ode was dismissed by the board.", "dismiss", ["Norvel"]),
    ("Norvel sued Brackley Foods. The two sides signed a deal.", "sign", ["Norvel", "Brackley Foods"]),
    (
        "Paul Ode, Ann Dole and Maria Sand lied. Ode fled. The other two signed a deal.",
        "sign",
        ["Ann Dole", "Maria Sand"],
    ),
    ("The Ode brothers signed a deal. Paul Ode and Sam Ode wept.", "sign", ["Paul Ode", "Sam Ode"]),
    ("Two former clerks signed a deal. Paul Ode and Maria Sand wept.", "sign", ["Paul Ode", "Maria Sand"]),
    ("Norvel and Vanta, both of which lost money, signed a deal.", "lose", ["Norvel", "Vanta"]),
    ("Norvel and Vanta sued Brackley Foods. The plaintiffs signed a deal.", "sign", ["Norvel", "Vanta"]),
]


@pytest.mark.parametrize(("text", "lemma", "names"), PLURALS)
def test_a_plural_keeps_its_members(read: Read, text: str, lemma: str, names: list[str]) -> None:
    """The agents of the verb are the names that the plural stands for."""
    clause = next(c for c in read(text).clauses if c.lemma == lemma)
    assert [a.name for a in clause.roles["agent"]] == names


def test_a_government_acts_for_its_country(read: Read) -> None:
    """ "The Irish government" acts for Ireland where the article names it."""
    reading = read("Norvel is moving to Ireland. The Irish government fined the company.")
    clause = next(c for c in reading.clauses if c.lemma == "fine")
    assert [a.name for a in clause.roles["agent"]] == ["Ireland"]
    assert [a.name for a in clause.roles["patient"]] == ["Norvel"]


def test_a_board_acts_for_its_company_but_is_not_the_company(read: Read) -> None:
    """ "Its board" fills the agent's place with the company and stays out of the company's chain."""
    reading = read("Norvel lost money. Its board fired Paul Ode.")
    clause = next(c for c in reading.clauses if c.lemma == "fire")
    assert [a.name for a in clause.roles["agent"]] == ["Norvel"]
    assert [m.chain for m in reading.mentions if m.text == "Its board"] == [None]
