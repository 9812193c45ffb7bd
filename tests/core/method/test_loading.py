"""Reading knowledge: what is wrong is said with its line, and nothing that bites gets in."""

from datetime import date
from pathlib import Path

import pytest

import schuifaan
from schuifaan.core.method.knowledge import Knowledge, KnowledgeRefused, load, read_own
from schuifaan.core.method.knowledge.compiled import keep, print_of
from schuifaan.core.method.knowledge.loading import MOST_BYTES_OWN, check

DIRECTORY = Path(schuifaan.__file__).parent / "knowledge"
RULE = """house_rules:
  - id: own.house_rules.oven
    text: {nl: "Wie de oven gebruikt, maakt hem schoon.", en: "Whoever uses the oven cleans it."}
"""
TREE = """trees:
  - id: own.trees.warmte
    name: {{nl: "Te koud", en: "Too cold"}}
    intro: {{nl: "Als het koud is.", en: "When it is cold."}}
    start: own.trees.warmte.1
    nodes:
      - id: own.trees.warmte.1
        text: {{nl: "Is het koud?", en: "Is it cold?"}}
        edges:
          - {{answer: "yes", next: {next}}}
          - {{answer: "no", outcomes: [own.trees.warmte.klaar]}}
      - id: own.trees.warmte.2
        text: {{nl: "Doet de kachel het?", en: "Does the heater work?"}}
        edges:
          - {{answer: "yes", outcomes: [own.trees.warmte.klaar]}}
          - {{answer: "no", {last}}}
    outcomes:
      - id: own.trees.warmte.klaar
        text: {{nl: "Laat het zo.", en: "Leave it."}}
"""


@pytest.fixture(scope="module")
def shipped() -> Knowledge:
    return load(DIRECTORY)


def refusal(text: str | bytes, shipped: Knowledge) -> str:
    content = text.encode() if isinstance(text, str) else text
    with pytest.raises(KnowledgeRefused) as refused:
        read_own(content, file="eigen.yaml", shipped=shipped)
    return str(refused.value)


def test_an_own_rule_is_read_with_its_source_and_status(shipped: Knowledge) -> None:
    own = read_own(RULE.encode(), file="eigen.yaml", shipped=shipped, whose="Woonvrij")
    (rule,) = own.house_rules
    assert (rule.id, rule.status, rule.source[0].heading) == ("own.house_rules.oven", "own", "Woonvrij")
    whole = shipped.with_own(own)
    assert whole.house_rules == (*shipped.house_rules, rule)
    assert whole.item("own.house_rules.oven") == rule
    assert whole.kind_of["own.house_rules.oven"] == "house_rules"
    assert whole.version != shipped.version
    # Nothing of it stays behind in what everybody reads.
    assert "own.house_rules.oven" not in shipped.index


def test_an_own_tree_that_ends_is_read(shipped: Knowledge) -> None:
    text = TREE.format(next="own.trees.warmte.2", last="outcomes: [own.trees.warmte.klaar]")
    assert len(read_own(text.encode(), file="eigen.yaml", shipped=shipped).trees) == 1


@pytest.mark.parametrize(
    ("following", "last", "said"),
    [
        ("own.trees.warmte.2", "next: own.trees.warmte.1", "goes round in a circle"),
        ("own.trees.warmte.9", "next: own.trees.warmte.2", "own.trees.warmte.9 is no node"),
        ("own.trees.warmte.2", "outcomes: [own.trees.niets]", "own.trees.niets is no outcome"),
    ],
)
def test_an_own_tree_with_no_way_out_is_refused(
    following: str, last: str, said: str, shipped: Knowledge
) -> None:
    message = refusal(TREE.format(next=following, last=last), shipped)
    assert message.startswith("eigen.yaml:2: ")
    assert said in message


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("a: &a [x]\nb: *a\n", "eigen.yaml:1: anchors and aliases are not read here; write it out"),
        ("house_rules: !!python/object/apply:os.system ['true']\n", "eigen.yaml:1: could not determine"),
        ("house_rules: !!python/name:os.system\n", "eigen.yaml:1: could not determine"),
        ("tips: []\ntips: []\n", "eigen.yaml:2: tips stands here twice"),
        ("? [a, b]\n: c\n", "eigen.yaml:1: a key is a plain word"),
        ("[" * 400 + "]" * 400, "eigen.yaml:1: nested too deeply"),
        ("- een\n- twee\n", "eigen.yaml:1: a file is a list of kinds, each with its items"),
        ("", "eigen.yaml:1: a file is a list of kinds, each with its items"),
        ("partners: []\n", "eigen.yaml:1: partners: Extra inputs are not permitted"),
        ("tips:\n  - id: [", "eigen.yaml:3:"),
        ("tips: " + "9" * 5000, "eigen.yaml:1:"),
        ("valid: 2026-99-99\n", "eigen.yaml:1:"),
    ],
)
def test_yaml_that_is_more_than_data_is_refused(text: str, said: str, shipped: Knowledge) -> None:
    assert refusal(text, shipped).startswith(said)


def test_a_yaml_bomb_is_refused_before_it_grows(shipped: Knowledge) -> None:
    layers = "\n".join(
        f"{chr(98 + n)}: &{chr(98 + n)} [{', '.join(['*' + chr(97 + n)] * 9)}]" for n in range(20)
    )
    # Nine to the power twenty when written out: whoever expands it does not come back.
    assert refusal(f"a: &a [lol]\n{layers}\n", shipped) == (
        "eigen.yaml:1: anchors and aliases are not read here; write it out"
    )


@pytest.mark.parametrize(
    "content", [b"\x00\x01\x02\xff\xfe", b"\x89PNG\r\n\x1a\n" + bytes(200), b"\xff" * 50]
)
def test_what_is_no_text_is_refused(content: bytes, shipped: Knowledge) -> None:
    assert refusal(content, shipped).startswith("eigen.yaml:1:")


def test_a_file_of_a_megabyte_is_refused_unread(shipped: Knowledge) -> None:
    assert refusal(b"x" * (1024 * 1024), shipped) == "eigen.yaml:1: larger than 256 kB"
    assert "larger" not in refusal(b"# " + b"x" * (MOST_BYTES_OWN - 2), shipped)


def test_a_text_that_is_too_long_or_of_the_wrong_kind_is_refused_with_its_line(shipped: Knowledge) -> None:
    assert refusal(RULE.replace("Wie de oven", "😀" * 2001), shipped).startswith(
        "eigen.yaml:3: house_rules.0.text.nl"
    )
    assert refusal(RULE.replace('"Wie de oven gebruikt, maakt hem schoon."', "[12]"), shipped).startswith(
        "eigen.yaml:3: house_rules.0.text.nl"
    )
    assert "Field required" in refusal(RULE.replace(', en: "Whoever uses the oven cleans it."', ""), shipped)


def test_a_name_of_digits_and_a_plain_yes_are_texts(shipped: Knowledge) -> None:
    """YAML makes numbers, days and truths of these; here the types say what they are."""
    for plain in ("1818", "Nee", "no", "2026-01-01"):
        own = read_own(
            RULE.replace('"Wie de oven gebruikt, maakt hem schoon."', plain).encode(),
            file="eigen.yaml",
            shipped=shipped,
        )
        assert own.house_rules[0].text.nl == plain


def test_an_own_id_begins_with_own_at_every_depth(shipped: Knowledge) -> None:
    assert refusal(RULE.replace("own.house_rules.oven", "house_rule.oven"), shipped) == (
        "eigen.yaml:2: house_rule.oven: the id of an own item begins with own."
    )
    tree = TREE.format(next="own.trees.warmte.2", last="outcomes: [own.trees.warmte.klaar]")
    assert "tree.T1.T1_1: the id of an own item begins with own." in refusal(
        tree.replace("own.trees.warmte.1", "tree.T1.T1_1"), shipped
    )


def test_an_own_item_never_passes_for_a_shipped_one(shipped: Knowledge) -> None:
    assert "status of an own item is own" in refusal(f"status: source\n{RULE}", shipped)
    assert "used twice" in refusal(RULE + RULE.split("\n", 1)[1], shipped)
    taken = shipped.house_rules[0].id
    assert "used twice" in refusal(RULE.replace("own.house_rules.oven", taken), shipped)


def test_a_reference_that_leads_nowhere_is_refused(shipped: Knowledge) -> None:
    wish = """requirements:
  - id: own.requirements.tuin
    strategy: strategy.P99
    text: {nl: "Een tuin", en: "A garden"}
    check: {nl: "Kijk buiten.", en: "Look outside."}
    priority: {community_house: should}
"""
    assert refusal(wish, shipped) == "eigen.yaml:2: own.requirements.tuin: strategy.P99 is no strategy"
    assert "is not in sources.yaml" in refusal(
        f"source: [{{document: doc.nowhere, heading: x}}]\n{RULE}", shipped
    )


def test_what_has_had_its_time_holds_no_longer(shipped: Knowledge) -> None:
    text = RULE + "    valid_from: 2026-01-01\n    valid_to: 2026-12-31\n"
    (rule,) = read_own(text.encode(), file="eigen.yaml", shipped=shipped).house_rules
    days = [date(2025, 12, 31), date(2026, 1, 1), date(2026, 12, 31), date(2027, 1, 1)]
    assert [rule.holds_on(day) for day in days] == [False, True, True, False]
    assert "valid_to lies before valid_from" in refusal(text.replace("2026-12-31", "2025-12-31"), shipped)


def test_a_problem_in_a_shipped_file_is_said_with_its_line() -> None:
    texts = {path.name: path.read_bytes() for path in sorted(DIRECTORY.glob("*.yaml"))}
    assert check(texts) == []
    lines = texts["welcome.yaml"].decode().split("\n")
    at = next(number for number, line in enumerate(lines, start=1) if line.startswith("  - id: element.E2"))
    lines[at - 1] = "  - id: element.E1"
    (problem,) = check({**texts, "welcome.yaml": "\n".join(lines).encode()})
    assert (problem.file, problem.message) == ("welcome.yaml", "element.E1: this id is used twice")


def test_what_was_kept_is_the_same_and_never_stale(tmp_path: Path, shipped: Knowledge) -> None:
    files, kept = tmp_path / "files", tmp_path / "kept"
    files.mkdir()
    for path in DIRECTORY.glob("*.yaml"):
        (files / path.name).write_bytes(path.read_bytes())
    assert load(files, kept_in=kept) == load(files, kept_in=kept) == shipped
    (first,) = kept.iterdir()
    welcome = files / "welcome.yaml"
    welcome.write_text(welcome.read_text().replace("Plan uren", "Kies uren"))
    assert load(files, kept_in=kept).version != shipped.version
    assert [one.name == first.name for one in kept.iterdir()] == [False]


def test_what_was_kept_half_is_read_again(tmp_path: Path, shipped: Knowledge) -> None:
    load(DIRECTORY, kept_in=tmp_path)
    (file,) = tmp_path.iterdir()
    whole = file.read_bytes()
    file.write_bytes(whole[:1000])
    assert load(DIRECTORY, kept_in=tmp_path) == shipped
    assert file.read_bytes() == whole


def test_where_nothing_can_be_kept_the_files_are_read(tmp_path: Path, shipped: Knowledge) -> None:
    blocked = tmp_path / "a file"
    blocked.write_text("")
    assert load(DIRECTORY, kept_in=blocked / "kept") == shipped


def test_the_print_changes_with_a_name_a_file_or_the_code(tmp_path: Path) -> None:
    code = tmp_path / "code.py"
    code.write_text("a")
    prints = [print_of({"a": b"b"}, [code]), print_of({"b": b"b"}, [code]), print_of({"a": b"c"}, [code])]
    code.write_text("b")
    assert len({*prints, print_of({"a": b"b"}, [code])}) == 4


def test_what_was_kept_is_read_instead_of_the_files(tmp_path: Path, shipped: Knowledge) -> None:
    texts = {path.name: path.read_bytes() for path in sorted(DIRECTORY.glob("*.yaml"))}
    fewer = shipped.model_copy(update={"house_rules": shipped.house_rules[:1]})
    keep(tmp_path, print_of(texts), fewer)
    assert load(DIRECTORY, kept_in=tmp_path) == fewer
