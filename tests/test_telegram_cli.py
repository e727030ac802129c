"""The commands `settings` and `log`, and the settings themselves."""

import json

import pytest
from click.testing import CliRunner

from bot.configuration import Configuration, ConfigurationError, describe, load_configuration, unknown_variables
from bot.store import conversations
from bot.store.store import Store
from bot.telegram.cli import show_log, show_settings
from knowledge.models import Answer


@pytest.fixture(autouse=True)
def home(tmp_path, monkeypatch):
    monkeypatch.setenv("FUNDSTELLE_HOME", str(tmp_path))
    monkeypatch.chdir(tmp_path)
    for name in Configuration.model_fields:
        monkeypatch.delenv(f"FUNDSTELLE_{name.upper()}", raising=False)
    return tmp_path


def test_settings_are_shown_with_secrets_blanked(monkeypatch):
    monkeypatch.setenv("FUNDSTELLE_TELEGRAM_TOKEN", "123:Geheimnis")
    monkeypatch.setenv("FUNDSTELLE_ADMINS", "7, 8")
    output = CliRunner().invoke(show_settings).output
    assert "Geheimnis" not in output
    assert "(set)" in output
    assert "7, 8" in output
    for name in Configuration.model_fields:
        assert f"FUNDSTELLE_{name.upper()}" in output


def test_settings_come_from_a_file_too_and_the_environment_goes_first(home, monkeypatch):
    (home / ".env").write_text("FUNDSTELLE_RETENTION_DAYS=30\nFUNDSTELLE_ADMINS=1,2\n")
    monkeypatch.setenv("FUNDSTELLE_ADMINS", "3")
    monkeypatch.setenv("FUNDSTELLE_RETENTION_DAYS", "")
    monkeypatch.delenv("FUNDSTELLE_RETENTION_DAYS")
    found = load_configuration()
    assert (found.retention_days, found.admins) == (30, {3})
    monkeypatch.delenv("FUNDSTELLE_RETENTION_DAYS")


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("ADMINS", "me"),
        ("CHATS", "1;2"),
        ("RETENTION_DAYS", "0"),
        ("API_URL", "telegram"),
        ("WEBHOOK_PORT", "x"),
        ("RATE_LIMITER", "sometimes"),
    ],
)
def test_a_wrong_setting_is_named_in_one_sentence(monkeypatch, name, value):
    monkeypatch.setenv(f"FUNDSTELLE_{name}", value)
    with pytest.raises(ConfigurationError, match=rf"^FUNDSTELLE_{name}: [^\n]+\.$"):
        load_configuration()


@pytest.mark.parametrize("token", ["", "abc", ":x", "12:", "12:ä"])
def test_a_missing_or_wrong_token_is_told_without_showing_it(token):
    with pytest.raises(ConfigurationError) as caught:
        Configuration(telegram_token=token).require_token()
    assert "FUNDSTELLE_TELEGRAM_TOKEN" in str(caught.value)
    assert not token or token not in str(caught.value)


def test_a_webhook_needs_a_secret_that_telegram_takes():
    assert Configuration(webhook_secret="a-b_C9").require_secret() == "a-b_C9"
    for secret in ("", "ä", "a b", "x" * 257):
        with pytest.raises(ConfigurationError):
            Configuration(webhook_secret=secret).require_secret()


def test_a_variable_that_nothing_reads_is_told(monkeypatch):
    monkeypatch.setenv("FUNDSTELLE_ADMIN", "1")
    assert "FUNDSTELLE_ADMIN" in unknown_variables()


def test_every_setting_is_described():
    assert all(description.endswith(".") for _, _, description in describe(Configuration()))


def test_the_log_is_shown_and_exported(home):
    assert "No conversations yet" in CliRunner().invoke(show_log).output
    store = Store(home)
    asked = conversations.Asked(chat="p1", chat_kind="private", person="p1", text="Auslagern?", at=0.0)
    answer = Answer(question="Auslagern?", language="de", answered=False, text="Nein.", confidence=0.1, elapsed_ms=1)
    store.writer.submit(lambda db: conversations.record(db, asked, None, answer, None, 3.0)).result(5)
    shown = CliRunner().invoke(show_log, ["--last", "1"]).output
    assert "Auslagern?" in shown
    assert "3 ms" in shown
    assert json.loads(CliRunner().invoke(show_log, ["--export", "jsonl"]).output)["question"] == "Auslagern?"
    assert CliRunner().invoke(show_log, ["--export", "csv"]).output.startswith("message,")
    store.close()
