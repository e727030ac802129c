"""The site: Datasette over the log, with our pages before its own."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from datasette import Response
from datasette.app import Datasette
from datasette.plugins import pm
from datasette.utils.asgi import Request

from bot.settings import DATABASE
from bot.store.reader import Reader
from bot.store.writer import Writer
from bot.web import languages, plugin
from bot.web.articles import Articles
from bot.web.sessions import Sessions

_FOLDER = Path(__file__).parent
_SETTINGS = {
    "default_allow_sql": False,
    "allow_download": False,
    "suggest_facets": False,
    "sql_time_limit_ms": 2000,
    "default_page_size": 50,
    "truncate_cells_html": 300,
    "template_debug": False,
    "trace_debug": False,
}


class Site(Datasette):
    """Datasette with what our pages need.

    Args:
        home: the folder with the log; it is opened for reading, and once for the decisions.
        articles: what questions are answered from.
        password: what lets people in; empty: everybody on this machine, and nobody from elsewhere.

    Raises:
        HomeError: there is no log, or it is of an earlier version.
    """

    def __init__(self, home: Path, articles: Articles, password: str = "") -> None:
        self.reader = Reader(home / DATABASE)
        self.writer = Writer(home / DATABASE)
        self.articles = articles
        self.password = password
        self.sessions = Sessions(self)
        _only_our_plugin()
        super().__init__(
            [str(home / DATABASE)],
            settings=_SETTINGS,
            template_dir=str(_FOLDER / "templates"),
            static_mounts=[("assets", str(_FOLDER / "static"))],
        )

    async def page(
        self, request: Request, template: str, context: Mapping[str, Any] | None = None, status: int = 200
    ) -> Response:
        """Return one of our pages."""
        return Response.html(await self.render_template(template, dict(context or {}), request=request), status=status)

    async def notice(self, request: Request, status: int, text: str) -> Response:
        """Return a page that says one thing; also for requests that never reach Datasette."""
        await self.invoke_startup()
        names = languages.reader(request.headers.get("accept-language", "")).names()
        template = self.jinja_env.get_template("notice.html")
        body = await template.render_async({**names, "status": status, "text": text, "signed_in": False})
        return Response.html(body, status=status)

    def close(self) -> None:
        """Let go of the log."""
        self.reader.close()
        self.writer.close()
        self.executor.shutdown()
        for database in self.databases.values():
            database.close()


def _only_our_plugin() -> None:
    """Register our pages, and leave out plugins that happen to be installed: nobody has looked at what they open."""
    for foreign, _ in pm.list_plugin_distinfo():
        if pm.is_registered(foreign):
            pm.unregister(foreign)
    if not pm.is_registered(plugin):
        pm.register(plugin, "fundstelle")
