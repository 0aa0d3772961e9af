"""A person's decisions: written, read, applied before every rule, taken back, and told where they fit nothing."""

from __future__ import annotations

import datetime
import json
import os
from pathlib import Path

import pytest
from click.testing import CliRunner

from kgbuild.cli import cli
from kgbuild.decisions import parse_decisions, read_decisions
from kgbuild.decisions.editing import add_decision, take_back
from kgbuild.decisions.entries import make_name_decision
from kgbuild.errors import DecisionError
from kgbuild.pipeline import ingest, load, remove, resolve_graph, resolve_names
from kgbuild.reading.spec import ReaderSpec
from kgbuild.records import NameDecision, NameReference
from tests.test_cli import read_lines, run
from tests.test_pipeline import FakeStore, dump, kg, readers, store  # noqa: F401

SPEC = ReaderSpec("fake")
DAY = datetime.datetime(2026, 3, 4, 5, 6, 7, tzinfo=datetime.UTC)
FILE = Path("kg/decisions.toml")


def decide(verdict: str, *names: str | tuple[str, str], reason: str = "") -> NameDecision:
    """A decision on names, each with a quote where one is needed."""
    held = [NameReference(n) if isinstance(n, str) else NameReference(*n) for n in names]
    return make_name_decision(verdict, held, author="ann", reason=reason)  # type: ignore[arg-type]


def write(path: Path, **texts: str) -> Path:
    """Articles as JSON lines, an id and a text each."""
    path.write_text("".join(json.dumps({"id": k, "text": t, "publisher": "Ore"}) + "\n" for k, t in texts.items()))
    return path


def list_names(folder: Path) -> list[str]:
    """The names of all entities."""
    return [e.name for e in resolve_graph(folder, spec=SPEC)[0].entities]


@pytest.fixture
def two(tmp_path: Path, kg: Path) -> Path:  # noqa: F811
    """A graph of two suits: of Orlo and of Brask, both against Vanta."""
    ingest(kg, [write(tmp_path / "in.jsonl", a="Orlo sued Vanta.", b="Brask sued Vanta.")], spec=SPEC)
    return kg


def test_names_are_one_where_a_person_says_so(two: Path, store: FakeStore) -> None:  # noqa: F811
    """The change of the file alone takes effect at the next load, in graph and store."""
    add_decision(two, decide("same", "Orlo", "Brask", reason="register"), when=DAY)
    load(two, spec=SPEC)
    resolved, _ = resolve_graph(two, spec=SPEC)
    assert list_names(two) == ["Orlo", "Vanta"]
    assert [(j.left, j.right, j.author, j.reason) for j in resolved.judgements] == [
        ("*:brask", "*:orlo", "ann", "register")
    ]
    assert store.graph is not None
    assert [n.id for n in store.graph.nodes if n.label == "Entity"] == ["org:brask", "org:vanta"]


def test_what_is_taken_back_leaves_no_trace(two: Path) -> None:
    """The graph after undo is that before the decision, byte for byte, and the clock enters neither."""
    before = dump(two)
    add_decision(two, decide("same", "Orlo", "Brask"), when=DAY)
    joined = dump(two)
    take_back(two)
    assert dump(two) == before
    add_decision(two, decide("same", "Brask", "Orlo"), when=DAY + datetime.timedelta(days=400))
    assert dump(two) == joined != before


def test_a_decision_survives_new_articles_and_renamed_files(tmp_path: Path, two: Path) -> None:
    """What is decided on names and quotes holds whatever the articles are called, and for those to come."""
    add_decision(two, decide("different", ("Vanta", "Orlo  sued\nVanta"), ("Vanta", "Brask sued Vanta.")), when=DAY)
    assert list_names(two) == ["Brask", "Orlo", "Vanta", "Vanta"]
    remove(two, ["a", "b"], spec=SPEC)
    ingest(
        two,
        [write(tmp_path / "in.jsonl", x="Orlo sued Vanta.", y="Brask sued Vanta.", z="Orlo sued Brask.")],
        spec=SPEC,
    )
    assert list_names(two) == ["Brask", "Orlo", "Vanta", "Vanta"]
    assert resolve_graph(two, spec=SPEC)[0].unfit == ()


@pytest.mark.parametrize(("decision", "reason"), [
    (decide("same", "Orlo", "Quist"), "no article names 'Quist'"),
    (decide("same", "Person:Orlo", "Brask"), "no article names 'Person:Orlo'"),
    (decide("different", ("Vanta", "Quist sued Vanta"), "Orlo"), "no article holds the words 'Quist sued Vanta'"),
    (decide("different", ("Orlo", "Brask sued Vanta."), "Vanta"), "no article names 'Orlo' where these words stand"),
    (decide("different", "Orlo", "Orlo Inc."), "both are one name to kgbuild; give each name words of its article as a quote"),
])  # fmt: skip
def test_a_decision_that_fits_nothing_is_told(two: Path, decision: NameDecision, reason: str) -> None:
    """The graph is as it was, and the reason is told."""
    before = dump(two)
    add_decision(two, decision, when=DAY)
    assert [(u.decision, u.reason) for u in resolve_graph(two, spec=SPEC)[0].unfit] == [(decision.id, reason)]
    assert dump(two) == before


def test_what_others_join_cannot_be_kept_apart(two: Path) -> None:
    """A decision that two others deny is told, though no two entries contradict each other."""
    for decision in (decide("same", "Orlo", "Vanta"), decide("same", "Vanta", "Brask")):
        add_decision(two, decision, when=DAY)
    apart = decide("different", "Orlo", "Brask")
    add_decision(two, apart, when=DAY)
    assert [(u.decision, u.reason) for u in resolve_graph(two, spec=SPEC)[0].unfit] == [
        (apart.id, "another decision makes them one")
    ]


@pytest.mark.parametrize(("text", "message"), [
    ('[[same]]\nnames = ["A", "B"', "is not TOML"),
    ('\n[[same]]\nnames = ["A"]', 'line 2: [[same]] has fewer than two names; write names = ["...", "..."]'),
    ('[[same]]\nnames = "A, B"', "line 1: [[same]] has fewer than two names"),
    ('[[same]]\nnames = ["A", 7]', "line 1: [[same]] has a name that is no text"),
    ('[[same]]\nname = ["A", "B"]', "line 1: [[same]] has 'name', which nobody knows; did you mean 'names'?"),
    ('[[same]]\nwhy = "x"', "line 1: [[same]] lacks 'names'; add it"),
    ('[[same]]\nnames = ["A", "A"]', "line 1: [[same]] names 'A' twice; of two things with one name, give each words"),
    ('[[same]]\nnames = ["A", "B"]\non = 7', "line 1: [[same]] has no day under 'on'; write on = 2026-11-26"),
    ('[[sam]]\nnames = ["A", "B"]', "line 1: nobody knows 'sam'; did you mean [[same]]?"),
    ('[same]\nnames = ["A", "B"]', "line 1: 'same' is no entry; write [[same]], with two brackets on each side"),
    ('[[same]]\nnames = ["A", "B"]\n[[different]]\nnames = ["b", "a"]', "line 3: [[different]] contradicts line 1; take one"),
    ('[[same]]\n[[different]]\nnames = ["A"]', "lacks 'names'; add it (and more to mend in line 2)"),
])  # fmt: skip
def test_a_mistake_is_told_with_its_line_and_what_helps(text: str, message: str) -> None:
    """File, line, trouble, and what mends it; further mistakes by their lines."""
    with pytest.raises(DecisionError) as raised:
        parse_decisions(text, path=FILE)
    assert str(raised.value).startswith(str(FILE))
    assert message in str(raised.value)


def test_a_faulty_file_stops_an_ingest_before_it_begins(tmp_path: Path, two: Path, store: FakeStore) -> None:  # noqa: F811
    """Nothing is read and nothing loaded, so that no graph lacks a decision that its file holds."""
    before, loads = dump(two), store.loads
    (two / "decisions.toml").write_text("[[same]]\n")
    with pytest.raises(DecisionError, match="line 1"):
        ingest(two, [write(tmp_path / "in.jsonl", c="Quill sued Vanta.")], spec=SPEC)
    (two / "decisions.toml").unlink()
    assert (dump(two), store.loads) == (before, loads)


HAND = """\
# Ours.

# the register of 2015 says so
[[same]]
names = ["Orlo", "Brask"]   # both
why = 'seen'

# --- firms that only sound alike ---

# not theirs
[[different]]
names = ["Vanta", "Vanta Rail"]
on = 2025-01-01
"""


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_a_new_decision_changes_nothing_else_in_the_file(tmp_path: Path, newline: str) -> None:
    """Comments, quotes and blank lines of a person stay; the new entry stands where it belongs; undo takes it out again."""
    path = tmp_path / "decisions.toml"
    path.write_bytes(HAND.replace("\n", newline).encode())
    add_decision(tmp_path, decide("different", "Orlo", "Orlo Motors"), when=DAY)
    text = path.read_bytes().decode().replace(newline, "\n")
    added = '[[different]]\nnames = ["Orlo", "Orlo Motors"]\nby = "ann"\non = 2026-03-04T05:06:07Z\n\n'
    assert text == HAND.replace("# not theirs", f"{added}# not theirs")
    assert take_back(tmp_path).decision == decide("different", "Orlo", "Orlo Motors")
    assert path.read_bytes().decode() == HAND.replace("\n", newline)


def test_an_entry_goes_with_the_comment_right_above_it(tmp_path: Path) -> None:
    """The comments of the file, of a section and of other entries stay."""
    (tmp_path / "decisions.toml").write_text(HAND)
    gone = parse_decisions(HAND, path=FILE)[0]
    take_back(tmp_path, gone.decision.id[:6])
    assert (tmp_path / "decisions.toml").read_text() == "# Ours.\n\n" + HAND[HAND.index("# --- firms") :]


def test_the_order_of_deciding_does_not_show(tmp_path: Path) -> None:
    """Two people who decide the same things get the same file but for names and days, whatever they begin with."""
    decisions = [decide("same", a, b) for a, b in (("Orlo", "Brask"), ("Ash", "Elm"), ("Vanta", "Quill"))]
    texts = []
    for order in (decisions, decisions[::-1], decisions[1:] + decisions[:1]):
        (tmp_path / "decisions.toml").unlink(missing_ok=True)
        for decision in order:
            add_decision(tmp_path, decision, when=DAY)
        texts.append((tmp_path / "decisions.toml").read_text())
    assert texts[0] == texts[1] == texts[2]


def test_words_of_an_article_are_written_and_read_back(tmp_path: Path) -> None:
    """Quotation marks, backslashes, marks of TOML and other scripts come back as they were."""
    hard = decide("different", ("Žofie", 'He said: "no\\way" [[same]] # x'), ("Žofie", "'''它's"), reason='"why"')
    add_decision(tmp_path, hard, when=DAY)
    add_decision(tmp_path, decide("same", "Orlo", "Brask"), when=DAY)
    assert [e.decision for e in read_decisions(tmp_path)][1] == hard


def test_a_contradiction_is_not_written(tmp_path: Path) -> None:
    """The file keeps what was decided first; the message names the line."""
    add_decision(tmp_path, decide("same", "Orlo", "Brask"), when=DAY)
    held = (tmp_path / "decisions.toml").read_bytes()
    with pytest.raises(DecisionError, match="contradicts line"):
        add_decision(tmp_path, decide("different", "Brask", "Orlo"), when=DAY)
    assert (tmp_path / "decisions.toml").read_bytes() == held


def test_a_file_that_another_form_of_toml_keeps_is_not_broken(tmp_path: Path) -> None:
    """Entries written inline are read; what cannot be added to is left as it is."""
    path = tmp_path / "decisions.toml"
    path.write_text('same = [{ names = ["Orlo", "Brask"] }]\n')
    assert len(read_decisions(tmp_path)) == 1
    with pytest.raises(DecisionError, match="heading of its own"):
        add_decision(tmp_path, decide("same", "Ash", "Elm"), when=DAY)
    assert path.read_text() == 'same = [{ names = ["Orlo", "Brask"] }]\n'


@pytest.mark.skipif(os.name == "nt", reason="links need rights there")
def test_a_linked_file_is_written_where_it_lies(tmp_path: Path) -> None:
    """A file of a team's repository that the graph's folder links to stays a link."""
    (tmp_path / "team.toml").write_text("")
    (tmp_path / "decisions.toml").symlink_to(tmp_path / "team.toml")
    add_decision(tmp_path, decide("same", "Orlo", "Brask"), when=DAY)
    assert (tmp_path / "decisions.toml").is_symlink()
    assert "Brask" in (tmp_path / "team.toml").read_text()


def test_the_command_line_decides_lists_and_takes_back(two: Path, store: FakeStore) -> None:  # noqa: F811
    """Each decision names who, why and when, and the store follows."""
    options = ("--graph", str(two))
    before = store.graph
    made = run("review", "same", "Orlo", "Brask", "--why", "register", "--by", "ann", *options)
    assert (made.exit_code, "Brask" in made.stdout) == (0, True), made.output
    assert store.graph != before
    listed = read_lines(run("review", "list", *options).stdout)
    assert [(r["verdict"], r["names"], r["reason"], r["author"], r["trouble"]) for r in listed] == [
        ("same", [{"name": "Brask", "quote": None}, {"name": "Orlo", "quote": None}], "register", "ann", None)
    ]
    assert run("review", "undo", str(listed[0]["id"]), *options).exit_code == 0
    assert (store.graph, read_decisions(two)) == (before, ())
    nothing = run("review", "undo", *options)
    assert (nothing.exit_code, "holds no decision" in nothing.stderr) == (1, True)


def test_an_ingest_tells_what_fits_nothing(tmp_path: Path, two: Path) -> None:
    """The line of the file and the reason, on standard error; the ingest is done all the same."""
    add_decision(two, decide("same", "Orlo", "Quist"), when=DAY)
    report = run("ingest", str(tmp_path / "in.jsonl"), "--graph", str(two))
    assert report.exit_code == 0
    assert 'decisions.toml, line 4: same: "Orlo", "Quist": no article names \'Quist\'' in report.stderr


@pytest.fixture
def many(tmp_path: Path, kg: Path) -> Path:  # noqa: F811
    """A graph with names that may be one: of two firms with three facts, and of two with one."""
    texts = {
        "a": "Orlo sued Vanta.", "b": "Orlo sued Brask.", "c": "Orlo-Werk sued Vanta.", "d": "Orlo-Werk sued Quill.",
        "e": "Ash sued Vanta.", "f": "Ash-Elm sued Brask.",
    }  # fmt: skip
    ingest(kg, [write(tmp_path / "in.jsonl", **texts)], spec=SPEC)
    return kg


def press(folder: Path, keys: str, monkeypatch: pytest.MonkeyPatch, *options: str) -> str:
    """What a person sees who presses these keys."""
    monkeypatch.setattr("kgbuild.cli.review.is_terminal", lambda: True)
    result = CliRunner().invoke(cli, ["review", "--graph", str(folder), "--by", "ann", *options], input=keys)
    assert result.exit_code == 0, result.output
    return result.output


def list_decisions(folder: Path) -> list[tuple[str, list[str], str]]:
    """Verdict, names and reason of each decision."""
    return [(e.decision.verdict, [n.name for n in e.decision.names], e.decision.reason) for e in read_decisions(folder)]


def test_review_asks_first_what_changes_most_facts(many: Path) -> None:
    """Facts fall from question to question, and each side has a quote; a second look gives the same list."""
    first = run("review", "--graph", str(many)).stdout
    asked = read_lines(first)
    assert [(q["facts"], q["left"]["name"], q["right"]["name"], q["now"]) for q in asked] == [  # type: ignore[index]
        (2, "Orlo", "Orlo-Werk", "apart"),
        (1, "Ash", "Ash-Elm", "apart"),
    ]
    assert asked[1]["left"]["passages"] == [{"doc": "e", "text": "Ash sued Vanta."}]  # type: ignore[index]
    assert run("review", "--json", "--graph", str(many)).stdout == first


def test_keys_decide_skip_take_back_and_quit(many: Path, monkeypatch: pytest.MonkeyPatch, store: FakeStore) -> None:  # noqa: F811
    """Key y joins, u takes the answer back and asks again, n keeps apart, and the store follows at the end."""
    loads = store.loads
    output = press(many, "yun" + "s", monkeypatch)
    assert list_decisions(many) == [
        ("different", ["Organization:Orlo", "Organization:Orlo-Werk"], "a person's decision")
    ]
    assert output.count("1 of 2: are these one?") == 2
    assert "1 decision written to" in output
    assert store.loads == loads + 1
    assert "1 of 1" in press(many, "wregister\nq", monkeypatch)
    press(many, "wregister\ny", monkeypatch)
    assert ("same", ["Organization:Ash", "Organization:Ash-Elm"], "register") in list_decisions(many)
    assert store.loads == loads + 2
    assert "no question is left" in press(many, "", monkeypatch)


def test_quitting_keeps_what_was_answered(many: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An answer is in the file before the next question is asked; keys without a meaning change nothing."""
    press(many, "?xyq", monkeypatch, "--why", "register", "--no-load")
    assert list_decisions(many) == [("same", ["Organization:Orlo", "Organization:Orlo-Werk"], "register")]


def test_review_can_be_about_a_name(many: Path) -> None:
    """`--about` asks about names that hold a word alone; `--limit` bounds the questions."""
    assert len(read_lines(run("review", "--about", "elm", "--graph", str(many)).stdout)) == 1
    assert len(read_lines(run("review", "--limit", "1", "--graph", str(many)).stdout)) == 1


def test_an_answer_about_namesakes_has_their_words(tmp_path: Path, kg: Path) -> None:  # noqa: F811
    """What one name means twice is referred to by words of its article, and the decision fits."""
    ingest(kg, [write(tmp_path / "in.jsonl", a="Orlo sued Vanta.", b="Brask sued Vanta.")], spec=SPEC)
    add_decision(kg, decide("different", ("Vanta", "Orlo sued Vanta"), ("Vanta", "Brask sued Vanta.")), when=DAY)
    (asked,) = read_lines(run("review", "--all", "--about", "vanta", "--graph", str(kg)).stdout) or [None]
    assert asked is None
    resolved, uses = resolve_names(kg, spec=SPEC)
    references = [u.reference for u in uses.uses if u.name == "vanta"]
    assert references == [
        NameReference("Organization:Vanta", "Orlo sued Vanta."),
        NameReference("Organization:Vanta", "Brask sued Vanta."),
    ]
    assert resolved.unfit == ()


def test_why_two_names_are_one_or_not(many: Path) -> None:
    """A person's word is told with its author, and where no rule has judged what the words tell."""
    options = ("--graph", str(many))
    (apart,) = read_lines(run("explain", "orlo", "Orlo-Werk", *options).stdout)
    assert (apart["one"], apart["judgements"]) == (False, [])
    assert apart["reason"] == "no article uses both names for one thing, and no rule makes the words the same"
    for pair in (("Ash", "Vanta"), ("Vanta", "Orlo")):
        add_decision(many, decide("same", *pair, reason="register"), when=DAY)
    (one,) = read_lines(run("explain", "Ash", "ORLO Inc.", *options).stdout)
    assert one["one"]
    assert [(j["left"], j["right"], j["author"], j["reason"]) for j in one["judgements"]] == [  # type: ignore[attr-defined]
        ("*:ash", "*:vanta", "ann", "register"),
        ("*:orlo", "*:vanta", "ann", "register"),
    ]
    add_decision(many, decide("different", "Orlo", "Orlo-Werk", reason="seen"), when=DAY)
    (kept,) = read_lines(run("explain", "Orlo-Werk", "Ash", *options).stdout)
    assert [(j["verdict"], j["author"]) for j in kept["judgements"]] == [("different", "ann")]  # type: ignore[attr-defined]
    unknown = run("explain", "Orlo", "Quist", *options)
    assert (unknown.exit_code, "no such name" in unknown.stderr) == (1, True)


def test_why_one_name_is_two_things(tmp_path: Path, kg: Path) -> None:  # noqa: F811
    """A name given twice is explained for the things that bear it."""
    ingest(kg, [write(tmp_path / "in.jsonl", a="Orlo sued Vanta.", b="Brask sued Vanta.")], spec=SPEC)
    (one,) = read_lines(run("explain", "Vanta", "Vanta", "--graph", str(kg)).stdout)
    assert (one["one"], one["reason"]) == (True, "case, accents, legal forms and 'the' aside, both are 'vanta'")
    add_decision(kg, decide("different", ("Vanta", "Orlo sued Vanta"), ("Vanta", "Brask sued Vanta.")), when=DAY)
    (two,) = read_lines(run("explain", "Vanta", "Vanta", "--graph", str(kg)).stdout)
    told = [(j["verdict"], j["author"], j["reason"]) for j in two["judgements"]]  # type: ignore[attr-defined]
    assert (two["one"], told[0]) == (False, ("different", "ann", "a person's decision"))
