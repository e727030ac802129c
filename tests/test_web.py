"""The pages of the review site: what they show, in which language, and what they never show."""

import json
import re
import xml.etree.ElementTree as ET
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest
import web_site
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po
from sqlite_utils import Database
from web_site import EVIL, Log, Sites, reply

import bot.web
from bot.store.migrations import migrations
from bot.web.charts import mondays
from bot.web.languages import reader
from bot.web.pages import excerpt
from bot.web.queries import COLUMNS, QUERIES
from bot.web.site import Site
from knowledge.errors import HomeError

PACKAGE = Path(bot.web.__file__).parent
PAGES = (
    "/",
    "/gaps",
    "/gaps/1",
    "/decisions",
    "/conversations",
    "/conversations/1",
    "/conversations/2",
    "/search?q=auslagern",
    "/charts",
    "/log",
    *(f"/log/{name}" for name in QUERIES),
    "/log/messages",
    "/log/messages/1",
)


@pytest.fixture
def log(home):
    log = Log(home)
    log.refused = log.ask(f"Was kostet das? {EVIL}", person=7)
    log.answered = log.ask("Sollen wir auslagern?", reply("Sollen wir auslagern?"), person=8)
    log.english = log.ask("Should we outsource?", reply("Should we outsource?", "en"), person=8)
    log.vote(log.answered, "down", "person", person=9)
    log.vote(log.english, "up", person=9)
    log.searchable()
    yield log
    log.store.close()


@pytest.fixture
def sites(log):
    sites = Sites(log.home)
    yield sites
    sites.close()


@pytest.fixture
def browser(sites):
    return sites.browser()


@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize("language", ["de-AT,de;q=0.9,en;q=0.5", "en-US,en", "", "fr"])
def test_every_page_opens_in_the_readers_language(sites, path, language):
    shown = sites.browser(language=language).get(path)
    assert shown.status_code == 200
    assert f'<html lang="{"de" if language.startswith("de") else "en"}">' in shown.text
    assert ("Abmelden" in shown.text) is False
    assert ("Lücken" in shown.text) is language.startswith("de")


@pytest.mark.parametrize("path", PAGES)
def test_nothing_in_a_page_runs_or_brings_its_own_style(browser, path):
    text = browser.get(path).text
    assert not re.search(r"<script|<style|<iframe|javascript:", text)
    for tag in re.findall(r"<[a-z][^>]*>", text):
        assert not re.search(r"\son\w+\s*=|\sstyle\s*=", re.sub(r'"[^"]*"', '""', tag)), tag


def test_a_conversation_is_shown_as_it_looked(browser):
    text = browser.get("/conversations/2").text
    assert "Sollen wir auslagern?" in text
    assert "Ed rät davon ab; Marco dagegen will den Einzelfall prüfen." in text
    assert "„Das ist nicht die optimale Lösung.“" in text
    assert "— Ed (Artikel), „Selbst machen“, 2011" in text
    assert "Dagegen:" in text
    assert text.index("optimale Lösung") < text.index("Dagegen:") < text.index("Das kommt auf den Fall an.")
    assert "— Marco (Kommentar), Ed, ohne Jahr" in text
    for fact in ("83%", "0123456789ab", "12 ms", "voted down", "wrong person"):
        assert fact in text
    assert "This is not the best solution." not in text
    assert "This is not the best solution." in browser.get("/conversations/3").text


def test_what_people_write_is_shown_as_it_is(browser):
    for path in ("/", "/gaps", "/gaps/1", "/conversations", "/conversations/1", "/search?q=kostet", "/log/gaps"):
        text = browser.get(path).text
        assert "alert(1)" in text, path
        assert "<script" not in text
        assert "<img src=x" not in text
    assert "<b>" not in browser.get("/search", params={"q": "<b>kostet</b>"}).text


def test_search_finds_words_and_how_they_begin_in_questions_and_answers(browser):
    text = browser.get("/search?q=AUSLAG").text
    assert "Sollen wir <mark>auslagern</mark>?" in text
    assert "<mark>optimale</mark>" in browser.get("/search?q=optimale").text
    assert "Kostet" not in text
    for odd in ('"', "*", "a OR", "NEAR(", "' --", "\x00", "(", "x" * 5000, "…", "-"):
        assert browser.get("/search", params={"q": odd}).status_code == 200, odd
    assert "Nothing found" in browser.get("/search?q=Zeppelin").text


def test_an_excerpt_is_cut_around_the_first_word_found():
    text = f"{'vorher ' * 60}Kanäle auslagern & mehr{' nachher' * 60}"
    shown = excerpt(text, "kanäle ausl")
    assert "<mark>Kanäle</mark> <mark>auslagern</mark> &amp; mehr" in shown
    assert shown.startswith("…vorher")
    assert shown.endswith("…")
    assert len(shown) < 320


@pytest.mark.parametrize("name", QUERIES)
def test_every_query_is_a_page_and_a_file(browser, name):
    rows = browser.get(f"/log/{name}.json?_shape=array").json()
    assert rows
    assert set(rows[0]) <= set(COLUMNS), "each column has a name on the page"
    file = browser.get(f"/log/{name}.csv")
    assert file.headers["content-disposition"] == f'attachment; filename="{name}.csv"'
    assert file.text.splitlines()[0].split(",") == list(rows[0])
    assert f'href="/log/{name}.csv"' in browser.get(f"/log/{name}").text
    assert "That took too long" not in browser.get(f"/log/{name}").text


def test_a_spreadsheet_gets_no_formulas(browser, log):
    log.ask('=HYPERLINK("http://evil.example")', person=7)
    text = browser.get("/log/gaps.csv").text
    assert "'=HYPERLINK" in text
    for path in ("/log/messages.csv", "/log/messages/1.csv", "/log.csv", "/log/messages.csv?_stream=1"):
        assert browser.get(path).status_code == 404


def test_the_queries_count_right(browser, log):
    log.ask("was kostet DAS? ", person=7)
    log.ask("Was kostet das?", person=7)

    def rows(name):
        return browser.get(f"/log/{name}.json?_shape=array").json()

    assert rows("gaps")[0]["times"] == 2
    assert [(r["question"], r["reason"]) for r in rows("voted_down")] == [("Sollen wir auslagern?", "person")]
    assert {r["speaker"]: (r["quotes"], r["opposing"]) for r in rows("speakers")} == {"Ed": (2, 0), "Marco": (2, 2)}
    assert sum(r["questions"] for r in rows("weeks")) == 5
    assert sum(r["up"] for r in rows("votes")) == 1
    assert {r["milliseconds"] for r in rows("slowest")} == {12.0}


@pytest.mark.parametrize("name", ["questions", "answered", "votes", "speakers"])
@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("size", ["wide", "narrow"])
def test_every_chart_is_a_picture(browser, name, theme, size):
    shown = browser.get(f"/charts/{name}.svg?theme={theme}&size={size}")
    assert shown.headers["content-type"].startswith("image/svg+xml")
    assert ET.fromstring(shown.content).tag.endswith("svg")
    assert "<script" not in shown.text


def test_a_chart_that_there_is_not_is_not_found(browser):
    for address in ("nothing.svg", "votes.svg?theme=pink", "votes.svg?size=huge", "votes.png"):
        assert browser.get(f"/charts/{address}").status_code == 404


def test_charts_have_no_holes():
    weeks = mondays([date(2026, 1, 5), date(2026, 1, 26)])
    assert [week.day for week in weeks] == [5, 12, 19, 26]
    assert len(mondays([date(2020, 1, 6), date(2026, 1, 26)])) == 26
    assert mondays([]) == []


def test_an_empty_log_has_all_pages(tmp_path):
    Log(tmp_path / "empty").store.close()
    sites = Sites(tmp_path / "empty")
    browser = sites.browser()
    for path in PAGES:
        expected = 404 if re.search(r"/\d", path) else 200
        assert browser.get(path).status_code == expected, path
    sites.close()


@pytest.mark.parametrize(
    "path", ["/nothing", "/gaps/999", "/gaps/x", "/conversations/999", "/log/nothing", "/gaps/99999999999999999999"]
)
def test_what_is_not_there_is_told_in_a_sentence(sites, path):
    shown = sites.browser(language="de").get(path)
    assert shown.status_code == 404
    assert "Hier ist nichts." in shown.text


def test_lists_have_pages(browser, log):
    for number in range(35):
        log.ask(f"Frage {number}?", reply(f"Frage{number}"), person=number + 20)
    first, second = browser.get("/conversations").text, browser.get("/conversations?page=2").text
    assert 'rel="next"' in first
    assert 'rel="prev"' in second
    assert first.count('<a href="/conversations/') == 30
    for page in ("0", "-1", "x", "9" * 30, "1000000"):
        assert browser.get(f"/conversations?page={page}").status_code == 200


def test_names_and_numbers_of_telegram_are_nowhere(browser, log):
    log.ask("In der Gruppe?", person=424242, kind="supergroup")
    for path in (*PAGES, "/conversations/4", "/log/messages.json", "/log/conversations.json", "/log/feedback.json"):
        assert "424242" not in browser.get(path).text, path


def test_the_tables_that_hold_more_are_closed(browser, log):
    log.do(lambda db: db.execute("INSERT INTO updates (bot, update_id, received_at, body) VALUES (1, 2, 3, 'secret')"))
    for table in ("updates", "chats", "wishes", "_sqlite_migrations", "messages_fts", "messages_fts_data", "UPDATES"):
        for form in ("", ".json", ".csv", ".json?_shape=array", "/1", "/1.json"):
            shown = browser.get(f"/log/{table}{form}")
            assert shown.status_code == 404, (table, form)
            assert "secret" not in shown.text
    through = json.dumps({"table": "chats", "column": "key", "value": "x"})
    assert browser.get("/log/conversations", params={"_through": through}).status_code == 404


def test_nobody_runs_sql_or_takes_the_file(browser):
    for path in (
        "/log?sql=select+1",
        "/log.json?sql=select+*+from+updates",
        "/log.csv?sql=select+1",
        "/_internal",
        "/_internal/databases.json",
        "/_memory?sql=select+1",
        "/log.db",
        "/log/messages?_where=1=1",
        "/log/messages.json?_where=(select+1)",
    ):
        assert browser.get(path).status_code in (400, 404), path
    assert browser.get("/log/messages?_size=max").status_code == 200


def test_a_log_that_is_missing_or_older_is_told(tmp_path):
    with pytest.raises(HomeError, match="there is no log yet"):
        Site(tmp_path, web_site.SeededArticles())
    assert not (tmp_path / "log.sqlite").exists(), "looking makes no log"
    with closing(Database(tmp_path / "log.sqlite").conn) as connection:
        first = migrations._migrations[0]
        db = Database(connection)
        migrations.apply(db, stop_before=migrations._migrations[1].name)
        assert [m.name for m in migrations.applied(db)] == [first.name]
    with pytest.raises(HomeError, match=r"from an earlier version.*fundstelle log"):
        Site(tmp_path, web_site.SeededArticles())
    (tmp_path / "log.sqlite").write_text("not a database, but long enough to be taken for one" * 20)
    with pytest.raises(HomeError, match="cannot be read"):
        Site(tmp_path, web_site.SeededArticles())


def test_the_language_is_the_one_liked_best():
    for header, expected in (
        ("de", "de"),
        ("en,de", "en"),
        ("fr,de;q=0.5,en;q=0.3", "de"),
        ("de;q=0,en", "en"),
        ("de;q=x,en", "en"),
        ("*", "en"),
        ("x" * 100_000, "en"),
        (",;q=,;;", "en"),
    ):
        assert reader(header).language == expected, header[:40]


def test_dates_and_numbers_are_written_as_people_do():
    german, english = reader("de"), reader("en")
    assert (german.number(1234.5, 1), english.number(1234.5, 1)) == ("1.234,5", "1,234.5")
    assert (german.percent(0.5), english.percent(0.5)) == ("50 %", "50%")
    assert re.fullmatch(r"\d{1,2}\. \w+\.? \d{4}, \d\d:\d\d", german.moment(1.7e9))


def test_every_text_is_in_every_catalogue_and_names_the_same_values():
    method = [("templates/**.html", "jinja2"), ("**.py", "python")]
    keywords = {"say": None, "N_": None, "count": (1, 2)}
    used = {
        message if isinstance(message, str) else message[0]
        for _, _, message, _, _ in extract_from_dir(PACKAGE, method, {"**": {"silent": "false"}}, keywords)
    }
    for path in (PACKAGE / "locale").glob("*.po"):
        with path.open("rb") as file:
            catalog = {m.id if isinstance(m.id, str) else m.id[0]: m for m in read_po(file, locale=path.stem) if m.id}
        assert used == set(catalog), "see CONTRIBUTING.md for how a catalogue is brought up to date"
        for text, entry in catalog.items():
            for form in [entry.string] if isinstance(entry.string, str) else entry.string:
                assert form, text
                assert set(re.findall(r"\{\w+\}", form)) <= {*re.findall(r"\{\w+\}", text), "{number}"}, text
                assert "”" not in form
