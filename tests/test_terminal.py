from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from command import Command, Ran
from factories import PROSE, SEEDS, article_file
from layouts import PIECES

ROOT = Path(__file__).parent.parent
QUESTION = "Sollen wir unsere Kanäle auslagern?"
OWN_QUESTION = "Wer entscheidet, wie viel Zeit das Gespräch wert ist?"
OWN_TEXT = "Ein Titel\nVon {}\n" + "\n".join(PIECES[piece] for piece in ("A1", "A2", "A3")) + "\n"


@pytest.fixture(scope="module")
def shared_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home in which the index of our articles is built once for all tests here."""
    return tmp_path_factory.mktemp("home")


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], shared_home: Path) -> Command:
    """Run a command in this process as the command line does."""
    monkeypatch.setenv("FUNDSTELLE_HOME", str(shared_home))
    return Command(monkeypatch, capsys)


def assert_one_sentence(ran: Ran, *told: str) -> None:
    """A refusal: exit code 2, nothing on standard output, one line without a traceback that says what to do."""
    assert ran.code == 2
    assert ran.out == ""
    line = ran.err.strip().split("\n")[-1]
    assert line.startswith(("fundstelle: ", "Error: "))
    assert "Traceback" not in ran.err
    assert all(words in ran.err for words in told), ran.err


def test_ask_answers_with_quotes(run: Command) -> None:
    """A question is answered with quotes and who says them; the exit code is 0."""
    ran = run("ask", QUESTION)
    assert ran.code == 0
    assert "„" in ran.out
    assert "— " in ran.out


def test_ask_refuses_what_the_articles_do_not_say(run: Command) -> None:
    """What the articles do not answer ends with exit code 1 and a word to the reader."""
    ran = run("ask", "Wie backe ich einen Apfelkuchen mit Streuseln?")
    assert ran.code == 1
    assert ran.out.strip()


def test_json_is_the_answer_as_an_object(run: Command) -> None:
    """The object has every key of the form, and each quote is a slice of its file and stands whole in the text."""
    ran = run("ask", QUESTION, "--json")
    answer = json.loads(ran.out)
    assert set(answer) == {"question", "language", "answered", "text", "confidence", "elapsed_ms", "quotes"}
    keys = {"text", "speaker", "role", "quoted_by", "article", "publication", "date", "url", "source", "start", "end"}
    assert 1 <= len(answer["quotes"]) <= 3
    for quote in answer["quotes"]:
        assert set(quote) == keys | {"translation"}
        file = (SEEDS / quote["source"]).read_bytes().decode()
        assert file[quote["start"] : quote["end"]] == quote["text"]
        assert " ".join(quote["text"].split()) in " ".join(answer["text"].split())
        assert quote["speaker"] is None or quote["speaker"] in answer["text"]


def test_jsonl_answers_the_last_turn_of_each_line(run: Command) -> None:
    """Each conversation gets one object, in order; keys that nobody asked for are passed over."""
    lines = [{"id": 7, "turns": [QUESTION]}, {"turns": [QUESTION, "Und für kleine Firmen?"]}, {"turns": ["?!"]}]
    ran = run("ask", "--jsonl", stdin="\r\n".join(map(json.dumps, lines)).encode() + b"\n\n")
    assert ran.code == 0
    answers = [json.loads(line) for line in ran.out.splitlines()]
    assert [answer["question"] for answer in answers] == [QUESTION, "Und für kleine Firmen?", "?!"]
    assert [answer["answered"] for answer in answers] == [True, answers[1]["answered"], False]


def test_jsonl_of_nothing_is_nothing(run: Command) -> None:
    """No line in, no line out."""
    assert run("ask", "--jsonl") == Ran(0, "", "")


@pytest.mark.parametrize(
    ("stdin", "told"),
    [
        (b"no json\n", ["line 1", "not JSON"]),
        (b'{"turns": ["a"]}\n[1]\n', ["line 2", "turns"]),
        (b"null\n", ["line 1", "turns"]),
        (b'{"turns": "a"}\n', ["turns"]),
        (b'{"turns": []}\n', ["turns"]),
        (b'{"turns": [1]}\n', ["turns"]),
        (b'{"turns": [["a"]]}\n', ["turns"]),
        (b'{"turns": null}\n', ["turns"]),
        (b'{"turns": ["a"]}\n\xff\n', ["line 2", "not UTF-8"]),
        (b"[" * 100_000 + b"\n", ["line 1", "not JSON"]),
        (b'{"turns": ["a"], "id": ' + b"1" * 5000 + b"}\n", ["line 1", "not JSON"]),
    ],
)
def test_wrong_lines_answer_nothing(run: Command, stdin: bytes, told: list[str]) -> None:
    """One wrong line stops the batch before its first answer, with its number and what to send."""
    assert_one_sentence(run("ask", "--jsonl", stdin=stdin), "standard input", *told)


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("", "no words"),
        ("   \t", "no words"),
        ("😀🎉", "no words"),
        ("\x01\x02\x1b", "no words"),
        ("wort " * 20_000, "100,000 characters"),
    ],
)
def test_what_is_no_question(run: Command, question: str, told: str) -> None:
    """A question without words, or as long as a text, is refused in one sentence."""
    assert_one_sentence(run("ask", question), told)


def test_odd_characters_do_no_harm(run: Command) -> None:
    """Lone surrogates, control characters and right-to-left marks around a question change nothing."""
    ran = run("ask", f"\udcff\u202e{QUESTION}\x07", "--json")
    assert json.loads(ran.out)["answered"]
    batch = run("ask", "--jsonl", stdin=b'\xef\xbb\xbf{"turns": ["\\ud800 ' + QUESTION.encode() + b'"]}\n')
    assert json.loads(batch.out)["answered"]


@pytest.mark.parametrize(
    "arguments", [["ask"], ["ask", "--jsonl", "foo"], ["ask", "--seeds"], ["nonsense"], ["ask", "--nonsense", "a"]]
)
def test_wrong_use(run: Command, arguments: list[str]) -> None:
    """Wrong use ends with exit code 2 and a word on standard error, never with 1."""
    assert_one_sentence(run(*arguments))


def test_chat_piped_is_a_conversation_without_decoration(run: Command) -> None:
    """A piped chat answers line by line, understands what follows up, and prints no colour codes."""
    ran = run(
        "chat", stdin=f"{QUESTION}\n\nUnd für kleine Firmen?\n\xff\n😀\n{'wort ' * 1000}\n".encode("latin-1", "ignore")
    )
    assert ran.code == 0
    assert ran.out.count("„") >= 1
    assert "\x1b" not in ran.out
    assert "Traceback" not in ran.err


def test_articles_lists_who_speaks(run: Command) -> None:
    """The list names each article and everybody who speaks in it."""
    out = run("articles").out
    for words in ("Christian Henne (author)", "Sabine Haas (commenter)", "Carmen Hillebrand (quoted)", "5 articles"):
        assert words in out


def test_reindex_tells_what_is_new_changed_gone_and_suspicious(run: Command, tmp_path: Path) -> None:
    """Reindexing tells the changes file by file, and what somebody should look at."""
    folder = tmp_path / "articles"
    article_file(folder, f"Ein Titel\n{PROSE}\n")
    article_file(folder, f"Noch ein Titel\n{PROSE}\n", "b.txt")
    first = run("reindex", "--seeds", str(folder)).out
    assert "new:        a.txt" in first
    assert "new:        b.txt" in first
    article_file(folder, f"Ein Titel\n{PROSE} Er rief: „Halt.\n")
    (folder / "b.txt").unlink()
    (folder / "c.toml").write_text("", encoding="utf-8")
    second = run("reindex", "--seeds", str(folder)).out
    assert "changed:    a.txt" in second
    assert "gone:       b.txt" in second
    assert "suspicious: a.txt, line 2" in second
    assert "suspicious: c.toml" in second


def test_check_changes_nothing(run: Command, tmp_path: Path, shared_home: Path) -> None:
    """Checking tells all errors at once, exits with 1 on one, and writes nothing."""
    folder = tmp_path / "articles"
    article_file(folder, PROSE)
    before = sorted(shared_home.rglob("*"))
    assert run("check", "--seeds", str(folder)).code == 0
    article_file(folder, b"\xff", "b.txt")
    article_file(folder, PROSE, "c.txt", "titel = 3")
    ran = run("check", "--seeds", str(folder))
    assert ran.code == 1
    assert "b.txt, line 1: is not UTF-8" in ran.err
    assert "c.toml: unknown key titel" in ran.err
    assert sorted(shared_home.rglob("*")) == before


def test_an_index_is_built_where_it_is_missing_or_older(run: Command, tmp_path: Path) -> None:
    """Asking a new or changed folder reads it first, with a word on standard error, and answers from it."""
    folder = tmp_path / "articles"
    article_file(folder, OWN_TEXT.format("Klara Winter"))
    first = run("ask", OWN_QUESTION, "--json", "--seeds", str(folder))
    assert "Reading the articles" in first.err
    assert json.loads(first.out)["quotes"][0]["speaker"] == "Klara Winter"
    assert "Reading" not in run("ask", OWN_QUESTION, "--seeds", str(folder)).err
    article_file(folder, OWN_TEXT.format("Rosa Lind"))
    changed = run("ask", OWN_QUESTION, "--json", "--seeds", str(folder))
    assert "Reading the articles" in changed.err
    assert json.loads(changed.out)["quotes"][0]["speaker"] == "Rosa Lind"


def test_a_broken_article_leaves_the_old_answers(run: Command, tmp_path: Path) -> None:
    """When an article breaks, `reindex` fails, and `ask` goes on with the index read before."""
    folder = tmp_path / "articles"
    article_file(folder, OWN_TEXT.format("Klara Winter"))
    run("reindex", "--seeds", str(folder))
    article_file(folder, b"\xff", "b.txt")
    assert_one_sentence(run("reindex", "--seeds", str(folder)), "b.txt, line 1")
    ran = run("ask", OWN_QUESTION, "--json", "--seeds", str(folder))
    assert "b.txt" in ran.err
    assert json.loads(ran.out)["quotes"]


@pytest.mark.parametrize("command", [["ask", "Was?"], ["chat"], ["reindex"], ["check"], ["articles"]])
@pytest.mark.parametrize("content", [None, b"", b"\xff", b"\x00"])
def test_folders_that_cannot_be_used(run: Command, tmp_path: Path, command: list[str], content: bytes | None) -> None:
    """An empty folder and unreadable articles are told in one sentence by every command that reads them."""
    folder = tmp_path / "articles"
    folder.mkdir()
    if content is not None:
        article_file(folder, content)
    ran = run(*command, "--seeds", str(folder))
    if command == ["check"] and content is not None:
        assert ran.code == 1
        assert "a.txt" in ran.err
    else:
        assert_one_sentence(ran, "a.txt" if content is not None else "articles")


def test_a_home_that_cannot_be_used(run: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A home folder that is a file, or lies in one, is told with the setting that moves it."""
    file = tmp_path / "file"
    file.write_text("", encoding="utf-8")
    for place in (file, file / "below"):
        monkeypatch.setenv("FUNDSTELLE_HOME", str(place))
        assert_one_sentence(run("ask", QUESTION), str(file), "FUNDSTELLE_HOME")


def _process(shell: str, home: Path) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "FUNDSTELLE_HOME": str(home), "PY": sys.executable}
    return subprocess.run(
        ["bash", "-c", f"set -o pipefail; {shell}"],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


def test_as_a_process(run: Command, shared_home: Path) -> None:
    """From a shell: help shows examples, a reader that goes away is no error, and a full disk is told."""
    run("reindex")
    shown = _process("$PY -m bot ask --help", shared_home)
    assert shown.returncode == 0
    assert "Examples:" in shown.stdout
    lines = 'for i in $(seq 300); do echo \'{"turns": ["Sollen wir auslagern?"]}\'; done'
    cut = _process(f"({lines}) | $PY -m bot ask --jsonl | head -1 | wc -l; echo ${{PIPESTATUS[1]}}", shared_home)
    assert cut.stdout.split() == ["1", "0"]
    assert cut.stderr == ""
    if Path("/dev/full").exists():
        full = _process("$PY -m bot ask 'Sollen wir auslagern?' > /dev/full", shared_home)
        assert full.returncode == 2
        assert "Traceback" not in full.stderr
