"""The names of an article: where they begin and end, and which of them are one."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kgbuild.records import Reading

Read = Callable[..., Reading]

BOUNDS = [
    # a month that somebody bears is none where a day or a word of time tells it
    ("Linda May spoke in May. May said so. By May it had gone.", ["Linda May", "May"]),
    ("Rain fell in March. March had been cold.", []),
    # small words within a name, and before it
    ("Mayor Bill de Vesk sued Norvel.", ["Bill de Vesk", "Norvel"]),
    ("Rain fell on San Jose de Vesk.", ["San Jose de Vesk"]),
    ("Police found no links with al-Vesk or the al Orlo group.", ["al-Vesk", "al Orlo"]),
    # a heading, caption or credit that ran into the sentence
    ("It wrote to Vondo Kesk When he left Norvel.", ["Vondo Kesk", "Norvel"]),
    ("It praised Vondo Kesk On Monday it sued Norvel.", ["Vondo Kesk", "Norvel"]),
    ("It praised Linda Hale Former chairman Vondo Kesk left.", ["Linda Hale", "Vondo Kesk"]),
    ("It read Kesk Without Walls.", ["Kesk Without Walls"]),
    ("Provided to Dorrell Daily  Vondo Kesk heads Norvel.", ["Dorrell Daily", "Vondo Kesk", "Norvel"]),
    ("It ships from the Dorrell  Docks.", ["Dorrell  Docks"]),
    # a country before what it belongs to, and before a person
    ("The Norway NATO bid was held up.", ["Norway", "NATO"]),
    ("It met Norway Vondo Kesk said.", ["Norway", "Vondo Kesk"]),
    ("It bought Norway Steel.", ["Norway Steel"]),
    ("It met Norway Kwak Jeong-nam said.", ["Norway", "Kwak Jeong-nam"]),
    # several who bear one title, and a rank of several words
    ("It met Republican Senators Vondo Kesk and Linda Hale.", ["Republican", "Vondo Kesk", "Linda Hale"]),
    ("It met Deputy Assistant Commissioner Vondo Kesk.", ["Vondo Kesk"]),
    # what a body is for
    ("The Dorrell Observatory for Human Rights sued.", ["Dorrell Observatory for Human Rights"]),
    ("It paid the Centers for Tide Control and Prevention.", ["Centers for Tide Control and Prevention"]),
    ("It joined the Dorrell Campaign to End Hunger.", ["Dorrell Campaign to End Hunger"]),
    ("It took the Dorrell Campaign to Norvel.", ["Dorrell Campaign", "Norvel"]),
    ("A ship sank off the Horn of Vesk.", ["Horn of Vesk"]),
    # a legal form, a title and a possessive
    ("The suit was filed by Dunmore Holdings Inc. against Orlo.", ["Dunmore Holdings Inc.", "Orlo"]),
    ("Attorney General Victor Hale sued Norvel.", ["Victor Hale", "Norvel"]),
    ("Norvel hired Secretary of State Victor Hale in May.", ["Norvel", "Victor Hale"]),
    ("It met Vice Adm. Victor Hale on Monday.", ["Victor Hale"]),
    ("Norvel's Orlo unit lost money.", ["Norvel", "Orlo"]),
    ("The Norvel-owned mill burned.", ["Norvel"]),
    ("The firm hired James King in May.", ["James King"]),
    ("It was sold by Dunmore Inc. Victor Hale runs it.", ["Dunmore Inc.", "Victor Hale"]),
    ("Norvel Ltd, as the owner, must pay.", ["Norvel Ltd"]),
    ("It met Norvel CEO Bill Hale. NuWa grew.", ["Norvel", "Bill Hale", "NuWa"]),
    ("I miss Victor Hale.", ["Victor Hale"]),
    # letters behind a name, before a name, and within one
    ("It met Victor Hale QC and Linda Hale MP.", ["Victor Hale", "Linda Hale"]),
    ("Judge Marlow Vesk QC fined it.", ["Marlow Vesk"]),
    ("It met Dorrell MLA Victor Hale.", ["Dorrell", "Victor Hale"]),
    ("It joined the Norvel Vesk MD.", ["Norvel Vesk MD"]),
    # a hyphen between the two of a merger, and within a name
    ("It fought the proposed Vesk-Orlo Foods merger.", ["Vesk", "Orlo Foods"]),
    ("It fought the Vesk-Orlo plan.", ["Vesk-Orlo"]),
    ("The chairman of Norvel Linda Hale resigned.", ["Norvel", "Linda Hale"]),
    ("The chairman of Linda Vesk Foods resigned.", ["Linda Vesk Foods"]),
    ("The university hired Prof. Hale.", ["Hale"]),
    ("Warren Hale's Orlo Vesk raised its stake in Coca-Norvel Co.", ["Warren Hale", "Orlo Vesk", "Coca-Norvel Co."]),
    ("Warren Hale sued Marks & Vesk plc.", ["Warren Hale", "Marks & Vesk plc"]),
    ("It met Senator Victor Hale (D-Ohio).", ["Victor Hale"]),
    # "of", "and" and "for" within a name
    (
        "It sued in the U.S. District Court for the Southern District of New York.",
        ["U.S. District Court for the Southern District of New York"],
    ),
    ("He spoke at the Royal Courts of Justice in Leeds.", ["Royal Courts of Justice", "Leeds"]),
    ("The Ministry of Energy and Rural Planning sued.", ["Ministry of Energy and Rural Planning"]),
    ("The Institute on Housing and Urban Policy sued.", ["Institute on Housing and Urban Policy"]),
    ("The Department of Economic and Village Affairs sued.", ["Department of Economic and Village Affairs"]),
    ("It met Office of Planning and Budget Director Ida Brandt.", ["Office of Planning and Budget", "Ida Brandt"]),
    ("The Ministry of Energy and Parliament met.", ["Ministry of Energy", "Parliament"]),
    ("The Ministry of Energy and Norvel met.", ["Ministry of Energy", "Norvel"]),
    (
        "The Department of Energy and State Treasury Department met.",
        ["Department of Energy", "State Treasury Department"],
    ),
    ("It sued its auditor, Vesk and Partners.", ["Vesk and Partners"]),
    # adjectives of two words, of a country and of a region
    ("The South African retailer Norvel left a Southeast Asian country.", ["Norvel"]),
    ("A Saudi Arabian bank sued Norvel.", ["Norvel"]),
    ("South African Airlines sued Norvel.", ["South African Airlines", "Norvel"]),
    ("A partner of accountancy firm Vesk and Orlo resigned.", ["Vesk and Orlo"]),
    ("Norvel Rail and Orlo Motors sued.", ["Norvel Rail", "Orlo Motors"]),
    ("The firms Vesk and Orlo merged.", ["Vesk", "Orlo"]),
    # "and" within the name of one firm, told by its trade, the verb, "and Co", or another place of the article
    ("Norvel Tire and Rubber Co sued Orlo.", ["Norvel Tire and Rubber Co", "Orlo"]),
    ("Norvel Resources and Chemical Corp left.", ["Norvel Resources and Chemical Corp"]),
    ("Norvel and Rubber Co left.", ["Norvel", "Rubber Co"]),
    ("Norvel Rail and Orlo Rubber Co left.", ["Norvel Rail", "Orlo Rubber Co"]),
    ("Norvel and Lomb Inc said it grew. It met Norvel and Lomb.", ["Norvel and Lomb Inc", "Norvel and Lomb"]),
    ("Norvel and Lomb Inc said they grew. It met Norvel and Lomb.", ["Norvel", "Lomb Inc", "Norvel", "Lomb"]),
    ("Norvel and Orlo Inc said it grew. Orlo left.", ["Norvel", "Orlo Inc", "Orlo"]),
    ("The heads of Norvel and Lomb, it said, left.", ["Norvel", "Lomb"]),
    ("It hired Vesk, Norvel and Co Inc on Monday.", ["Vesk, Norvel and Co Inc"]),
    ("It hired Vesk Inc, Norvel and Co on Monday.", ["Vesk Inc", "Norvel and Co"]),
    ("It hired Vesk, Orlo, Norvel and Co on Monday.", ["Vesk", "Orlo", "Norvel and Co"]),
    ("The Vesker Savings and Loan Insurance Corp left.", ["Vesker Savings and Loan Insurance Corp"]),
    ("It owns the Vesker Hotel and Casino.", ["Vesker Hotel and Casino"]),
    ("It owns the Vesker Hotel and Orlo Casino.", ["Vesker Hotel", "Orlo Casino"]),
    ("It owns the Vesk and Orlo-based mills.", ["Vesk", "Orlo"]),
    # a word of grammar behind an abbreviation, a sentence that ends in the short form of a state
    ("It sued Norvel Co By Orlo Corp in May.", ["Norvel Co", "Orlo Corp"]),
    ("It sued Norvel Co Bank in May.", ["Norvel Co Bank"]),
    ("The U.S. Would buy Norvel.", ["U.S.", "Norvel"]),
    ("It owns mills in Vesk County, Ky. Orlo Foods does not.", ["Vesk County, Ky.", "Ky.", "Orlo Foods"]),
    ("The U.S. Officials met the U.S. Congress.", ["U.S.", "U.S. Congress"]),
    ("The U.S. Firm Norvel sued U.S. Airways.", ["U.S.", "Norvel", "U.S. Airways"]),
    ("It met U.S. Bank Foods Inc in May.", ["U.S. Bank Foods Inc"]),
    # what opens or closes a run and is part of the name, or none
    ("It bought Ex-Vesk-O Corp and met ex-Norvel clerks.", ["Ex-Vesk-O Corp", "Norvel"]),
    ("It hired Dean Vesk Orlo Inc and met Dean Vesk.", ["Dean Vesk Orlo Inc", "Dean Vesk"]),
    ("It met VTB Managing director Ardol Vesk.", ["VTB", "Ardol Vesk"]),
    ("The Irish Social Democrat party met the Irish Social Chamber.", ["Social Democrat", "Irish Social Chamber"]),
    (
        "It sued in the United States District Court for the Eastern District of Ohio.",
        ["United States District Court for the Eastern District of Ohio"],
    ),
    ("It left the United States District Court for Orlo.", ["United States District Court", "Orlo"]),
    # small words and apostrophes within a name
    ("Fighters of Vesk-e-Orlo met Ana de la Vesk.", ["Vesk-e-Orlo", "Ana de la Vesk"]),
    ("It met the Dockers' Union in Leeds.", ["Dockers' Union", "Leeds"]),
    ("It met the Hawks' Union Street fans.", ["Hawks", "Union Street"]),
    ("It met the Hawks' Victor Hale.", ["Hawks", "Victor Hale"]),
    # what a hyphen joins, and what it does not
    ("A Norway-Denmark treaty was signed.", ["Norway", "Denmark"]),
    ("The port of Guinea-Bissau was closed.", ["Guinea-Bissau"]),
    ("Norvel met the Air Force. The Norvel-Air Force deal is dead.", ["Norvel", "Air Force", "Norvel", "Air Force"]),
    ("Norvel-Vesk Corp. sued Orlo.", ["Norvel-Vesk Corp.", "Orlo"]),
    # a short title that is an acronym too, and the police of a town
    ("It told GM Victor Hale to leave GM.", ["Victor Hale", "GM"]),
    ("He was held by Dorrell police on Monday.", ["Dorrell police"]),
    ("He was held by French police on Monday.", []),
    ("He told Dorrell Police Chief Victor Hale.", ["Dorrell Police", "Victor Hale"]),
    # a town and its state are one place, states in a row are several
    ("Norvel closed a mill in Dayton, Ohio, on Monday.", ["Norvel", "Dayton, Ohio", "Ohio"]),
    ("Norvel closed mills in Ohio, Texas and Nevada.", ["Norvel", "Ohio", "Texas", "Nevada"]),
    ("Norvel closed mills in Leeds, York, Ohio and Texas.", ["Norvel", "Leeds", "York", "Ohio", "Texas"]),
    ("Norvel closed its mills in Leeds, Norvel said.", ["Norvel", "Leeds", "Norvel"]),
    # numbers of models, and numbers that are none
    ("Norvel ordered 12 of the Orlo 747 jets.", ["Norvel"]),
    ("Orlo cut 300 jobs at Norvel 30 days later.", ["Orlo", "Norvel"]),
    ("In May Norvel 300 workers were told.", ["Norvel"]),
    # where and by whom a report was filed
    ("LEEDS, March 3 (Norwire) - Norvel sold its mills.", ["Norvel"]),
    ("LEEDS, England (NW) — Norvel sold its mills.", ["Norvel"]),
    ("LEEDS — Norvel sold its mills.", ["Norvel"]),
    ("Leeds (Norwire) - Norvel sold its mills.", ["Norvel"]),
    ("NATO - the alliance - met in Leeds.", ["NATO", "Leeds"]),
    ("The Ninth Tower on 34th Street was sold.", ["Ninth Tower", "34th Street"]),
    ("The Securities and Exchange Commission sued.", ["Securities and Exchange Commission"]),
    ("The Trade Commission and the Justice Department sued.", ["Trade Commission", "Justice Department"]),
    ("He thought of Mr Hale.", ["Hale"]),
    ("It sells UK eLumes to US Airways and UK Coal.", ["UK", "eLumes", "US Airways", "UK Coal"]),
    ("He landed at Leeds airport.", ["Leeds airport"]),
    ("Norvel met Hale, M.D., in Orlo Bay The firm won.", ["Norvel", "Hale", "Orlo Bay"]),
    # an ordinal or number that opens a name, and one that counts
    ("19th Century Mills sued Norvel.", ["19th Century Mills", "Norvel"]),
    ("The 7th Fleet sailed for Leeds.", ["7th Fleet", "Leeds"]),
    ("It was the 7th Norvel store.", ["Norvel"]),
    ("Second Harbor Bakery sued Norvel.", ["Second Harbor Bakery", "Norvel"]),
    ("Two Norvel workers left.", ["Norvel"]),
    # what a body or law is for, and whose it is
    ("The Center on Rural Policy sued Norvel.", ["Center on Rural Policy", "Norvel"]),
    ("The Vesk Council on Monday sued Norvel.", ["Vesk Council", "Norvel"]),
    ("Nurses Without Walls sued Norvel.", ["Nurses Without Walls", "Norvel"]),
    ("Parliament passed the Small Farmers' Relief Bill.", ["Small Farmers' Relief Bill"]),
    # a title that is a given name too
    ("Dean Marlow joined Norvel.", ["Dean Marlow", "Norvel"]),
    ("Dean Walter Marlow joined Norvel.", ["Walter Marlow", "Norvel"]),
    # money behind a name, and a name of money
    ("The regulator fined Norvel $2 million.", ["Norvel"]),
    ("It paid US $2 million and HK $3 million.", []),
    # an institution in lower case, by what it is for and whose it is
    ("The interior ministry fined Norvel.", ["interior ministry", "Norvel"]),
    ("Norvel sued the Irish public health ministry.", ["Norvel", "Irish public health ministry"]),
    ("Dorrell city council fined Norvel.", ["Dorrell city council", "Norvel"]),
    ("Ireland's electoral commission and federal police met.", ["Ireland's electoral commission", "federal police"]),
    ("Norvel's finance department and its foreign ministry contacts left.", ["Norvel"]),
    ("A city council and some finance ministry staff met an executive committee.", []),
    ("The winning committee and the local department met the ministry.", []),
    # a month that is a given name
    ("April Norvel sued June Marlow and Jan Kest.", ["April Norvel", "June Marlow", "Jan Kest"]),
    ("In April Norvel sold its mills.", ["Norvel"]),
    ("Between March and June Norvel lost 3 June Orlo orders.", ["Norvel", "Orlo"]),
    ("June Sales fell. The August Norvel report came.", ["Norvel"]),
    ("Prices fell, says Lun Jun of Norvel.", ["Lun Jun", "Norvel"]),
    ("Prices fell, says Sun Vuquan of Norvel.", ["Sun Vuquan", "Norvel"]),
    ("Norvel sales rose on Sun 4 Jun 2012, and in Jun 2013.", ["Norvel"]),
    # the short title of a person whose given name no list has
    ("Norvel CEO Vondo Kesk met Green Party MP Volmar Dest.", ["Norvel", "Vondo Kesk", "Green Party", "Volmar Dest"]),
    ("The MP Bank met Conservative MP Sir Vondo Kesk.", ["MP Bank", "Conservative", "Vondo Kesk"]),
    # whose office it is
    ("The Dorrell County Sheriff's Office closed.", ["Dorrell County Sheriff's Office"]),
    ("The Attorney General's Office met the Sheriff's wife.", ["Attorney General's Office"]),
    # a body and the person behind it, and names that only hold a given name
    ("The chairman of the Dorrell Board Linda Hale left.", ["Dorrell Board", "Linda Hale"]),
    ("A spokesman for Ireland's Tides Ministry Vondo Kesk left.", ["Ireland", "Tides Ministry", "Vondo Kesk"]),
    ("The director of the Dorrell Linda Hale Hospital left.", ["Dorrell Linda Hale Hospital"]),
    ("The mayor of the city of San Victor Hale left.", ["San Victor Hale"]),
    # a party and its member, and a party's state
    (
        "Republican Linda Hale met Liberal Democrat Victor Hale.",
        ["Republican", "Linda Hale", "Liberal Democrat", "Victor Hale"],
    ),
    ("It met Victor Hale, the Ohio Republican.", ["Victor Hale", "Ohio", "Republican"]),
    ("The Ohio Republican Party and a Republican plan failed.", ["Ohio Republican Party"]),
    # a body and who is sent to it or heads it; the same words without a post stay one name
    ("The deputy envoy to the UN Linda Hale spoke.", ["UN", "Linda Hale"]),
    ("The envoy to the Vesker Union Ardol Vesk spoke.", ["Vesker Union", "Ardol Vesk"]),
    ("The ambassador to Norway Ardol Vesk spoke.", ["Norway", "Ardol Vesk"]),
    ("The head of the Vesker Chess Committee Ardol Vesk spoke.", ["Vesker Chess Committee", "Ardol Vesk"]),
    ("The envoy to the UN Security Council spoke.", ["UN Security Council"]),
    ("The head of the Vesker Union Health Agency spoke.", ["Vesker Union Health Agency"]),
    # a camp before a person, a seat, or both
    ("It met Conservative Linda Hale on Monday.", ["Conservative", "Linda Hale"]),
    ("It met Conservative MP Ardol Vesk on Monday.", ["Conservative", "Ardol Vesk"]),
    ("It met Benton Republican Rep. Ardol Vesk on Monday.", ["Benton", "Ardol Vesk"]),
    ("It met Roman Vesk on Monday.", ["Roman Vesk"]),
    # small words with a hyphen within a name
    ("Police met Omar al-Vesk on Monday.", ["Omar al-Vesk"]),
    ("The town of al-Vesk fell.", ["al-Vesk"]),
    # what a hyphen sets behind an acronym with dots
    ("Many U.S.-born clerks sued Norvel.", ["U.S.", "Norvel"]),
    # a legal form alone is none
    ("The CIA met Norvel.", ["CIA", "Norvel"]),
    # what the letters in brackets tell of the long name, here and where it stands without them
    (
        "The Bureau for the Prevention of Tidal Damage (BPTD) met. It left the Bureau for the Prevention of Tidal Damage.",
        ["Bureau for the Prevention of Tidal Damage", "BPTD", "Bureau for the Prevention of Tidal Damage"],
    ),
    (
        "The U.S. Centers for Tide Care and Prevention (CTCP) met.",
        ["U.S. Centers for Tide Care and Prevention", "CTCP"],
    ),
    ("The Docks, Quays and Piers union (DQP) won.", ["Docks, Quays and Piers", "DQP"]),
    ("It sued Norvel, Orlo and Kesk (NOK).", ["Norvel", "Orlo", "Kesk", "NOK"]),
    ("Norvel sells light oat bread (LOB). LOB is cheap.", ["Norvel"]),
    ("The light oat board (LOB) met.", ["LOB"]),
    # an auxiliary that is a given name
    ("It met Rep. Will Vesk on Monday.", ["Will Vesk"]),
    ("Will Norvel sue?", ["Norvel"]),
    # titles of the church and the army, plurals, and a title before a surname that could close a body's name
    ("It met the Rt Revd Ardol Vesk and Brigadier-General Sam Dest.", ["Ardol Vesk", "Sam Dest"]),
    ("It met Chairmen Victor Hale and Dov Lee.", ["Victor Hale", "Dov Lee"]),
    ("Mrs Mills met Lady Mills Foods.", ["Mills", "Mills Foods"]),
    ("It works with Founder Securities Co. Norvel does not.", ["Founder Securities Co.", "Norvel"]),
    # a nationality before a name that is whole without it, and one that is part of it
    ("It met South African Vondo Kesk of Norvel.", ["Vondo Kesk", "Norvel"]),
    ("South African Vondo Kesk Bank left.", ["South African Vondo Kesk Bank"]),
    ("The Christian Democratic Union won.", ["Christian Democratic Union"]),
    ("The Middle Eastern envoy left.", []),
    # what only tells who is against something, a heading in capitals, and letters that are none
    ("Anti-Norvel crowds left. The Anti-Flood Agency stayed.", ["Norvel", "Anti-Flood Agency"]),
    ("THE DEFENDANT Vesk, 27, fled to NATO Rock.", ["Vesk", "NATO Rock"]),
    ("Republican House Speaker Victor Hale met the Virginia Democrat.", ["House", "Victor Hale", "Virginia"]),
    ("The House and Senate met the House and Senate Committee.", ["House", "Senate", "House and Senate Committee"]),
    ("The chief Cabinet secretary closed many ATMs.", []),
    # addresses of pages, and words that a bad copy joins
    ("Norvel said so https://Norvel.example/News pic.twitter.com/aBcD Orlo did not.", ["Norvel", "Orlo"]),
    ('The firm left.-Norvel stayed. Meanwhile,-Orlo grew, said the Vesk"?report.', ["Norvel", "Orlo", "Vesk"]),
    ("It told Norvel.- Then it told Ardol Vesk,- who left.", ["Norvel", "Ardol Vesk"]),
    ("Many U.S.-born clerks of the Norvel-owned mill left.", ["U.S.", "Norvel"]),
    # a number or unit straight before a name, the letters of a model
    ("Norvel launched the 3G zTone and a 30GB zTone.", ["Norvel", "zTone", "zTone"]),
    ("3M Co sued Norvel.", ["3M Co", "Norvel"]),
    ("It sells the zTone 3GS and ten Orlo 330s.", ["zTone 3GS"]),
    ("It makes zTones and zPads for Orlo and iVesk.", ["zTones", "zPads", "Orlo", "iVesk"]),
    # a product's name in the plural, or with a noun behind what is added to it, only describes
    ("Norvel unveiled new PowerTone Air laptops on Monday. The PowerTone Air laptops are small.", ["Norvel"]),
    ("Norvel released zLife '11 software suite in May.", ["Norvel"]),
    ("Orlo bought six K350 XTB (Extra Tall Body) aircraft.", ["Orlo"]),
    ("Norvel sells a zTone, zTones and a PowerTone.", ["Norvel", "zTone", "PowerTone"]),
    ("Orlo has 24 K320s.", ["Orlo"]),
    ("It was the largest order since the Kestrix 300 program.", []),
    ("It replaced Kestrix 300 and Orlo 410 jets.", []),
    ("It met Orlo Inc. and Kestrix 300 jets landed.", ["Orlo Inc."]),
    # ordinary words that letters stand for, and colours, name nothing
    ("Repair, Storage and Overhaul (RSO) operations will grow. RSO costs little.", []),
    ("It comes in two colors: Black (2 GHz) and White (3 GHz).", []),
    ("The zTone comes in Red or White from Norvel.", ["zTone", "Norvel"]),
    ("The firm uses Near Field Storage (NFS) chips.", []),
    ("Norvel sells Customer Care Planning (CCP) software.", ["Norvel"]),
    ("The Association of the Tin and Cloth Industry agreed.", ["Association of the Tin and Cloth Industry"]),
    ("The Ministry of the Interior and Vesk Energy agreed.", ["Ministry of the Interior", "Vesk Energy"]),
    # bodies, persons and teams that look like these
    (
        "It met the Repair, Storage and Overhaul Union (RSOU) in Leeds.",
        ["Repair, Storage and Overhaul Union", "RSOU", "Leeds"],
    ),
    ("Citizens for Fair Storage (CFS) members met.", ["Citizens for Fair Storage", "CFS"]),
    ("Fair Storage Watch (FSW) sued Norvel.", ["Fair Storage Watch", "FSW", "Norvel"]),
    ("Trade and Storage Board (TSB) rules changed.", ["Trade and Storage Board", "TSB"]),
    ("Paul White met Linda Black. White sued Black.", ["Paul White", "Linda Black", "White", "Black"]),
    ("Mr White met Mr Black and left.", ["White", "Black"]),
    ("Orlo and the Foxes met the Windliners.", ["Orlo", "Foxes", "Windliners"]),
    ("He bought the Kestrix 300 from Orlo.", ["Kestrix 300", "Orlo"]),
    ("He bought a Kestrix 300 (Orlo) jet.", ["Kestrix 300", "Orlo"]),
    ("It sued Fair Storage Systems (FSS) and left.", ["Fair Storage Systems", "FSS"]),
    ("It beat the Windliners. Windliners Jamal Stone was hurt.", ["Windliners", "Windliners", "Jamal Stone"]),
    ("Windliners QB Jamal Stone was hurt.", ["Windliners", "Jamal Stone"]),
    ("Ada Jones Wickham was hurt by Rogers Pratt.", ["Ada Jones Wickham", "Rogers Pratt"]),
    ("They named Linda Hale, M.D., M. B. A., chief executive.", ["Linda Hale"]),
    ("He met Linda Hale, MBA Watch, and left.", ["Linda Hale", "MBA Watch"]),
    ("The Physician Featured in Orlo spoke to Judge Reed in Leeds.", ["Orlo", "Reed", "Leeds"]),
    ("A court will decide the eLume/Norvel case. Norvel sued eLume.", ["eLume", "Norvel", "Norvel", "eLume"]),
    ("Upper Dorrell, Calif.-based Vesker grew.", ["Upper Dorrell", "Calif.", "Vesker"]),
    # nothing that is a name
    ("It was closed over Christmas and New Year.", []),
    ("It opens on Tuesdays and Fridays.", []),
    ("A North Korean envoy met South African officials.", []),
    ("FOR IMMEDIATE RELEASE. Shares fell.", []),
    ("It helped 8,000 Minnesotans and an Englishwoman.", []),
    ("The CEO and the C.E.O. spoke of GPS, DNA and an MP3 file of 20 GB.", []),
    ("It paid US$ 40 million, or 30 million Canadian dollars.", []),
    ("The European bank and two African Muslim leaders agreed.", []),
    ("May 4, 2006 Officials met.", []),
    ("Shares fell on Monday. Analysts in March saw that.", []),
    ("Dogs helped to hold a suspect Police have arrested. Police say he fled.", []),
    ("It called the Dorrell Police. Police came.", ["Dorrell Police"]),
    ("Norvel wrote to info@orlo.com and visited www.orlo.com.", ["Norvel"]),
]


@pytest.mark.parametrize(("text", "names"), BOUNDS)
def test_names_begin_and_end_where_they_should(read: Read, text: str, names: list[str]) -> None:
    """A name is found whole, and nothing else is taken for one."""
    assert [m.text for m in read(text).mentions if m.form == "name"] == names


ONE = [
    ("The Lord's Tide Army left. The LTA was founded in Leeds.", "Lord's Tide Army", "LTA"),
    # a family name that stands before the given name
    ("Xu Wenmo sued. Xu won.", "Xu Wenmo", "Xu"),
    ("Pham Kieu sued. Pham won.", "Pham Kieu", "Pham"),
    # the letters of a body's own language
    ("The Federal Office for Tides (BGZ) sued. BGZ won.", "Federal Office for Tides", "BGZ"),
    # its country left out, or the words of an office turned round
    ("The U.S. Vesker Trade Bureau sued. VTB won.", "U.S. Vesker Trade Bureau", "VTB"),
    ("The U.S. Department of Tides sued. The Tides Department won.", "U.S. Department of Tides", "Tides Department"),
    ("The U.S. Department of Tides sued. The DOT won.", "U.S. Department of Tides", "DOT"),
    ("Vesker Corp owns Vesker Airlines. Vesker grew.", "Vesker Corp", "Vesker"),
    ("Vesker Corp grew. Vesker Holdings fell.", "Vesker Corp", "Vesker Holdings"),
    ("Vesker Norvel and Co sued. Vesker Norvel won.", "Vesker Norvel and Co", "Vesker Norvel"),
    ("Vesker Computer sold mills. Vesker fell.", "Vesker Computer", "Vesker"),
    ("The Vesker Trade Bureau (VTB) said so. VTB knew.", "Vesker Trade Bureau", "VTB"),
    ("The Vesker Trade Bureau VTB said so. VTB knew.", "Vesker Trade Bureau VTB", "VTB"),
    ("Vesker Police Department officers came. Vesker Police left.", "Vesker Police Department", "Vesker Police"),
    ("Ardol Vesk sued. Mr. Vesk won.", "Ardol Vesk", "Vesk"),
    ("Linda Vesk ran. Then Linda won.", "Linda Vesk", "Linda"),
    ("Linda Jordan sued. Jordan won.", "Linda Jordan", "Jordan"),
    ("The State of Ohio sued. Ohio won.", "State of Ohio", "Ohio"),
    ("Hale Corp grew. Hale sold mills.", "Hale Corp", "Hale"),
    ("The United States left. Then the U.S. came back.", "United States", "U.S."),
    ("The U.S. Air Force bought jets. The Air Force likes them.", "U.S. Air Force", "Air Force"),
    ("The U.S. Tide Trade Bureau (TTB) met. TTB left.", "U.S. Tide Trade Bureau", "TTB"),
    ("The Democratic Republic of Congo won. The DRC left.", "Democratic Republic of Congo", "DRC"),
    ("VTB Group grew. VTB fell.", "VTB Group", "VTB"),
    ("Police arrested Victor Hale Jr. on Monday. Hale fled.", "Victor Hale Jr.", "Hale"),
    # letters of a country and its body, and those of a name behind its maker's
    ("He left the Air Force in May. USAF bought jets.", "Air Force", "USAF"),
    ("The Tide Board met. The USTB left.", "Tide Board", "USTB"),
    ("He criticized the Orlo Dealers Trade Show (DTS). DTS is large.", "Orlo Dealers Trade Show", "DTS"),
    ("It met the Orlo Coast Guard. The U.S. Coast Guard left. USCG ships came.", "U.S. Coast Guard", "USCG"),
]
SEVERAL = [
    ("Norvel's Big Bank grew. The NBT left.", "Big Bank", "NBT"),
    ("It sued the Norvel Dock Group (NYSE).", "Norvel Dock Group", "NYSE"),
    ("The mayor of Dorrell Upon Tarn (KTS) left.", "Dorrell Upon Tarn", "KTS"),
    ("Vesker Corp owns Vesker Investment Services.", "Vesker Corp", "Vesker Investment Services"),
    ("Vesker Corp owns Vesker Airlines. Vesker grew.", "Vesker Airlines", "Vesker"),
    ("Ardol Vesk, 50, runs Vesk Inc in Leeds.", "Ardol Vesk", "Vesk Inc"),
    ("Linda Jordan flew to Israel. She stayed in Jordan.", "Linda Jordan", "Jordan"),
    ("China Eastern Airlines flies from China.", "China Eastern Airlines", "China"),
    ("Singapore Airlines flies there from Singapore.", "Singapore Airlines", "Singapore"),
    ("Vesker built the Vesker 747 jet.", "Vesker", "Vesker 747 jet"),
    ("Vesker failed. The Vesker Royal Commission met.", "Vesker", "Vesker Royal Commission"),
    ("He studied at the University of Kesk. The UK left.", "University of Kesk", "UK"),
    ("The Board of the Vesk Chess Club (VCC) met. The VCC left.", "Board of the Vesk Chess Club", "VCC"),
    ("The sites of VT and Vesk TV closed.", "Vesk TV", "VT"),
    ("Kim Vesk Un met Orlo. The UN said so.", "Kim Vesk Un", "UN"),
    ("The VTB Storm Commission met. VTB lost.", "VTB Storm Commission", "VTB"),
    (
        "He left Dorrell County. The Dorrell County Sheriff's Office sued.",
        "Dorrell County",
        "Dorrell County Sheriff's Office",
    ),
    ("He landed at Leeds airport and went to Leeds.", "Leeds airport", "Leeds"),
    ("Ardol Vesk met Linda Vesk.", "Ardol Vesk", "Linda Vesk"),
    ("The Vesker Union Health Council met. The Vesker Union paid.", "Vesker Union Health Council", "Vesker Union"),
    ("A firm in Washington, D.C., hired Daniel Costa. Costa left D.C.", "Daniel Costa", "D.C."),
    ("He left the French Air Force in May. USAF bought jets.", "French Air Force", "USAF"),
    ("He left the French Tide Board. The USTB left.", "French Tide Board", "USTB"),
    ("The Tide Board met. USTC left.", "Tide Board", "USTC"),
    ("The Trade Barn burned. USTB left.", "Trade Barn", "USTB"),
    ("It sued Norvel Dock and Orlo (KTS).", "Norvel Dock", "KTS"),
    ("The UKTB met. The Tarn Bell rang.", "UKTB", "Tarn Bell"),
    ("The Department of Tides sued. The Mills Department won.", "Department of Tides", "Mills Department"),
    ("The University of Tarn sued. Tarn University won.", "University of Tarn", "Tarn University"),
]


@pytest.mark.parametrize(("text", "long", "short"), ONE)
def test_short_names_join_the_full_name(read: Read, text: str, long: str, short: str) -> None:
    """A surname, an acronym and a name without its tail are one thing with the full name."""
    chains = {m.text: m.chain for m in read(text).mentions}
    assert chains[long] == chains[short]


@pytest.mark.parametrize(("text", "one", "other"), SEVERAL)
def test_look_alikes_stay_apart(read: Read, text: str, one: str, other: str) -> None:
    """What shares a word is not for that one thing."""
    chains = {m.text: m.chain for m in read(text).mentions}
    assert chains[one] != chains[other]


def test_an_acronym_behind_the_full_name_is_not_shown_with_it(read: Read) -> None:
    """The name of the thing is the full name."""
    names = {c.name for c in read("Norvel sued the Vesker Trade Bureau VTB on Monday.").chains}
    assert "Vesker Trade Bureau" in names


def test_a_firm_and_company_loses_its_legal_form_whole(read: Read) -> None:
    """No "and" is left at the end of a firm's name."""
    assert {c.name for c in read("The broker Vesk Norvel and Co sued Tarn & Co.").chains} == {"Vesk Norvel", "Tarn"}


BEARERS = [
    ("Paul Vesk ran. His daughter, Maria Vesk, came too. Vesk sued Orlo.", "Paul Vesk"),
    # who is told of with his lawyer is no lawyer
    (
        "Police froze money of Paul Vesk, his lawyer said. It fined Paul Vesk, a son of the banker Max Vesk. Vesk sued Orlo.",
        "Paul Vesk",
    ),
    # kin of whom is told of; whom the surname meant before, where the other is named in passing
    ("Paul Vesk ran. Vesk won. Vesk left with Owen Hale, the husband of Maria Vesk. Vesk sued Orlo.", "Paul Vesk"),
    # of two who bear a surname the one spoken of last, but none who only speaks for others
    ("Paul Vesk met Maria Vesk. Paul Vesk left. Vesk sued Orlo.", "Paul Vesk"),
    ("Paul Vesk met Maria Vesk. Vesk sued Orlo.", "Maria Vesk"),
    ("Paul Vesk met spokesman Sam Vesk. Vesk sued Orlo.", "Paul Vesk"),
    ("Paul Vesk met Sam Vesk, spokesman for Norvel. Vesk sued Orlo.", "Paul Vesk"),
    ("Spokesman Sam Vesk met Norvel. Vesk sued Orlo.", "Sam Vesk"),
]


@pytest.mark.parametrize(("text", "name"), BEARERS)
def test_a_surname_is_of_whom_the_article_speaks(read: Read, text: str, name: str) -> None:
    """A bare surname that two bear names the one who was spoken of last."""
    assert [a.name for c in read(text).claims if c.type == "SUED" for a in c.roles["agent"]] == [name]


def test_what_is_too_long_is_no_name(read: Read) -> None:
    """A run of letters that goes on for pages names nothing, nor does a description with it."""
    long = "Norv" + "o" * 9000
    text = f"Orlo sued {long} Inc. in the {long} District Court. The {long} District Court dismissed the suit."
    assert all(len(chain.name) < 500 for chain in read(text).chains)
