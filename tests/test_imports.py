from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
# What `ask` needs not: each costs time before the first answer, or is not even installed with the terminal alone.
HEAVY = ("telegram", "sqlite_utils", "datasette", "pydantic_settings", "httpx", "ir_measures", "hypothesis", "pytest")


def imports(path: Path) -> set[str]:
    """Return the modules that a file imports, also inside functions."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found |= {node.module} | {f"{node.module}.{alias.name}" for alias in node.names}
    return found


def modules(package: str) -> dict[str, set[str]]:
    """Return the modules of a package with what they import."""
    return {
        ".".join(path.relative_to(ROOT).with_suffix("").parts): imports(path)
        for path in sorted((ROOT / package).rglob("*.py"))
    }


def users(library: str) -> set[str]:
    """Return the modules of the project that import a library."""
    everything = modules("knowledge") | modules("bot")
    return {name for name, found in everything.items() if any(i.partition(".")[0] == library for i in found)}


def test_the_library_knows_nothing_of_the_bot() -> None:
    """The bot imports the library, never the other way round."""
    assert not users("bot") & set(modules("knowledge"))


@pytest.mark.parametrize(
    ("module", "forbidden"),
    [
        ("knowledge.errors", ("knowledge.",)),
        ("knowledge.models", ("knowledge.",)),
        ("knowledge.sentences", ("knowledge.articles", "knowledge.index", "knowledge.answers", "knowledge.search")),
        ("knowledge.chunking", ("knowledge.index", "knowledge.answers", "knowledge.search", "knowledge.building")),
        ("knowledge.index", ("knowledge.search", "knowledge.answers", "knowledge.library", "knowledge.building")),
        ("knowledge.search", ("knowledge.answers", "knowledge.evaluation", "knowledge.library", "knowledge.building")),
        ("knowledge.answers", ("knowledge.evaluation", "knowledge.library", "knowledge.building")),
    ],
)
def test_imports_go_one_way(module: str, forbidden: tuple[str, ...]) -> None:
    """From file to answer there is no way back: no module imports what builds on it."""
    found = modules("knowledge")[module]
    assert not [name for name in found if name.startswith(forbidden)]


def test_reading_articles_needs_no_index() -> None:
    """The reader imports nothing but models, errors and its own parts."""
    allowed = ("knowledge.articles", "knowledge.models", "knowledge.errors", "knowledge.language")
    for name, found in modules("knowledge/articles").items():
        beyond = [i for i in found if i.startswith("knowledge.") and not i.startswith(allowed)]
        assert not beyond, name


def test_one_module_imports_the_ranking_library() -> None:
    """rank_bm25 is used in one place."""
    assert len(users("rank_bm25")) == 1


def test_telegram_and_the_database_have_their_places() -> None:
    """Only the bot's Telegram part imports telegram, only its store sqlite_utils."""
    assert all(name.startswith("bot.telegram") for name in users("telegram"))
    assert all(name.startswith("bot.store") for name in users("sqlite_utils"))


def test_the_pages_have_their_place() -> None:
    """Only the review page imports datasette, and nobody imports the review page but for its command."""
    assert all(name.startswith("bot.web") for name in users("datasette") | users("uvicorn"))
    importers = {name for name, found in modules("bot").items() if any(i.startswith("bot.web") for i in found)}
    assert {name for name in importers if not name.startswith("bot.web")} == {"bot.commands"}


def test_asking_in_the_terminal_loads_nothing_heavy() -> None:
    """A question in the terminal imports neither Telegram nor a database."""
    script = (
        "import sys; sys.argv = ['fundstelle', 'ask', 'Sollen wir auslagern?']\n"
        "from bot.__main__ import main\n"
        "try: main()\n"
        "except SystemExit: pass\n"
        f"print([name for name in {HEAVY!r} if name in sys.modules], file=sys.stderr)\n"
    )
    run = subprocess.run(
        [sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, timeout=60, check=False
    )
    assert run.stderr.strip().endswith("[]"), run.stderr
