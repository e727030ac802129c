"""The settings of the bot, from FUNDSTELLE_… variables in the environment or in a `.env` file."""

from __future__ import annotations

import os
from typing import Annotated

from dotenv import find_dotenv, load_dotenv
from pydantic import AfterValidator, BeforeValidator, Field, SecretStr, ValidationError
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from knowledge.errors import FundstelleError

PREFIX = "FUNDSTELLE_"
_SHORTEST_PASSWORD = 12
# Read by the terminal too, so that they are no fields here: `bot.settings.places`.
_PLACES = ("FUNDSTELLE_HOME", "FUNDSTELLE_SEEDS")


class ConfigurationError(FundstelleError):
    """A setting is missing or wrong."""


def _split(value: object) -> object:
    return [part for part in value.replace(",", " ").split() if part] if isinstance(value, str) else value


def _web_address(value: str) -> str:
    if value and not value.startswith(("http://", "https://")):
        raise ValueError("is no web address; it begins with https://")
    return value.rstrip("/")


Ids = Annotated[frozenset[int], NoDecode, BeforeValidator(_split)]
Address = Annotated[str, AfterValidator(_web_address)]


class Configuration(BaseSettings):
    """What is in force. The descriptions are shown by `fundstelle settings` and in the README."""

    model_config = SettingsConfigDict(env_prefix=PREFIX, extra="ignore", env_ignore_empty=True, frozen=True)

    telegram_token: SecretStr = Field(SecretStr(""), description="The bot's token, from BotFather.")
    api_url: Address = Field("https://api.telegram.org/bot", description="The Bot API server, with /bot at the end.")
    api_file_url: Address = Field(
        "https://api.telegram.org/file/bot", description="Its address for files, with /file/bot at the end."
    )
    admins: Ids = Field(frozenset(), description="User ids of the admins, with commas between.")
    chats: Ids = Field(frozenset(), description="Ids of the groups that may use the bot; empty: any.")
    users: Ids = Field(frozenset(), description="User ids that may use the private chat and inline; empty: anybody.")
    retention_days: int = Field(180, ge=1, le=3650, description="Days that conversations are kept.")
    user_limit: int = Field(15, ge=0, description="Questions a minute per person in a group; 0: no limit.")
    chat_limit: int = Field(30, ge=0, description="Questions a minute per group; 0: no limit.")
    rate_limiter: bool = Field(True, description="Keep to Telegram's limits on outgoing messages.")
    workers: int = Field(2, ge=0, le=64, description="Processes that find answers; 0: a thread of the bot itself.")
    webhook_url: Address = Field("", description="The public address for a webhook; empty: polling.")
    webhook_listen: str = Field("127.0.0.1", description="Where the webhook listens.")
    webhook_port: int = Field(8443, ge=1, le=65535, description="The port it listens on.")
    webhook_secret: SecretStr = Field(SecretStr(""), description="What Telegram says to be let in (A-Z a-z 0-9 _ -).")
    web_password: SecretStr = Field(SecretStr(""), description="What `fundstelle web` asks for, 12 characters or more.")

    def require_token(self) -> str:
        """Return the token.

        Raises:
            ConfigurationError: there is none, or it is no token.
        """
        token = self.telegram_token.get_secret_value()
        number, colon, rest = token.partition(":")
        if not token:
            raise ConfigurationError(
                "FUNDSTELLE_TELEGRAM_TOKEN: is not set. Get a token from @BotFather and put it into .env."
            )
        if not (number.isdecimal() and number.isascii() and colon and rest and rest.isascii() and rest.isprintable()):
            raise ConfigurationError("FUNDSTELLE_TELEGRAM_TOKEN: is no token. It looks like 123456:ABC-DEF.")
        return token

    def require_secret(self) -> str:
        """Return the webhook's secret token.

        Raises:
            ConfigurationError: there is none, or Telegram would not take it.
        """
        secret = self.webhook_secret.get_secret_value()
        if not (0 < len(secret) <= 256 and secret.isascii() and secret.replace("_", "").replace("-", "").isalnum()):
            raise ConfigurationError(
                "FUNDSTELLE_WEBHOOK_SECRET: must be 1 to 256 letters, digits, _ or -; FUNDSTELLE_WEBHOOK_URL needs it."
            )
        return secret

    def require_web_password(self) -> str:
        """Return the password of the review page; empty where none is set.

        Raises:
            ConfigurationError: it is short enough to be guessed.
        """
        password = self.web_password.get_secret_value()
        if password and len(password) < _SHORTEST_PASSWORD:
            raise ConfigurationError(
                f"FUNDSTELLE_WEB_PASSWORD: is shorter than {_SHORTEST_PASSWORD} characters. Take a sentence."
            )
        return password


def load_configuration() -> Configuration:
    """Read the settings; what the environment says goes before `.env`.

    Raises:
        ConfigurationError: a setting is wrong; the message is one sentence and names it.
    """
    load_dotenv(find_dotenv(usecwd=True))
    try:
        return Configuration()
    except ValidationError as error:
        problem = error.errors(include_input=False)[0]
        name = f"{PREFIX}{str(problem['loc'][0]).upper()}" if problem["loc"] else PREFIX
        reason = problem["msg"].removeprefix("Value error, ")
        raise ConfigurationError(f"{name}: {reason[:1].lower()}{reason[1:]}.") from None


def unknown_variables() -> list[str]:
    """Return the FUNDSTELLE_… variables of the environment that nothing reads, a slip of the pen perhaps."""
    known = {f"{PREFIX}{name.upper()}" for name in Configuration.model_fields} | set(_PLACES)
    return sorted(name for name in os.environ if name.startswith(PREFIX) and name not in known)


def describe(configuration: Configuration) -> list[tuple[str, str, str]]:
    """Return each setting as name, value and description; secrets are blanked."""
    rows = []
    for name, field in Configuration.model_fields.items():
        value = getattr(configuration, name)
        if isinstance(value, SecretStr):
            shown = "(set)" if value.get_secret_value() else "(not set)"
        elif isinstance(value, frozenset):
            shown = ", ".join(str(entry) for entry in sorted(value)) or "(empty)"
        else:
            shown = str(value) or "(empty)"
        rows.append((f"{PREFIX}{name.upper()}", shown, field.description or ""))
    return rows
