"""The command `web`; it imports what it needs when it runs."""

from __future__ import annotations

import ipaddress
import socket
from pathlib import Path
from typing import TYPE_CHECKING

import click

from bot.command_line import SEEDS

if TYPE_CHECKING:
    from bot.configuration import Configuration


@click.command("web")
@click.option(
    "--host", default="127.0.0.1", show_default=True, help="Where to listen; beyond this machine it needs a password."
)
@click.option(
    "--port", default=8001, show_default=True, type=click.IntRange(0, 65535), help="The port; 0: any free one."
)
@SEEDS
def run_web(host: str, port: int, seeds: Path | None) -> None:
    """Open the review page for the browser: gaps to judge, conversations, charts, queries.

    On this machine it needs no password. With FUNDSTELLE_WEB_PASSWORD it asks for it, and may listen anywhere.

    \b
    Examples:
      fundstelle web
      fundstelle web --port 8080
      FUNDSTELLE_WEB_PASSWORD="a sentence nobody guesses" fundstelle web --host 0.0.0.0
    """
    from bot.configuration import ConfigurationError, load_configuration  # noqa: PLC0415
    from bot.settings import places  # noqa: PLC0415

    password = password_for(load_configuration(), host)
    try:
        from bot.web.serving import serve  # noqa: PLC0415
    except ModuleNotFoundError as error:
        raise ConfigurationError(
            f"fundstelle web: {error.name} is not installed. Install the extra: pip install 'fundstelle[web]'."
        ) from error
    with listening(host, port) as opened:
        name = f"[{host}]" if ":" in host else host
        serve(places(seeds), password, opened, f"http://{name}:{opened.getsockname()[1]}/")


def password_for(configuration: Configuration, host: str) -> str:
    """Return the password that is asked for; empty: none, which is enough on this machine only.

    Raises:
        ConfigurationError: there is none, and the host is beyond this machine; or it is too short.
    """
    from bot.configuration import ConfigurationError  # noqa: PLC0415

    password = configuration.require_web_password()
    if not password and not _is_loopback(host):
        raise ConfigurationError(
            f"--host {host}: others could read every question. Set FUNDSTELLE_WEB_PASSWORD first, or leave --host out."
        )
    return password


def listening(host: str, port: int) -> socket.socket:
    """Return a socket that listens.

    Raises:
        ConfigurationError: the address is none of this machine, or the port is taken.
    """
    from bot.configuration import ConfigurationError  # noqa: PLC0415

    try:
        family = socket.AF_INET6 if ":" in host else socket.AF_INET
        return socket.create_server((host, port), family=family)
    except OSError as error:
        raise ConfigurationError(
            f"--host {host} --port {port}: cannot listen there ({error.strerror}). Choose another with --port."
        ) from error


def _is_loopback(host: str) -> bool:
    try:
        return host == "localhost" or ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


COMMANDS = (run_web,)
