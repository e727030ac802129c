"""Judging in the browser: what is decided is stored, seen by the next admin, and can be taken back."""

import asyncio
import re

import pytest
from factories import PROSE, article_file
from web_site import EVIL, OTHER, QUOTE, Log, SeededArticles, Sites, refusal, reply

from bot.store import gaps, judgments
from bot.web.articles import Articles
from knowledge.library import Library

COST = {"kost": 1.0}


@pytest.fixture
def log(home):
    log = Log(home)
    log.cost = log.ask("Was kostet ein Team?", refusal("Was kostet ein Team?", meaning=COST), person=1)
    log.ask("Was kostet ein Team?", refusal("Was kostet ein Team?", meaning=COST), person=2)
    log.ask("Wie teuer ist ein Team?", refusal("Wie teuer ist ein Team?", meaning=COST), person=3)
    log.wrong = log.ask("Sollen wir auslagern?", reply("Sollen wir auslagern?"), person=4)
    log.vote(log.wrong, "down", "quote", person=4)
    yield log
    log.store.close()


@pytest.fixture
def sites(log):
    sites = Sites(log.home)
    yield sites
    sites.close()


@pytest.fixture
def admin(sites):
    return sites.browser()


def passages(page):
    """Return the fields of the passages on a page, with the words of each."""
    found = re.findall(r'<blockquote lang="de"><p>(.*?)</p>.*?name="slice-(\w+)" value="([^"]+)"', page, re.DOTALL)
    return [(words, key, sealed) for words, key, sealed in found if "</blockquote>" not in words]


def marked(page, **verdicts):
    """Return the form of a page with some passages marked."""
    form = {"kind": "answers"}
    for _, key, sealed in passages(page):
        form |= {f"slice-{key}": sealed, f"verdict-{key}": verdicts.get(key, "")}
    return form


def decide(browser, gap, fields):
    """Send the form of a gap; returns the page after it."""
    response = browser.send(f"/gaps/{gap}", f"/gaps/{gap}/decide", fields)
    assert response.status_code == 303, response.text
    return browser.get(response.headers["location"]).text


def decisions(log):
    return log.do(judgments.decisions)


def test_gaps_are_listed_the_most_frequent_first(admin, log):
    text = admin.get("/gaps").text
    assert text.index("Was kostet ein Team?") < text.index("Sollen wir auslagern?")
    assert "3×" in text
    assert "and one more wording" in text
    assert "never answered" in text
    assert "voted down once" in text
    assert f'href="/gaps/{log.cost}"' in text


def test_a_gap_shows_its_wordings_its_answer_and_what_comes_next(admin, log):
    text = admin.get(f"/gaps/{log.cost}").text
    assert "<h1>Was kostet ein Team?</h1>" in text
    assert "Wie teuer ist ein Team?" in text
    assert "asked 3 times" in text
    assert "Darauf geben die Artikel keine Antwort." in text
    shown = passages(text)
    assert len(shown) == 5
    assert len({words for words, _, _ in shown}) == 5
    assert "The answer was right" not in text, "there was none"
    other = admin.get(f"/gaps/{log.wrong}").text
    assert "The answer was right" in other
    assert "wrong quote" in other
    assert "Shown in the answer" in other
    assert [key for _, key, _ in passages(other)][:3] == ["s1", "s2", "c1"]
    assert "„Das ist nicht die optimale Lösung.“" in other


def test_any_answer_of_a_gap_names_it(admin, log):
    assert "<h1>Was kostet ein Team?</h1>" in admin.get(f"/gaps/{log.cost + 2}").text


def test_another_passage_can_be_searched_for(admin, log):
    text = admin.get(f"/gaps/{log.cost}", params={"find": "auslagern"}).text
    assert "Found for “auslagern”" in text
    keys = [key for _, key, _ in passages(text)]
    assert [key for key in keys if key.startswith("f")]
    assert [key for key in keys if key.startswith("c")]
    sealed = [value for _, _, value in passages(text)]
    assert len(set(sealed)) == len(sealed), "no passage stands there twice"
    for odd in ("zzzzqqq", "  ", "?!", EVIL, "x" * 5000):
        page = admin.get(f"/gaps/{log.cost}", params={"find": odd})
        assert page.status_code == 200
        assert "<script" not in page.text


def test_passages_are_judged_for_every_wording(admin, log):
    page = admin.get(f"/gaps/{log.cost}").text
    shown = passages(page)
    after = decide(admin, log.cost, marked(page, c1="answers", c3="wrong"))
    assert "Saved." in after
    assert "You decided this" in after
    (decision,) = decisions(log)
    assert (decision.kind, decision.origin) == ("answers", "web")
    assert set(decision.questions) == {"Was kostet ein Team?", "Wie teuer ist ein Team?"}
    assert re.fullmatch(r"[0-9a-f]{32}", decision.judge)
    by_verdict = {mark.verdict: mark.slice.words for mark in decision.marks}
    assert f"„{' '.join(by_verdict['answers'].split())}“" == shown[0][0].replace("&amp;", "&")
    assert set(by_verdict) == {"answers", "wrong"}
    assert log.cost not in [gap.id for gap in log.do(gaps.gaps)]


def test_a_passage_that_was_searched_for_is_judged_too(admin, log):
    page = admin.get(f"/gaps/{log.cost}", params={"find": "auslagern"}).text
    decide(admin, log.cost, marked(page, f1="answers"))
    assert "auslager" in decisions(log)[0].marks[0].slice.words.lower()


@pytest.mark.parametrize("kind", ["unanswerable", "finding", "no_question"])
def test_a_question_is_decided_on_as_a_whole(admin, log, kind):
    page = admin.get(f"/gaps/{log.cost}").text
    after = decide(admin, log.cost, {**marked(page), "kind": kind})
    (decision,) = decisions(log)
    assert decision.kind == kind
    assert [mark.verdict for mark in decision.marks] == (["unanswerable"] if kind == "unanswerable" else [])
    assert ("The next “improve” puts it to use." in after) is (kind == "unanswerable")


@pytest.mark.parametrize(
    ("kind", "verdict", "kept"),
    [
        ("unanswerable", "wrong", {"unanswerable", "wrong"}),
        ("unanswerable", "answers", None),
        ("finding", "wrong", None),
        ("no_question", "answers", None),
    ],
)
def test_marks_on_passages_are_kept_or_refused_but_never_lost(admin, log, kind, verdict, kept):
    page = admin.get(f"/gaps/{log.cost}").text
    after = decide(admin, log.cost, {**marked(page, c1=verdict), "kind": kind})
    if kept is None:
        assert "do not go with that" in after
        assert decisions(log) == []
    else:
        assert {mark.verdict for mark in decisions(log)[0].marks} == kept


def test_the_answer_was_right_and_other_passages_are_judged_with_it(admin, log):
    page = admin.get(f"/gaps/{log.wrong}").text
    decide(admin, log.wrong, {**marked(page, s1="answers", s2="wrong", c3="answers"), "kind": "right"})
    assert sorted(mark.verdict for mark in decisions(log)[0].marks) == ["answers", "answers", "wrong"]


def test_what_was_shown_cannot_be_right_and_wrong_at_once(admin, log):
    page = admin.get(f"/gaps/{log.wrong}").text
    assert "do not go with that" in decide(admin, log.wrong, {**marked(page, s1="wrong"), "kind": "right"})
    assert decisions(log) == []
    decide(admin, log.wrong, marked(page, s1="wrong", s2="answers"))
    assert [(mark.verdict, mark.slice.words) for mark in decisions(log)[0].marks] == [
        ("wrong", QUOTE.text),
        ("answers", OTHER.text),
    ]


def test_the_answer_was_right_after_all(admin, log):
    page = admin.get(f"/gaps/{log.wrong}").text
    decide(admin, log.wrong, {**marked(page), "kind": "right"})
    (decision,) = decisions(log)
    assert [(mark.verdict, mark.slice.words) for mark in decision.marks] == [("answers", QUOTE.text)]


def test_an_answer_that_was_none_cannot_have_been_right(admin, log):
    assert "no answer that could be right" in decide(admin, log.cost, {"kind": "right"})
    assert decisions(log) == []


def test_nothing_marked_decides_nothing(admin, log):
    page = admin.get(f"/gaps/{log.cost}").text
    assert "Nothing is marked yet." in decide(admin, log.cost, marked(page))
    for kind in ("", "everything", "answers"):
        assert "Nothing is marked yet." in decide(admin, log.cost, {"kind": kind})
    assert decisions(log) == []


def test_only_passages_that_were_shown_can_be_judged(admin, log):
    page = admin.get(f"/gaps/{log.cost}").text
    _, key, sealed = passages(page)[0]
    for forged in ("", "x", sealed[:-1], f"x{sealed}", admin.site.sign(["../../etc/passwd", 0, 9, "root"], "other")):
        after = decide(admin, log.cost, {"kind": "answers", f"slice-{key}": forged, f"verdict-{key}": "answers"})
        assert "out of date" in after
    unknown = {"kind": "answers", f"slice-{key}": sealed, f"verdict-{key}": "perhaps"}
    assert "Nothing is marked yet." in decide(admin, log.cost, unknown)
    assert decisions(log) == []


def test_a_passage_marked_twice_over_is_refused_whole(admin, log):
    page = admin.get(f"/gaps/{log.cost}").text
    _, _, sealed = passages(page)[0]
    twice = {"slice-c1": sealed, "verdict-c1": "answers", "slice-c2": sealed, "verdict-c2": "wrong"}
    assert "do not go with that" in decide(admin, log.cost, {"kind": "answers", **twice})
    assert decisions(log) == []


def test_the_second_of_two_admins_sees_what_the_first_decided(sites, admin, log):
    second = sites.browser(admin.site, language="de")
    page = second.get(f"/gaps/{log.cost}").text
    decide(admin, log.cost, {"kind": "unanswerable"})
    after = decide(second, log.cost, marked(page, c1="answers"))
    assert "schon jemand vor dir entschieden" in after
    assert "Das hat jemand anderes am" in after
    assert "Die Artikel beantworten das nicht" in after
    assert [decision.kind for decision in decisions(log)] == ["unanswerable"]
    assert "You decided this" in admin.get(f"/gaps/{log.cost}").text


def test_a_decision_is_taken_back_on_the_page_of_its_gap(admin, log):
    decide(admin, log.cost, {"kind": "no_question"})
    (decision,) = decisions(log)
    back = admin.send(f"/gaps/{log.cost}", f"/decisions/{decision.id}/take-back", {"gap": str(log.cost)})
    assert back.headers["location"] == f"/gaps/{log.cost}"
    text = admin.get(back.headers["location"]).text
    assert "Taken back." in text
    assert "Save these judgments" in text
    assert decisions(log)[0].taken_back_at


def test_decisions_are_listed_and_taken_back_there(sites, admin, log):
    page = admin.get(f"/gaps/{log.cost}").text
    decide(admin, log.cost, marked(page, c1="answers"))
    second = sites.browser(admin.site)
    decide(second, log.wrong, {"kind": "finding"})
    text = admin.get("/decisions").text
    assert text.index("Wrong speaker or broken quote") < text.index("Passages judged")
    assert "another admin" in text
    assert "you" in text
    assert "and one more wording" in text
    number = decisions(log)[1].id
    for expected in ("Taken back.", "taken back already"):
        back = admin.send("/decisions", f"/decisions/{number}/take-back", {"gap": "//evil.example"})
        assert back.headers["location"] == "/decisions"
        assert expected in admin.get("/decisions").text
    assert "taken back on" in admin.get("/decisions").text
    assert admin.get(f"/decisions/{number}/take-back").status_code == 303
    assert [bool(decision.taken_back_at) for decision in decisions(log)] == [False, True]


def test_a_gap_whose_questions_were_erased_is_gone(admin, log):
    page = admin.get(f"/gaps/{log.wrong}").text
    form = marked(page, c1="answers")
    token = page.partition('name="csrftoken" value="')[2].partition('"')[0]
    log.do(lambda db: db.execute("DELETE FROM messages"))
    response = admin.request("POST", f"/gaps/{log.wrong}/decide", data={"csrftoken": token, **form})
    assert response.headers["location"] == "/gaps"
    assert "This gap is gone" in admin.get("/gaps").text
    assert admin.get(f"/gaps/{log.wrong}").status_code == 404
    assert "The answer was right" not in admin.get("/decisions").text


def test_the_wording_of_somebody_who_was_forgotten_is_not_shown(admin, log):
    decide(admin, log.wrong, {**marked(admin.get(f"/gaps/{log.wrong}").text), "kind": "right"})
    log.do(lambda db: db.execute("UPDATE judgments SET turns = NULL, persons = NULL"))
    text = admin.get("/decisions").text
    assert "(wording erased)" in text
    assert "auslagern" not in text.replace("auslagern</q>", "")


def test_a_judge_is_a_number_made_by_chance(sites, admin, log):
    decide(admin, log.cost, {"kind": "unanswerable"})
    first = decisions(log)[0].judge
    assert first == admin.cookies["fundstelle_judge"]
    other = sites.browser(admin.site)
    other.cookies.set("fundstelle_judge", "DROP-TABLE-judgments", domain="127.0.0.1")
    decide(other, log.wrong, {"kind": "finding"})
    assert re.fullmatch(r"[0-9a-f]{32}", decisions(log)[0].judge)
    assert decisions(log)[0].judge != first


def test_passages_come_from_the_index_in_force(tmp_path):
    folder = tmp_path / "articles"
    before, after = "Ein Fahrrad kostet weniger als ein Parkplatz.", "Ein Fahrrad kostet mehr als ein Parkplatz."
    rest = "Der Verein lädt zum Sommerfest in den Garten ein. Kuchen backen alle Mitglieder selbst und gern."
    sidecar = 'author = "Ann Beispiel"\ntitle = "Rundbrief"\n'
    article_file(folder, f"{PROSE} {before} {rest}", sidecar=sidecar)
    library = Library(folder, tmp_path / "home", SeededArticles()._current().lexicon)
    library.publish(library.build())
    articles = Articles(library)

    def found():
        return [quote.text for quote in asyncio.run(articles.candidates(["Was kostet ein Fahrrad?"], 1))]

    assert before in found()[0]
    article_file(folder, f"{PROSE} {after} {rest}", sidecar=sidecar)
    library.publish(library.build())
    assert after in found()[0]


def test_articles_that_cannot_be_read_are_told_and_the_rest_of_the_page_works(sites, log, tmp_path):
    library = Library(tmp_path / "nowhere", log.home, SeededArticles()._current().lexicon)
    site = sites.site()
    site.articles = Articles(library)
    admin = sites.browser(site)
    text = admin.get(f"/gaps/{log.cost}?find=Team").text
    assert "nowhere" in text
    assert "Not a question" in text
    decide(admin, log.cost, {"kind": "unanswerable"})
    assert [decision.kind for decision in decisions(log)] == ["unanswerable"]
