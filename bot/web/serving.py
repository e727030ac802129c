"""Serves the site on a socket until it is stopped."""

from __future__ import annotations

import socket

import click
import uvicorn

from bot.opening import open_library
from bot.settings import Places
from bot.web.articles import Articles
from bot.web.site import Site


def serve(where: Places, password: str, opened: socket.socket, address: str) -> None:
    """Serve the site.

    Args:
        where: the folders of the articles and of the log.
        password: what lets people in; empty: no password, for this machine alone.
        opened: the socket.
        address: what to type into the browser.

    Raises:
        HomeError: there is no log, or it is of an earlier version.
    """
    site = Site(where.home, Articles(open_library(where.seeds, where.home)), password)
    try:
        click.echo(f"{address}  (Ctrl-C ends it)")
        # Addresses hold what people search for: they are not written down.
        config = uvicorn.Config(site.app(), log_level="warning", access_log=False, server_header=False)
        uvicorn.Server(config).run(sockets=[opened])
    finally:
        site.close()
