"""`/gaps`: what the answers fell short of, and what admins decide about it."""

import pytest
import telegram_loop
from telegram_loop import ADMIN, BIRDS, OTHER, QUESTION, WEATHER, Card, decide, gaps

# Fixtures.
COSTS = "Was kostet eine Agentur?"
bot, chat, server, start = telegram_loop.bot, telegram_loop.chat, telegram_loop.server, telegram_loop.start


@pytest.mark.usefixtures("bot")
def test_the_gaps_are_listed_with_a_button_each_most_frequent_first(server, chat):
    server.ask(WEATHER, chat=chat)
    for _ in range(2):
        call = server.ask(COSTS, chat=chat)
    Card(server, call).press("Nichts davon")
    Card(server, server.ask(QUESTION, chat=chat)).press("👎")
    card = gaps(server)
    lines = card.text.splitlines()
    assert "(1–3 of 3)" in lines[0]
    assert lines[2:] == [f"1. 2 × {COSTS}", f"2. 1 × {QUESTION} (👎 1)", f"3. 1 × {WEATHER}"]
    assert list(card.buttons) == [f"1. {COSTS}", f"2. {QUESTION}", f"3. {WEATHER}"]
    card.press("1.")
    assert "asked 2 times, 2 × without an answer\nNone of these 1" in card.text
    card.press("« Back")
    card.press("2.")
    assert "👎 1" in card.text
    assert "What I answered\nEd hält Outsourcing" in card.text


@pytest.mark.usefixtures("bot")
def test_a_long_list_has_pages(server, chat):
    birds = "Meisen Amseln Drosseln Finken Spechte Eulen Störche Kraniche Enten Gänse".split()
    for bird in birds:
        server.ask(f"Was kosten {bird}?", chat=chat)
    card = gaps(server)
    assert len(card.buttons) == 9
    assert "« Earlier" not in card.buttons
    card.press("Later")
    assert "(9–10 of 10)" in card.text
    card.press("10.")
    assert "Was kosten Gänse?" in card.text
    card.press("« Back")
    assert "(9–10 of 10)" in card.text
    card.press("« Earlier")
    assert "(1–8 of 10)" in card.text


@pytest.mark.usefixtures("bot")
def test_no_gaps_are_said_so(server):
    assert "No gaps" in server.ask("/gaps", chat=ADMIN)["params"]["text"]


def test_deciding_undoing_and_going_on(server, bot, chat):
    server.ask(BIRDS, chat=chat)
    server.ask(WEATHER, chat=chat)
    card = gaps(server)
    card.press("1.")
    passage = card.text.split("\n2. ")[1].split(" — ")[0].strip("“”")
    card.press("2")
    assert f"Decided: this passage answers the question.\n\n“{passage}” — " in card.text
    assert "The next /improve" in card.text
    assert [row[0] for row in bot.log("SELECT kind FROM decisions")] == ["answers"]
    assert bot.log("SELECT words FROM judgments")[0][0].startswith(passage.removesuffix(" …")[:80])
    undo = card.buttons["Undo"]
    card.press("Next gap")
    assert WEATHER in card.text
    card.press("", data=undo)
    assert card.text.startswith("Taken back.")
    assert BIRDS in card.text
    card.press("", data=undo)
    assert card.text.startswith("That had been taken back already.")
    card.press("The articles do not answer this")
    assert "the articles do not answer this." in card.text
    card.press("Next gap")
    card.press("Not a question")
    card.press("Next gap")
    assert "No gaps" in card.text
    assert bot.log("SELECT count(*) FROM decisions WHERE taken_back_at IS NULL") == [(2,)]


def test_two_admins_at_once_the_second_sees_what_the_first_decided(server, bot, chat):
    server.ask(BIRDS, chat=chat)
    first, second = gaps(server), gaps(server, OTHER)
    for card in (first, second):
        card.press("1.")
    buttons_before = second.buttons
    first.press("Not a question")
    for _ in range(2):
        second.press("", data=buttons_before["The articles do not answer this"])
        assert "Already decided: this is not a question." in second.text
    assert bot.log("SELECT kind, judge FROM decisions") == [("no_question", bot.desk.store.person(ADMIN))]


def test_a_button_pressed_twice_does_no_harm(server, bot, chat):
    server.ask(BIRDS, chat=chat)
    card = gaps(server)
    card.press("1.")
    for data in [card.buttons["1"]] * 2:
        card.press("", data=data)
        assert "Decided: this passage" in card.text
    assert bot.log("SELECT count(*) FROM decisions") == [(1,)]


def test_only_admins_may_press(server, bot, chat):
    server.ask(BIRDS, chat=chat)
    card = gaps(server)
    card.press("1.")
    before = card.text
    for data in (*card.buttons.values(), "gu:1:1:0", "gn:0", "gg:1:0"):
        answered = card.press("", data=data, user=chat)
        assert (answered["text"], answered["show_alert"]) == ("That is for admins.", True)
    assert card.text == before
    assert bot.log("SELECT count(*) FROM decisions") == [(0,)]


@pytest.mark.parametrize(
    "data", ["gd", "gd:x", "gd:99:0:a:::", "gd:1:0:z", "gg", "gu:7", "gl:99", "gs:99", "gg:" + "9" * 50]
)
def test_a_button_that_nobody_wrote_does_nothing(server, bot, chat, data):
    server.ask(BIRDS, chat=chat)
    gaps(server).press("", data=data)
    assert bot.log("SELECT count(*) FROM decisions") == [(0,)]


@pytest.mark.parametrize(
    ("label", "kind", "verdict"), [("The answer was right", "right", "answers"), ("Wrong speaker", "finding", "wrong")]
)
def test_an_answer_that_was_voted_down_can_be_right_or_broken(server, bot, chat, label, kind, verdict):
    Card(server, server.ask(QUESTION, chat=chat)).press("👎")
    decide(server, label)
    assert bot.log("SELECT kind FROM decisions") == [(kind,)]
    assert [(v, "nicht die optimale Lösung" in w) for v, w in bot.log("SELECT verdict, words FROM judgments")] == [
        (verdict, True)
    ]


def test_a_passage_that_reads_differently_now_decides_nothing(server, bot, chat):
    server.ask(BIRDS, chat=chat)
    card = gaps(server)
    card.press("1.")
    old = card.buttons["1"]
    for path in bot.places.seeds.glob("*.txt"):
        path.write_text(path.read_text().replace(" ", "  ", 1))
    card.press("", data=old)
    assert "reads differently now" in card.text
    assert bot.log("SELECT count(*) FROM decisions") == [(0,)]


def test_an_admin_s_words_find_another_passage_also_after_a_restart(server, start, chat):
    bot = start()
    server.ask(BIRDS, chat=chat)
    card = gaps(server)
    card.press("1.")
    mark = server.mark()
    card.press("🔍 Search")
    prompt = server.wait("sendMessage", after=mark)[0]
    assert prompt["params"]["reply_markup"]["force_reply"]
    assert BIRDS in prompt["params"]["text"]
    bot = start(bot.places.home, bot.places.seeds)
    reply = server.ask("Kontrolle abgeben", chat=ADMIN, reply_to=prompt["result"]["message_id"])
    found = Card(server, reply)
    assert "Found for “Kontrolle abgeben”" in found.text
    assert "Kontroll" in found.text.split("Found for")[1].split("\n")[1]
    found.press("1")
    assert "Kontroll" in bot.log("SELECT words FROM judgments")[0][0]
    assert bot.log("SELECT count(*) FROM messages") == [(1,)]
    nothing = server.ask("?!", chat=ADMIN, reply_to=prompt["result"]["message_id"])
    assert "Already decided" in nothing["params"]["text"]


@pytest.mark.usefixtures("bot")
def test_a_reply_to_the_prompt_from_somebody_else_is_a_question(server, chat):
    server.ask(BIRDS, chat=chat)
    card = gaps(server)
    card.press("1.")
    mark = server.mark()
    card.press("🔍 Search")
    prompt = server.wait("sendMessage", after=mark)[0]["result"]
    server.messages[chat][prompt["message_id"]] = prompt
    assert "<blockquote>" in server.ask(QUESTION, chat=chat, reply_to=prompt["message_id"])["params"]["text"]


def test_what_people_type_is_shown_as_it_is_and_cut(server, bot, chat):
    server.ask("<b>Kanarienvögel</b> & {Meisen} im „Büro“? " + "🦔" * 1500, chat=chat)
    card = gaps(server)
    assert "1. 1 × <b>Kanarienvögel</b> & {Meisen} im „Büro“?" in card.text
    card.press("1.")
    assert "<b>Kanarienvögel</b> & {Meisen}" in card.text
    card.press("Not a question")
    assert "<b>Kanarienvögel</b> & {Meisen}" in card.text
    assert bot.log("SELECT kind FROM decisions") == [("no_question",)]


def test_a_question_that_goes_on_from_another_is_shown_with_it(server, bot, chat):
    server.ask("Was sagt Pfeiffer zu Mitarbeitern?", chat=chat)
    server.ask("und zu TikTok?", chat=chat)
    card = gaps(server)
    card.press("1.")
    assert bot.log("SELECT leans FROM answers") == [(0,), (1,)]
    assert "und zu TikTok? (after “Was sagt Pfeiffer zu Mitarbeitern?”)" in card.text
