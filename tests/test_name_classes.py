"""The names of an article: what they name, by all that the article says around them."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kgbuild.records import Reading

Read = Callable[..., Reading]

CLASSES = [
    # a month is a surname behind an honorific, and where the article has told of who bears it
    ("Mrs May said so in May.", "May", "Person"),
    ("Linda March spoke. March said so.", "March", "Person"),
    # what an office is of ends with a place or fields, and a person follows
    ("He met the Irish ambassador in Moscow Vondo Kesk.", "Vondo Kesk", "Person"),
    ("He met the ambassador to South Korea Vondo Kesk.", "South Korea", "Country"),
    ("He met the minister for Foreign Affairs Vondo Kesk.", "Vondo Kesk", "Person"),
    ("He is head of London Stock Exchange.", "London Stock Exchange", "Organization"),
    ("He is president of Boston Scientific Vesk.", "Boston Scientific Vesk", "Organization"),
    ("He was born in Orlow, Co Vesk, in May.", "Orlow, Co Vesk", "Place"),
    # who alone can be "he"; a firm beside a person is none
    ("Vesker lost the race. His rivals laughed.", "Vesker", "Person"),
    ("Ann Towers ran Vesker. Her rivals laughed.", "Vesker", "Organization"),
    ("Everything is lost. Vesker Airlines grew.", "Vesker Airlines", "Company"),
    ("Orlo's drug, Vesker Zel, was banned.", "Vesker Zel", "Product"),
    ("Orlo's chairman, Vesker Zel, was banned.", "Vesker Zel", "Person"),
    ("Norvel closed its Vesker, Ohio, mill.", "Vesker, Ohio", "Place"),
    ("Norvel closed the Benton, Mich., mill.", "Benton, Mich.", "Place"),
    ("Police arrested Ardol Vesk. Vesk, 34, was jailed.", "Ardol Vesk", "Person"),
    ("Police arrested Ardol Vesk. Vesk's wife wept.", "Vesk", "Person"),
    ("The 34-year-old Ardol Vesk fled.", "Ardol Vesk", "Person"),
    ("Norvel launched its new Orvo phone. The Orvo sells well.", "Orvo", "Product"),
    ("He owns an eLume. The eLume is small.", "eLume", "Product"),
    ("The navy sent HMS Vesker to the gulf.", "HMS Vesker", "Product"),
    ("The rifle was an XK-47.", "XK-47", "Product"),
    ("A plant in Benton, Ohio, closed.", "Benton, Ohio", "Place"),
    ("The U.S. sued the bank.", "U.S.", "Country"),
    ("The Department of Transportation agreed.", "Department of Transportation", "Agency"),
    ("He studied at the University of Dorrell.", "University of Dorrell", "Organization"),
    ("It met Secretary of State Ardol Vesk.", "Ardol Vesk", "Person"),
    ("Ann Towers, a spokeswoman for the bank, agreed.", "Ann Towers", "Person"),
    ("Rilan Moxan, a research fellow, agreed.", "Rilan Moxan", "Person"),
    ("Ann Towers, a block of flats, burned.", "Ann Towers", "Place"),
    ("Vesker Airlines grew.", "Vesker Airlines", "Company"),
    # what a verb tells of its subject, against a noun that stands beside the name by chance
    ("Under the deal Ardol agreed to sell mills.", "Ardol", "Organization"),
    ("Ports ban Orvo ships. Orvo rejected the charges.", "Orvo", "Organization"),
    # the holder of a post is a person; a sponsor or supplier is not
    ("Ardol to quit as Norvel chief.", "Ardol", "Person"),
    ("Norvel appoints Ardol as coach.", "Ardol", "Person"),
    ("Ardol retires as league sponsor.", "Ardol", "Organization"),
    # a rank that is of the title behind the name; who is sent to a body is a person
    ("The deputy UN envoy left.", "UN", "Organization"),
    ("The envoy to the Vesker Union Ardol Vesk spoke.", "Ardol Vesk", "Person"),
    # family names of East Asia
    ("Norvel hired Park Do-mun.", "Park Do-mun", "Person"),
    ("Norvel grew in Hong Kong.", "Hong Kong", "Country"),
    # states that meet
    ("The G20 dropped a pledge.", "G20", "Organization"),
    # where one works
    ("He met a trader at Ardol.", "Ardol", "Organization"),
    ("The film Ardol won a prize. Ardol opened in May.", "Ardol", "Work"),
    # a minister between commas; who governs; what an acronym opens; towns that the dictionary knows
    ("The Irish tides minister, Sersk Moxo, said so.", "Sersk Moxo", "Person"),
    ("The Vosk administration left.", "Vosk", "Person"),
    ("VTX Vosk grew.", "VTX Vosk", "Organization"),
    ("Kiev fell.", "Kiev", "Place"),
    # a noun of settlements and "of"; what lies in a country; a short form of the compass
    ("The play is set in the town of Vesker.", "Vesker", "Place"),
    ("Troops left the Syrian city of al-Vesk, the ministry said.", "al-Vesk", "Place"),
    ("He is head of the town planners of Orlo Systems.", "Orlo Systems", "Company"),
    ("She won gold in Austria's Veskfelden on Monday.", "Veskfelden", "Place"),
    ("N Korea freed the sailors.", "N Korea", "Country"),
    ("Orlo joined the Norvel Dealers Conference.", "Norvel Dealers Conference", "Occasion"),
    ("The Islamic State of Orlo grew.", "Islamic State of Orlo", "Organization"),
    ("The State of Ohio grew.", "State of Ohio", "Place"),
    # what is made and sold: a capital inside, the number of a model, what is launched, the head of a description
    ("Norvel said the zTone comes in May. Clerks like the zTone.", "zTone", "Product"),
    ("Norvel will ship zTone 4 in May.", "zTone 4", "Product"),
    ("The final Orlo 717 was built in Leeds.", "Orlo 717", "Product"),
    ("Norvel dropped the PowerTone. The PowerTone was small.", "PowerTone", "Product"),
    ("Norvel unveiled Kestrix, the new version of its software.", "Kestrix", "Product"),
    ("Norvel launched Kestrix on Monday.", "Kestrix", "Product"),
    ("Kestrix is a small car.", "Kestrix", "Product"),
    ("Norvel sells Kestrix, a music player.", "Kestrix", "Product"),
    ("The Norvel Developer Kit costs $99.", "Norvel Developer Kit", "Product"),
    ("It sells zTones, PowerTones and zPads.", "PowerTones", "Product"),
    ("Norvel cut the price of zTone for clerks.", "zTone", "Product"),
    ("Norvel unveiled the long-awaited Kestrix in Leeds.", "Kestrix", "Product"),
    ("Ten Orlo 330s were sold to Norvel.", "Orlo 330s", "Product"),
    ("Norvel rolled out the first 410 Windliner. It sold 12 Windliners.", "Windliner", "Product"),
    ('The Orlo 410 "Windliner" flew. The new 410 "Windliner" is large.', "Windliner", "Product"),
    (
        "Norvel unveiled new PowerTone Air laptops on Monday. The PowerTone Air laptops are small.",
        "PowerTone Air laptops",
        "Product",
    ),
    ("Norvel's SoftVest Mobile unit grew. SoftVest Mobile phones sell.", "SoftVest Mobile", "Company"),
    # a building by its last two words
    ("It met at the Norvel East Convention Center in Leeds.", "Norvel East Convention Center", "Place"),
    ("The Norvel Cancer Center sued Orlo.", "Norvel Cancer Center", "Organization"),
    # the same words around what is none
    ("The 410 Kestrix workers left. Kestrix paid them.", "Kestrix", "Organization"),
    ("Linda Vesk, a spokeswoman for the company, left.", "Linda Vesk", "Person"),
    ("Orlo is a year older than the phone.", "Orlo", "Organization"),
    ("zTone said it would sue Norvel.", "zTone", "Organization"),
    ("Norvel sued zTone Inc. on Monday. zTone won.", "zTone", "Company"),
    ("Shares of zTone fell. The chairman of zTone left.", "zTone", "Organization"),
    ("The SoftVest-led group left. SoftVest shares fell.", "SoftVest", "Organization"),
    ("Norvel launched Orlo Airlines in May.", "Orlo Airlines", "Company"),
    ("Norvel introduced Linda Vesk on Monday.", "Linda Vesk", "Person"),
    ("Ardol Vesk, 34, was jailed. Police released Vesk on Monday.", "Vesk", "Person"),
    ("Orlo, a software company, said phones sell well.", "Orlo", "Company"),
    ("Orlo is a phone maker.", "Orlo", "Company"),
    ("Linda Vesk, a football player, left.", "Linda Vesk", "Person"),
    ("The Kestrix, a river, rose.", "Kestrix", "Place"),
    ("Norvel, the maker of the zTone, sued Orlo.", "Norvel", "Company"),
    ("The Vesker voted for the ban. The Vesker agreed to it.", "Vesker", "Organization"),
    ("Norvel launched a suit against Kestrix.", "Kestrix", "Organization"),
    ("Kestrix is a car maker.", "Kestrix", "Company"),
    ("The firm launched Kestrix, a carmaker, in May.", "Kestrix", "Company"),
    ("Orlo unveiled Linda Vesk as coach.", "Linda Vesk", "Person"),
    ("Norvel sued booktrader.com on Monday.", "booktrader.com", "Organization"),
    ("Owen Pratt, editor of the website Vesktimes.com, left.", "Vesktimes.com", "Organization"),
    # a firm goes by its first word, a person by the last; a lone word that the recogniser does not know is no person
    (
        "Sarivosul Bemikuter has dropped a suit against Venderil Inc. Sarivosul filed it in July.",
        "Sarivosul Bemikuter",
        "Organization",
    ),
    (
        "Sarivosul Bemikuter denied it. Bemikuter thanked the judges. The judges praised Sarivosul.",
        "Sarivosul Bemikuter",
        "Person",
    ),
    ("Zong Batugenu left. Zong told the judges that he was ill.", "Zong", "Person"),
    ("Two judges praised Surebrul. Surebrul told its rivals that it would sue.", "Surebrul", "Organization"),
    (
        "A jeweler sued Surebrul early in 2013 because its stores sold rings. In a countersuit Surebrul argued that the word was generic.",
        "Surebrul",
        "Organization",
    ),
    (
        "She was an official within the Kenabamin. Orlo lost a contract after a Kenabamin inquiry.",
        "Kenabamin",
        "Organization",
    ),
    ("Markovic said on Monday that he was glad. The crowd cheered Markovic.", "Markovic", "Person"),
]


@pytest.mark.parametrize(("text", "name", "cls"), CLASSES)
def test_cues_of_the_article_type_a_name(read: Read, text: str, name: str, cls: str) -> None:
    """What stands around a name, here or elsewhere in the article, tells what it names."""
    assert {m.cls for m in read(text).mentions if m.text == name} == {cls}
