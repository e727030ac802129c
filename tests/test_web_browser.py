"""The review site in a real browser, served by the real command."""

import http.server
import os
import re
import subprocess
import sys
import threading
from contextlib import contextmanager
from pathlib import Path

import pytest
from web_site import EVIL, Log, refusal, reply

from bot.store import judgments

pytest.importorskip("selenium", reason="selenium is not installed")
from selenium.common.exceptions import StaleElementReferenceException
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.support.ui import WebDriverWait

from tools.chromium import chromium, look, programs

pytestmark = pytest.mark.skipif(programs() is None, reason="Chromium and its driver are not installed: make browser")
ROOT = Path(__file__).parent.parent
PASSWORD = "ein Satz, den niemand errät"
COST = {"kost": 1.0}
PAGES = (
    *("/", "/gaps", "/gaps/1", "/decisions", "/conversations", "/conversations/4", "/search?q=auslagern", "/charts"),
    *("/log", "/log/gaps", "/log/voted_down", "/log/weeks", "/log/messages", "/log/messages/1", "/nothing"),
)


@pytest.fixture
def log(home):
    log = Log(home)
    for person in range(3):
        log.cost = log.ask("Was kostet ein Team?", refusal("Was kostet ein Team?", meaning=COST), person=person)
    log.wrong = log.ask(f"Sollen wir auslagern? {EVIL} {'Donaudampfschifffahrt' * 9}", reply("x"), person=4)
    log.vote(log.wrong, "down", "quote", person=4)
    yield log
    log.store.close()


@contextmanager
def served(home, password=""):
    """Run `fundstelle web` on a free port; yields its address."""
    environment = {**os.environ, "FUNDSTELLE_HOME": str(home), "FUNDSTELLE_WEB_PASSWORD": password}
    process = subprocess.Popen(
        [sys.executable, "-m", "bot", "web", "--port", "0"],
        cwd=ROOT,
        env={**environment, "PYTHONUNBUFFERED": "1"},
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        yield re.search(r"http://\S+?(?=/ )", process.stdout.readline()).group()
    finally:
        process.terminate()
        process.communicate(timeout=20)


def see(driver, *words):
    """Wait until a page shows some words; returns all its text."""

    def shown(_):
        text = driver.find_element(By.TAG_NAME, "body").text
        return text if all(word in text for word in words) else None

    waiting = WebDriverWait(driver, 15, 0.05, ignored_exceptions=[StaleElementReferenceException])
    return waiting.until(shown, f"{words} did not appear")


def click(driver, label):
    """Press the button or follow the link that is named so."""
    path = f"//button[normalize-space()='{label}'] | //a[normalize-space()='{label}']"
    driver.find_element(By.XPATH, path).click()


def complaints(driver):
    """Return what the browser had to say about the pages since it was asked last."""
    return [entry["message"] for entry in driver.get_log("browser")]


@pytest.mark.usefixtures("log")
def test_every_page_fits_wide_and_narrow_light_and_dark(home):
    with served(home) as address, chromium() as driver:
        for path in PAGES:
            driver.get(address + path)
            for width, dark in ((1200, False), (360, True), (320, False), (768, True)):
                look(driver, width, 800, dark)
                beyond = driver.execute_script("return document.documentElement.scrollWidth - innerWidth")
                assert beyond <= 0, f"{path} is {beyond} pixels too wide at {width}"
                ground = driver.execute_script("return getComputedStyle(document.body).backgroundColor")
                assert (sum(map(int, re.findall(r"\d+", ground)[:3])) < 380) is dark, path
        assert [c for c in complaints(driver) if "/nothing" not in c] == [], "no policy was broken, nothing was missing"


@pytest.mark.usefixtures("log")
def test_the_charts_are_drawn(home):
    with served(home) as address, chromium() as driver:
        for width in (1200, 360):
            look(driver, width, 800)
            driver.get(f"{address}/charts")
            widths = driver.execute_script("return [...document.images].map(i => i.complete ? i.naturalWidth : 0)")
            assert len(widths) == 4
            assert all(width > 100 for width in widths)


def test_an_admin_judges_and_takes_back_without_any_script(home, log):
    with served(home) as address, chromium(language="de", scripts=False) as driver:
        look(driver, 360, 760)
        driver.get(address)
        click(driver, "Lücken")
        see(driver, "denen die Antworten nicht gerecht wurden")
        driver.find_element(By.PARTIAL_LINK_TEXT, "Was kostet ein Team?").click()
        see(driver, "Welche Stellen beantworten sie?")
        driver.find_element(By.CSS_SELECTOR, "input[name=verdict-c2][value=answers]").click()
        driver.find_element(By.CSS_SELECTOR, "input[name=verdict-c1][value=wrong]").click()
        click(driver, "Urteile speichern")
        see(driver, "Gespeichert.", "Das hast du am")
        (decision,) = log.do(judgments.decisions)
        assert sorted(mark.verdict for mark in decision.marks) == ["answers", "wrong"]
        click(driver, "Entscheidungen")
        see(driver, "Stellen beurteilt", "im Browser")
        click(driver, "Zurücknehmen")
        see(driver, "Zurückgenommen.", "zurückgenommen am")
        click(driver, "Lücken")
        see(driver, "Was kostet ein Team?")
        assert log.do(judgments.decisions)[0].taken_back_at


def test_another_passage_is_searched_for_and_judged(home, log):
    with served(home) as address, chromium() as driver:
        driver.get(f"{address}/gaps/{log.cost}")
        driver.find_element(By.ID, "find").send_keys("auslagern", Keys.ENTER)
        see(driver, "Found for “auslagern”")
        driver.find_element(By.CSS_SELECTOR, "input[name=verdict-f1][value=answers]").click()
        click(driver, "Save these judgments")
        see(driver, "Saved.")
        assert log.do(judgments.decisions)[0].marks[0].verdict == "answers"


def test_signing_in_and_out(home, log):
    with served(home, PASSWORD) as address, chromium() as driver:
        driver.get(f"{address}/gaps/{log.cost}")
        assert "Was kostet" not in see(driver, "Sign in")
        driver.find_element(By.ID, "password").send_keys("falsch", Keys.ENTER)
        see(driver, "That is not the password.")
        driver.find_element(By.ID, "password").send_keys(PASSWORD, Keys.ENTER)
        see(driver, "Was kostet ein Team?")
        # A page of Datasette's own: its form goes out under our headers.
        driver.get(f"{address}/log/messages")
        click(driver, "Sign out")
        see(driver, "Password")
        driver.get(f"{address}/gaps")
        assert "Was kostet" not in see(driver, "Password")


def test_another_site_can_neither_read_nor_write(home, log):
    with served(home) as address, elsewhere(address, log.cost) as evil:
        port = address.rpartition(":")[2]
        with chromium(arguments=["--host-resolver-rules=MAP evil.test 127.0.0.1"]) as driver:
            driver.get(f"http://evil.test:{port}/gaps")
            assert "Was kostet" not in see(driver, "on this machine only"), "a foreign name that leads here"
            driver.get(f"{address}/gaps")
            see(driver, "Was kostet")
            for site in (evil, evil.replace("127.0.0.1", "evil.test")):
                driver.get(site)
                click(driver, "Win")
                see(driver, "out of date")
            assert log.do(judgments.decisions) == []


@contextmanager
def elsewhere(address, gap):
    """Serve another site, with a form that would decide something."""
    page = (
        f'<form method="post" action="{address}/gaps/{gap}/decide"><button name="kind" value="no_question">Win</button>'
    )

    class Page(http.server.BaseHTTPRequestHandler):
        def do_GET(self):
            self.send_response(200)
            self.send_header("content-type", "text/html")
            self.end_headers()
            self.wfile.write(page.encode())

        def log_message(self, *_):
            """Write nothing."""

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Page)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()
    server.server_close()
