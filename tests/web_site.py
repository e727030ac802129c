"""A site over a log of the test's own, and a browser without a window that keeps its cookies."""

import asyncio
import time

import httpx
import seeded

from bot.store import Store, conversations, feedback, search
from bot.store.conversations import Asked
from bot.web.articles import Articles
from bot.web.site import Site
from knowledge.models import Answer, Quote

QUOTE = Quote(
    start=10,
    end=40,
    text="Das ist nicht  die\noptimale Lösung.",
    speaker="Ed",
    role="author",
    article="Selbst machen",
    date="2011-05-04",
    source="ed.txt",
    translation="This is not the best solution.",
)
OTHER = Quote(start=5, end=30, text="Das kommt auf den Fall an.", speaker="Marco", role="commenter", source="ed.txt")
EVIL = "<script>alert(1)</script>\"'><img src=x onerror=alert(2)>"


class SeededArticles(Articles):
    """The five articles, without an index in the test's folder."""

    def __init__(self):
        super().__init__(library=None)

    def _current(self):
        return seeded.answerer()


class Log:
    """Writes a log, as the bot does."""

    def __init__(self, home):
        self.home = home
        self.store = Store(home)
        self.clock = time.time() - 40 * 86400

    def ask(self, text, answer=None, person=1, kind="private", **named):
        """Log a question with its answer; returns the answer's number. Every question is a conversation of its own."""
        self.clock += 7 * 3600
        chat = self.store.chat_key(person if kind == "private" else -person)
        asked = Asked(chat=chat, chat_kind=kind, person=self.store.person(person), text=text, at=self.clock)

        def job(db):
            goes_on = named.get("after")
            row = goes_on and db.execute("SELECT m.conversation FROM messages m JOIN answers a ON a.message = m.id "
                                         "WHERE a.id = ?", (goes_on,)).fetchone()  # fmt: skip
            return conversations.record(db, asked, row[0] if row else None, answer or refusal(text), None, 12.3).id

        return self.do(job)

    def vote(self, answer, verdict="down", reason=None, person=1):
        self.do(lambda db: feedback.vote(db, answer, self.store.person(person), verdict, reason))

    def searchable(self):
        """Let search know of everything, as the bot does when it has nothing else to do."""
        self.do(search.catch_up)

    def do(self, job):
        return self.store.writer.submit(job).result(10)


def refusal(text, **named):
    return Answer(
        question=text,
        language="de",
        answered=False,
        text="Darauf geben die Artikel keine Antwort.",
        confidence=0.1,
        elapsed_ms=1.0,
        version="v1",
        meaning=named.pop("meaning", {word.strip("?").lower(): 1.0 for word in text.split() if len(word) > 4}),
        **named,
    )


def reply(text, language="de", quotes=(QUOTE, OTHER), **named):
    return Answer(
        question=text,
        language=language,
        answered=True,
        text="\n".join(quote.text for quote in quotes),
        confidence=0.83,
        elapsed_ms=1.0,
        quotes=quotes,
        lead="Ed rät davon ab; Marco dagegen will den Einzelfall prüfen.",
        opposing=1 if len(quotes) > 1 else None,
        version="0123456789abcdef",
        meaning=dict.fromkeys(text.split(), 1.0),
        **named,
    )


class Browser:
    """Opens pages as one person; answers are httpx responses.

    Args:
        site: the site.
        language: what it prefers.
        host: what it believes to be on.
    """

    def __init__(self, site, language="en", host="127.0.0.1:8001"):
        self.site = site
        self._runner = asyncio.Runner()
        self._client = httpx.AsyncClient(
            transport=httpx.ASGITransport(app=site.app()),
            base_url=f"http://{host}",
            headers={"accept-language": language, "accept": "text/html"},
        )

    def get(self, path, **named):
        return self._runner.run(self._client.get(path, **named))

    def request(self, method, path, **named):
        return self._runner.run(self._client.request(method, path, **named))

    def send(self, page, path, fields, **named):
        """Fill in a form of a page: its token is read from there, as a browser does."""
        shown = self.get(page)
        token = shown.text.partition('name="csrftoken" value="')[2].partition('"')[0]
        headers = {"origin": str(self._client.base_url).rstrip("/"), **named.pop("headers", {})}
        return self.request("POST", path, data={"csrftoken": token, **fields}, headers=headers, **named)

    @property
    def cookies(self):
        return self._client.cookies

    def close(self):
        self._runner.run(self._client.aclose())
        self._runner.close()


class Sites:
    """Opens sites and browsers, and closes them all."""

    def __init__(self, home):
        self.home = home
        self._open = []

    def site(self, password=""):
        site = Site(self.home, SeededArticles(), password)
        self._open.append(site)
        return site

    def browser(self, site=None, **named):
        browser = Browser(site or self.site(), **named)
        self._open.append(browser)
        return browser

    def close(self):
        for each in reversed(self._open):
            each.close()
