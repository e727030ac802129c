"""The private chat, from the update that comes in to the request that goes out."""

import json
import time

import pytest
from telegram_bot import RunningBot
from telegram_server import TelegramServer

ADMIN = 900
QUESTION = "Sollen wir unsere Kanäle auslagern?"

pytestmark = pytest.mark.usefixtures("bot")


@pytest.fixture(scope="module")
def server():
    server = TelegramServer()
    yield server
    server.close()


@pytest.fixture(scope="module")
def bot(server, tmp_path_factory):
    bot = RunningBot(server, tmp_path_factory.mktemp("home"), admins=frozenset({ADMIN}))
    yield bot
    bot.stop()


@pytest.fixture
def chat(server):
    """A private chat of its own for each test."""
    return next(server.numbers) + 10_000


def buttons(call):
    return {b["text"]: b["callback_data"] for row in call["params"]["reply_markup"]["inline_keyboard"] for b in row}


def test_a_question_is_answered_with_an_attributed_quote_and_buttons(server, chat):
    call = server.ask(QUESTION, chat=chat, language="de")
    assert "<blockquote>„" in call["params"]["text"]
    assert "— <b>" in call["params"]["text"]
    assert {"👍", "👎", "Kontext", "Mehr"} <= set(buttons(call))


def test_an_answer_speaks_the_question_s_language_and_quotes_the_original(server, chat):
    text = server.ask("Should we outsource our channels?", chat=chat)["params"]["text"]
    assert "Translation:" in text


def test_a_follow_up_uses_the_conversation(server, bot, chat):
    server.ask(QUESTION, chat=chat)
    call = server.ask("mehr", chat=chat)
    assert "<blockquote>" in call["params"]["text"]
    person = bot.desk.store.person(chat)
    assert [row[0] for row in bot.log("SELECT text FROM messages WHERE person = ? ORDER BY id", person)] == [
        QUESTION,
        "mehr",
    ]


def test_what_the_articles_do_not_answer_gets_a_no_and_questions_to_choose(server, bot, chat):
    call = server.ask("Was kostet eine Social-Media-Agentur?", chat=chat, language="de")
    offered = buttons(call)
    assert "Nichts davon" in offered
    assert 1 < len(offered) <= 5
    mark = server.mark()
    server.press(call["result"], offered["Nichts davon"])
    assert server.wait("answerCallbackQuery", after=mark)
    server.press(call["result"], next(iter(offered.values())))
    assert "<blockquote>" in server.wait("sendMessage", after=mark)[0]["params"]["text"]
    assert bot.log("SELECT verdict FROM feedback WHERE person = ?", bot.desk.store.person(chat)) == [("none",)]


@pytest.mark.parametrize("text", ["Hallo!", "vielen Dank", "Thanks a lot", "🙏", "hi there"])
def test_greetings_and_thanks_get_a_kind_word_and_no_quote(server, chat, text):
    call = server.ask(text, chat=chat)
    assert "<blockquote>" not in call["params"]["text"]
    assert "reply_markup" not in call["params"]


@pytest.mark.parametrize("text", ["?!", "🦔", "\u200b"])
def test_a_message_without_words_is_not_understood(server, chat, text):
    assert "<blockquote>" not in server.ask(text, chat=chat)["params"]["text"]


def test_an_edited_question_gets_its_answer_edited(server, chat):
    mark = server.mark()
    message = server.write("Wie wird das Wetter?", chat=chat, language="de")
    sent = server.wait("sendMessage", after=mark, chat_id=chat)[0]["result"]
    server.edit(message, QUESTION)
    edited = server.wait("editMessageText", after=mark, chat_id=chat)[0]["params"]
    assert edited["message_id"] == sent["message_id"]
    assert "<blockquote>" in edited["text"]
    assert len(server.wait("sendMessage", after=mark, chat_id=chat)) == 1


def test_votes_are_kept_per_person_and_reasons_can_be_told(server, bot, chat):
    call = server.ask(QUESTION, chat=chat)
    mark = server.mark()
    server.press(call["result"], buttons(call)["👎"])
    keyboard = server.wait("editMessageReplyMarkup", after=mark)[0]["params"]["reply_markup"]["inline_keyboard"]
    reasons = [b["callback_data"] for row in keyboard for b in row if b["callback_data"].startswith("r:")]
    assert len(reasons) == 4
    server.press(call["result"], reasons[0])
    server.press(call["result"], reasons[0], user=chat + 1)
    server.wait("editMessageReplyMarkup", after=mark, count=3)
    assert (
        bot.log("SELECT verdict, reason FROM feedback WHERE answer = ?", int(reasons[0].split(":")[1]))
        == [("down", "quote")] * 2
    )


def test_more_comes_once_and_context_unfolds_in_place(server, chat):
    call = server.ask(QUESTION, chat=chat, language="de")
    mark = server.mark()
    for _ in range(2):
        server.press(call["result"], buttons(call)["Mehr"])
    server.wait("answerCallbackQuery", after=mark, count=2)
    server.press(call["result"], buttons(call)["Kontext"])
    edited = server.wait("editMessageText", after=mark, message_id=call["result"]["message_id"])[0]["params"]
    assert "<blockquote expandable>" in edited["text"]
    assert len(server.wait("sendMessage", after=mark, chat_id=chat)) == 1


@pytest.mark.parametrize(
    "data", ["v:999999:up", "n:x:more", "q:1", "zzz", "v", "s:0000", "c:1:2:3", "r:1:nonsense", "a::yes", "d::yes"]
)
def test_a_button_of_long_ago_or_of_nobody_does_no_harm(server, chat, data):
    call = server.ask("Hallo", chat=chat)
    mark = server.mark()
    server.press(call["result"], data)
    assert server.wait("answerCallbackQuery", after=mark)
    assert not [c for c in server.calls[mark:] if c["method"] == "sendMessage"]


def test_a_press_that_is_too_old_to_answer_still_counts(server, bot, chat):
    call = server.ask(QUESTION, chat=chat)
    server.fail("answerCallbackQuery", 400)
    mark = server.mark()
    server.press(call["result"], buttons(call)["👍"])
    server.wait("editMessageReplyMarkup", after=mark)
    assert bot.log("SELECT verdict FROM feedback WHERE person = ?", bot.desk.store.person(chat)) == [("up",)]


@pytest.mark.parametrize(
    "command", ["start", "help", "authors", "articles", "language", "privacy", "forget", "ask", "nonsense"]
)
def test_commands_answer(server, chat, command):
    assert server.ask(f"/{command}", chat=chat)["status"] == 200


def test_start_offers_examples_and_authors_that_can_be_tapped(server, chat):
    for command in ("/start", "/authors"):
        call = server.ask(command, chat=chat)
        mark = server.mark()
        server.press(call["result"], next(iter(buttons(call).values())))
        assert "<blockquote>" in server.wait("sendMessage", after=mark)[0]["params"]["text"]


def test_deep_links_lead_to_commands(server, chat):
    assert "pseudonym" in server.ask("/start privacy", chat=chat)["params"]["text"]


def test_the_language_can_be_set(server, chat):
    call = server.ask("/language", chat=chat, language="en")
    mark = server.mark()
    server.press(call["result"], "l:de")
    server.wait("editMessageText", after=mark)
    assert "gespeichert" in server.ask("/privacy", chat=chat, language="en")["params"]["text"]


def test_everything_stored_is_shown_and_erased(server, bot, chat):
    server.ask("Sollen wir Geheimprojekt-4711 auslagern?", chat=chat)
    file = json.loads(server.ask("/mydata", "sendDocument", chat=chat)["files"]["document"])
    assert [m["text"] for m in file["messages"]] == ["Sollen wir Geheimprojekt-4711 auslagern?"]
    call = server.ask("/forget", chat=chat)
    mark = server.mark()
    server.press(call["result"], "g:yes")
    server.wait("editMessageText", after=mark)
    assert bot.log("SELECT count(*) FROM messages WHERE person = ?", bot.desk.store.person(chat)) == [(0,)]
    for _ in range(100):
        content = b"".join(path.read_bytes() for path in bot.places.home.glob("log.sqlite*"))
        if b"Geheimprojekt-4711" not in content:
            break
        time.sleep(0.05)
    assert b"Geheimprojekt-4711" not in content


def test_names_and_ids_are_not_stored(server, bot):
    server.ask(QUESTION, chat=77_777_777)
    for _ in range(100):
        content = b"".join(path.read_bytes() for path in bot.places.home.glob("log.sqlite*"))
        if b"77777777" not in content and b"Lovelace" not in content:
            break
        time.sleep(0.05)
    assert b"77777777" not in content
    assert b"Lovelace" not in content


def test_a_sticker_gets_a_kind_answer(server, chat):
    call = server.ask(
        chat=chat,
        sticker={
            "file_id": "s",
            "file_unique_id": "s",
            "type": "regular",
            "width": 1,
            "height": 1,
            "is_animated": False,
            "is_video": False,
        },
    )
    assert "text" in call["params"]


def test_inline_offers_verified_quotes(server):
    for query in ("Mitarbeiter", ""):
        mark = server.mark()
        server.push("inline_query", {"id": "1", "from": server.user(5), "query": query, "offset": ""})
        results = server.wait("answerInlineQuery", after=mark)[0]["params"]["results"]
        assert 1 <= len(results) <= 50
        assert all("— <b>" in r["input_message_content"]["message_text"] for r in results)


def test_an_update_that_cannot_be_read_stops_nothing(server, chat):
    server.push("message", {"message_id": "nonsense"})
    server.push("message", ["nonsense"])
    assert server.ask("Hallo", chat=chat)


def test_an_error_is_told_to_the_user_and_once_to_the_admins(server, bot, chat, monkeypatch):
    async def fail(*_):
        raise ZeroDivisionError

    with monkeypatch.context() as patch:
        patch.setattr(bot.desk.knowledge, "answer", fail)
        mark = server.mark()
        assert "number" in server.ask(QUESTION, chat=chat)["params"]["text"]
        server.ask(QUESTION, chat=chat)
    assert len(server.wait("sendMessage", after=mark, chat_id=ADMIN)) == 1
    assert "<blockquote>" in server.ask(QUESTION, chat=chat)["params"]["text"]


def test_the_menus_are_set_per_scope_and_language(server):
    calls = server.wait("setMyCommands", count=8)
    scopes = {(c["params"]["scope"]["type"], c["params"].get("language_code")) for c in calls}
    assert scopes == {
        (scope, code)
        for scope in ("all_private_chats", "all_group_chats", "all_chat_administrators", "chat")
        for code in (None, "de")
    }
