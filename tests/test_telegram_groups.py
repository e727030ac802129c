"""The team group: when the bot answers, in which topic, who may change that, migration, limits, coming and going."""

import itertools
import time

import pytest
from telegram_bot import RunningBot
from telegram_server import BOT, TelegramServer

QUESTION = "Sollen Unternehmen ihre Kanäle auslagern?"
groups = itertools.count(-1001, -1)

pytestmark = pytest.mark.usefixtures("bot")


@pytest.fixture(scope="module")
def server():
    server = TelegramServer()
    yield server
    server.close()


@pytest.fixture(scope="module")
def bot(server, tmp_path_factory):
    bot = RunningBot(server, tmp_path_factory.mktemp("home"), user_limit=4)
    yield bot
    bot.stop()


@pytest.fixture
def group():
    return next(groups)


def silent(server, group, text, **named):
    """Write a message that the bot must not answer; another chat's answer shows that it was passed by."""
    mark = server.mark()
    server.write(text, chat=group, **named)
    server.ask("Hallo", chat=next(server.numbers) + 20_000)
    time.sleep(0.05)
    return not [c for c in server.calls[mark:] if c["params"].get("chat_id") == group]


@pytest.mark.parametrize(
    "text",
    [f"/ask {QUESTION}", f"/ask@quote_bot {QUESTION}", f"@quote_bot {QUESTION}", f"Sagt mal, @Quote_Bot, {QUESTION}"],
)
def test_it_answers_when_asked_and_replies_to_the_question(server, group, text):
    call = server.ask(text, chat=group)
    assert "<blockquote>" in call["params"]["text"]
    assert call["params"]["reply_parameters"]["message_id"] == max(
        number for number, m in server.messages[group].items() if m["from"] != BOT
    )


def test_it_quotes_the_words_that_were_meant(server, group):
    call = server.ask(f"/ask {QUESTION}", chat=group)
    assert call["params"]["reply_parameters"]["quote"] == QUESTION


def test_a_reply_to_it_goes_on_with_the_conversation(server, bot, group):
    call = server.ask(f"/ask {QUESTION}", chat=group)
    server.ask("mehr", chat=group, reply_to=call["result"]["message_id"])
    rows = bot.log(
        "SELECT count(*), count(DISTINCT conversation) FROM messages m JOIN conversations c ON c.id = m.conversation "
        "JOIN chats ON chats.id = c.chat WHERE chats.key = ?",
        str(group),
    )
    assert rows == [(2, 1)]


def test_it_asks_about_the_message_that_a_bare_mention_replies_to(server, group):
    first = server.write(QUESTION, chat=group, user=5)
    for text in ("@quote_bot", "/ask"):
        assert "<blockquote>" in server.ask(text, chat=group, user=6, reply_to=first["message_id"])["params"]["text"]


@pytest.mark.parametrize("text", [QUESTION, "@other_bot Sollen wir?", "/ask@other_bot Sollen wir?", "nur so"])
def test_it_answers_nothing_else(server, group, text):
    assert silent(server, group, text)


def test_its_own_inline_quotes_are_no_questions(server, group):
    assert silent(server, group, f"@quote_bot {QUESTION}", via_bot=BOT)


def test_it_answers_in_the_topic_and_elsewhere_where_that_is_gone(server, group):
    server.topics[group] = {7}
    assert server.ask(f"/ask {QUESTION}", chat=group, topic=7)["params"]["message_thread_id"] == 7
    assert "message_thread_id" not in server.ask(f"/ask {QUESTION}", chat=group)["params"]
    mark = server.mark()
    server.write(f"/ask {QUESTION}", chat=group, topic=8)
    calls = server.wait("sendMessage", count=2, after=mark, chat_id=group)
    assert [c["status"] for c in calls] == [400, 200]
    assert "message_thread_id" not in calls[1]["params"]


def test_the_mode_is_for_admins_of_the_group(server, bot, group):
    assert "Only admins" in server.ask("/mode questions", chat=group, user=50)["params"]["text"]
    server.members[group, 50] = "creator"
    assert "privacy mode" in server.ask("/mode questions", chat=group, user=50)["params"]["text"]
    assert bot.log("SELECT mode FROM chats WHERE key = ?", str(group)) == [("questions",)]


def test_an_anonymous_admin_may_set_the_mode(server, group):
    anonymous = {"id": 1087968824, "is_bot": True, "first_name": "Group", "username": "GroupAnonymousBot"}
    call = server.ask(
        "/mode off", chat=group, sender_chat={"id": group, "type": "supergroup", "title": "Team"}, **{"from": anonymous}
    )
    assert "silent" in call["params"]["text"]
    assert silent(server, group, f"/ask {QUESTION}")


def test_the_mode_buttons_count_for_admins_only(server, bot, group):
    server.members[group, 50] = "administrator"
    call = server.ask("/mode", chat=group, user=50)
    mark = server.mark()
    server.press(call["result"], "m:questions", user=51)
    server.press(call["result"], "m:off", user=50)
    server.wait("editMessageText", after=mark, chat_id=group)
    assert bot.log("SELECT mode FROM chats WHERE key = ?", str(group)) == [("off",)]


def test_with_the_mode_questions_it_answers_plain_questions_when_it_is_sure(server, group):
    server.members[group, 50] = "creator"
    server.ask("/mode questions", chat=group, user=50)
    assert "<blockquote>" in server.ask(QUESTION, chat=group)["params"]["text"]
    for text in (
        "Wie wird das Wetter in Hamburg?",
        "Auslagern wäre gut.",
        "echt jetzt?",
        "@ada Sollen wir unsere Kanäle auslagern?",
    ):
        assert silent(server, group, text), text


def test_a_group_that_becomes_a_supergroup_keeps_settings_and_log(server, bot, group):
    server.members[group, 50] = "creator"
    server.ask(f"/ask {QUESTION}", chat=group)
    server.ask("/mode questions", chat=group, user=50)
    new = group - 500_000
    server.migrated[group] = new
    server.write(chat=group, migrate_to_chat_id=new)
    server.write(chat=new, migrate_from_chat_id=group)
    assert "<blockquote>" in server.ask(QUESTION, chat=new)["params"]["text"]
    assert bot.log("SELECT mode FROM chats WHERE key IN (?, ?)", str(group), str(new)) == [("questions",)]


def test_an_answer_to_a_group_that_has_just_migrated_arrives(server, group):
    new = group - 500_000
    server.migrated[group] = new
    mark = server.mark()
    server.write(f"/ask {QUESTION}", chat=group)
    assert server.wait("sendMessage", after=mark, chat_id=new)[0]["status"] == 200


def test_one_person_cannot_flood_the_room(server, group):
    for number in range(4):
        server.ask(f"/ask {QUESTION}", chat=group, user=60, date=int(time.time()) - number)
    assert "wait a minute" in server.ask(f"/ask {QUESTION}", chat=group, user=60)["params"]["text"]
    assert silent(server, group, f"/ask {QUESTION}", user=60)
    assert "<blockquote>" in server.ask(f"/ask {QUESTION}", chat=group, user=61)["params"]["text"]


def test_another_person_s_press_counts_for_that_person(server, bot, group):
    call = server.ask(f"/ask {QUESTION}", chat=group, user=70)
    mark = server.mark()
    server.press(call["result"], call["params"]["reply_markup"]["inline_keyboard"][0][1]["callback_data"], user=71)
    server.wait("editMessageReplyMarkup", after=mark)
    assert bot.log("SELECT verdict FROM feedback WHERE person = ?", bot.desk.store.person(71)) == [("down",)]


def test_private_matters_are_sent_to_the_private_chat(server, group):
    for command in ("/mydata", "/forget"):
        assert f"?start={command[1:]}" in server.ask(command, chat=group)["params"]["text"]


def test_it_greets_a_group_and_explains_the_privacy_mode_where_it_matters(server, group):
    for status, matters in (("member", True), ("administrator", False)):
        mark = server.mark()
        server.change_membership(group, "left", status)
        assert ("privacy mode" in server.wait("sendMessage", after=mark, chat_id=group)[0]["params"]["text"]) is matters


def test_being_removed_or_blocked_does_no_harm(server, group):
    server.change_membership(group, "member", "kicked")
    server.fail("sendMessage", 403)
    server.write(f"/ask {QUESTION}", chat=group)
    assert server.ask("Hallo", chat=20_000)


def test_groups_and_people_that_are_not_on_the_lists_are_turned_away(tmp_path):
    bot = RunningBot(server2 := TelegramServer(), tmp_path, chats=frozenset({-5}), users=frozenset({5}))
    try:
        server2.change_membership(-6, "left", "member")
        assert server2.wait("leaveChat", chat_id=-6)
        assert "<blockquote>" in server2.ask(f"/ask {QUESTION}", chat=-5, user=6)["params"]["text"]
        assert "<blockquote>" in server2.ask(QUESTION, chat=5)["params"]["text"]
        assert "may not" in server2.ask(QUESTION, chat=6)["params"]["text"]
        server2.push("inline_query", {"id": "1", "from": server2.user(6), "query": "Mitarbeiter", "offset": ""})
        assert server2.wait("answerInlineQuery")[0]["params"]["results"] == []
    finally:
        bot.stop()
        server2.close()
