"""Parties that a claim's own sentence leaves out, or tells in a list, a description or by who stands beside them."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kgbuild.records import Claim, Reading

# A passage, the type, and who acts on whom: names, parted by commas.
LENT = [
    # people and the bodies that they leave, lead and join
    ("Nils Bohr ran Tarn Foods for nine years. He was ousted on Tuesday.", "FIRED", "Tarn Foods", "Nils Bohr"),
    ("Otto Wend, chairman of Tarn Foods, was dismissed by the board.", "FIRED", "Tarn Foods", "Otto Wend"),
    ("Maria Selz worked for Corlin Steel for years. She retired in March.", "LEFT", "Maria Selz", "Corlin Steel"),
    ("Lena Ost was a member of the Harbour Club. She resigned in April.", "LEFT", "Lena Ost", "Harbour Club"),
    ("Ole Lund will step down as chairman, Tarn Foods said on Friday.", "LEFT", "Ole Lund", "Tarn Foods"),
    ("Otto Wend, a lawyer for Orlo Motors, was hired in 2003.", "APPOINTED", "Orlo Motors", "Otto Wend"),
    ("Kit Rowe has been sacked as manager of Orford Town.", "FIRED", "Orford Town", "Kit Rowe"),
    ("Peter Vanek was named chief executive of Corlin Steel.", "APPOINTED", "Corlin Steel", "Peter Vanek"),
    ("Peter Vanek has been appointed Corlin Steel's finance director.", "APPOINTED", "Corlin Steel", "Peter Vanek"),
    ("Orford Town fired Tom Hurst. Hurst was replaced by Ian Bell.", "APPOINTED", "Orford Town", "Ian Bell"),
    ("After the sacking of coach Tom Hurst, Orlo Motors hired Ian Bell.", "FIRED", "Orlo Motors", "Tom Hurst"),
    ("Tom Hurst was sacked on Sunday. Orlo Motors named Ian Bell coach.", "FIRED", "Orlo Motors", "Tom Hurst"),
    ("Tess Monk was hired by Corvo Jets in May. She left in August.", "LEFT", "Tess Monk", "Corvo Jets"),
    ("Senator Iris Dahl has been expelled from the Reform Party.", "BANNED", "Reform Party", "Iris Dahl"),
    # the other side of a quarrel
    ("Orlo Motors sued Veltra in Chicago. Veltra denied the claims.", "DENIED", "Veltra", "Orlo Motors"),
    ("Orlo Motors accused Veltra of fraud. Veltra rejected the allegation.", "DENIED", "Veltra", "Orlo Motors"),
    ("Orlo Motors sued Veltra last year. The two firms settled on Friday.", "SETTLED_WITH", "Orlo Motors", "Veltra"),
    ("The Court of Session ruled against Veltra. The firm will appeal.", "APPEALED", "Veltra", "Court of Session"),
    ("Norland accused Sudmark of theft. Sudmark denied it.", "DENIED", "Sudmark", "Norland"),
    ("Veltra rejected a call by Clearwater for a boycott.", "CALLED_FOR", "Clearwater", "Veltra"),
    ("Veltra dismissed an allegation by Clearwater that it dumps waste.", "ACCUSED", "Clearwater", "Veltra"),
    ("The Trade Ministry shrugged off criticism from Clearwater.", "CRITICIZED", "Clearwater", "Trade Ministry"),
    # who acts on the same party, or tells of it
    (
        "The Trade Commission opened an inquiry into Veltra. In May the firm was fined.",
        "FINED",
        "Trade Commission",
        "Veltra",
    ),
    ("Veltra was fined 9 million euros, the Trade Commission said.", "FINED", "Trade Commission", "Veltra"),
    ("Veltra collapsed after an inquiry by the Trade Commission.", "INVESTIGATED", "Trade Commission", "Veltra"),
    # the parties of a deal
    (
        "Orlo Motors agreed to buy Veltra. The Trade Commission blocked the takeover.",
        "BLOCKED",
        "Trade Commission",
        "Orlo Motors, Veltra",
    ),
    (
        "Orlo Motors agreed to buy Veltra. The merger was approved by the Trade Commission.",
        "APPROVED",
        "Trade Commission",
        "Orlo Motors, Veltra",
    ),
    (
        "Veltra rose after Orlo Motors made a takeover bid. Veltra has turned down the offer.",
        "BLOCKED",
        "Veltra",
        "Orlo Motors",
    ),
    (
        "Orlo Motors agreed to buy Veltra. The deal needs the approval of the Trade Commission.",
        "APPROVED",
        "Trade Commission",
        "Orlo Motors, Veltra",
    ),
    ("Orlo Motors said an agreement with Veltra was near.", "PARTNERED_WITH", "Orlo Motors", "Veltra"),
    # a side that the next sentence tells, and one that a word describes
    (
        "A fine on Veltra was upheld on Friday. The Trade Commission imposed it last year.",
        "FINED",
        "Trade Commission",
        "Veltra",
    ),
    (
        "Luka Vrba, the Torvale Athletic midfielder, was suspended by his club.",
        "SUSPENDED",
        "Torvale Athletic",
        "Luka Vrba",
    ),
    (
        "Otto Wend was let go by his employer. He had worked at Tarn Foods since 2001.",
        "FIRED",
        "Tarn Foods",
        "Otto Wend",
    ),
    ("Jill Tate is suing Axis Media for unfair dismissal. She was fired in May.", "FIRED", "Axis Media", "Jill Tate"),
    ("Orlo Motors sued Veltra last year. The suit was withdrawn on Friday.", "DISMISSED", "Orlo Motors", "Veltra"),
    ("Clearwater and Veltra have accused each other of fraud.", "ACCUSED", "Clearwater, Veltra", "Clearwater, Veltra"),
    # somebody told of without a name
    ("The suspect, named by police as Martin Kelso, was arrested.", "ARRESTED", "", "Martin Kelso"),
    (
        "A driver was jailed for two years on Friday. Martin Kelso was sentenced at Harlow Crown Court.",
        "SENTENCED",
        "",
        "Martin Kelso",
    ),
]
LISTED = [
    ("Clearwater, along with Roofline, sued the Ministry of Housing.", "SUED", "Clearwater, Roofline"),
    ("Three of the group's brands, Miro, Tassel and Vane, sued Orlo Motors.", "SUED", "Miro, Tassel, Vane"),
    ("Several firms, among them Orlo Motors and Veltra, joined the Road Pact.", "JOINED", "Orlo Motors, Veltra"),
    ("A string of charities, including Clearwater and Roofline, sued Veltra.", "SUED", "Clearwater, Roofline"),
]
OWNED = [
    "Three of Norvel's brands, Miro, Tassel and Vane, were sued.",
    "Norvel's brands, Miro, Tassel and Vane, were sued.",
    "Dunmore Bank sued Miro, Tassel, Vane and other brands of Norvel.",
]
# A passage, and who must not stand in the type's role.
NOT_LENT = [
    ("Two men were arrested over the theft. Martin Kelso was charged on Friday.", "ARRESTED", "patient"),
    ("Orlo Motors sued Veltra. Tarn Foods denied that it had raised prices.", "DENIED", "patient"),
    ("Nils Bohr led Tarn Foods. A rival firm fired Otto Wend.", "FIRED", "agent"),
    ("Nils Bohr ran Tarn Foods. Maria Selz retired in March.", "LEFT", "patient"),
    ("The court rejected the appeal by Veltra.", "CALLED_FOR", "Veltra"),
    ("Ida Brandt sued Vanta News. A suit against Norvel was filed in May.", "SUED", "agent"),
    ("Ida Brandt sued Vanta News. Her lawyer said that a sitting president can be sued.", "SUED", "agent"),
    ("Veltra sued Norvel. Norvel wept when prosecutors accused Orlo Motors of fraud.", "ACCUSED", "agent"),
    ("Orlo Motors sued Veltra. A rival firm said it would sue the builder.", "SUED", "agent"),
    ("Clearwater, unlike Roofline, was fined by the Trade Commission.", "FINED", "Roofline"),
]


def list_names(claim: Claim, role: str) -> set[str]:
    """The names in a role."""
    return {a.name for a in claim.roles.get(role, ()) if a.name}


def split(names: str) -> set[str]:
    """The names of a list parted by commas."""
    return {n for n in names.split(", ") if n}


@pytest.mark.parametrize(("text", "kind", "agent", "patient"), LENT)
def test_a_claim_takes_the_party_told_elsewhere(
    read: Callable[..., Reading], text: str, kind: str, agent: str, patient: str
) -> None:
    """What a sentence leaves out, another claim of the article, its speaker, a post or a deal tells."""
    found = [(list_names(c, "agent"), list_names(c, "patient")) for c in read(text).claims if c.type == kind]
    wanted = (split(agent), split(patient))
    assert wanted in found or (wanted[0] | wanted[1] in [a | p for a, p in found] and kind == "SETTLED_WITH"), found


@pytest.mark.parametrize(("text", "kind", "agents"), LISTED)
def test_all_who_are_meant_take_part(read: Callable[..., Reading], text: str, kind: str, agents: str) -> None:
    """A list stands for its names, and who is named beside a party takes part too."""
    assert [list_names(c, "agent") for c in read(text).claims if c.type == kind] == [split(agents)]


@pytest.mark.parametrize("text", OWNED)
def test_all_of_a_list_are_owned(read: Callable[..., Reading], text: str) -> None:
    """A plural noun tells its owner for every name of its list."""
    owned = {n for c in read(text).claims if c.type == "OWNS" for n in list_names(c, "patient")}
    assert owned == {"Miro", "Tassel", "Vane"}


@pytest.mark.parametrize(("text", "kind", "barred"), NOT_LENT)
def test_nobody_else_is_lent(read: Callable[..., Reading], text: str, kind: str, barred: str) -> None:
    """Another quarrel, firm or man is not taken for the party that a sentence leaves out."""
    claims = [c for c in read(text).claims if c.type == kind]
    if barred in ("agent", "patient"):
        assert not any(barred in c.inherited for c in claims)
    else:
        assert not any(barred in list_names(c, role) for c in claims for role in ("agent", "patient"))


def test_what_is_lent_is_marked(read: Callable[..., Reading]) -> None:
    """A party from another claim stands under `inherited`."""
    (claim,) = [c for c in read(LENT[0][0]).claims if c.type == "FIRED"]
    assert claim.inherited == ("agent",)
