"""What Datasette is told about us: our routes, who may see what, and how cells and errors are shown."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from datasette import Forbidden, NotFound, Response, hookimpl
from datasette.utils.asgi import Base400, Request
from markupsafe import Markup

from bot.telegram.texts import N_
from bot.web import charts, decisions, gaps, guard, judging, languages, pages, sessions
from bot.web.queries import COLUMNS, QUERIES

if TYPE_CHECKING:
    from collections.abc import Callable

    from jinja2 import Environment

    from bot.web.site import Site

_DATABASE = "log"
# What can be read as it stands. Others hold Telegram's own ids (updates, chats, wishes), or are the database's own.
TABLES = frozenset({"conversations", "messages", "answers", "quotes", "feedback", "decisions", "judgments"})

_TIMES = frozenset({"at", "started_at", "last_at", "edited_at", "sent_at", "taken_back_at", "published_at"})
_PSEUDONYMS = frozenset({"person", "judge"})


@hookimpl
def asgi_wrapper(datasette: Site) -> Callable[[guard.App], guard.App]:
    """Put the guard before everything."""
    return lambda app: guard.Guard(datasette, app)


@hookimpl
def register_routes() -> list[tuple[str, Any]]:
    """List our pages; they go before Datasette's own."""
    return [
        (r"^/$", pages.overview),
        (r"^/conversations$", pages.conversations),
        (r"^/conversations/(?P<number>\d{1,18})$", pages.conversation),
        (r"^/search$", pages.search),
        (r"^/charts$", charts.page),
        (r"^/charts/(?P<name>\w+)\.svg$", charts.picture),
        (r"^/gaps$", gaps.listed),
        (r"^/gaps/(?P<number>\d{1,18})$", gaps.one),
        (r"^/gaps/(?P<number>\d{1,18})/decide$", judging.decide),
        (r"^/decisions$", decisions.listed),
        (r"^/decisions/(?P<number>\d{1,18})/take-back$", decisions.take_back),
        # All of Datasette's own, whose cells a spreadsheet could take for formulas.
        (r"^/log(/(?P<name>.*))?\.csv$", pages.csv_file),
        (rf"^{guard.SIGN_IN}$", sessions.sign_in),
        (rf"^{guard.SIGN_OUT}$", sessions.sign_out),
    ]


@hookimpl
def permission_allowed(action: str, resource: Any) -> bool:  # noqa: ANN401 - a name, a pair of names, or None
    """Let everybody whom the guard lets in see the log and the queries; nobody may write SQL of their own."""
    if action == "view-table":
        return resource[0] == _DATABASE and resource[1] in TABLES
    if action == "view-query":
        return bool(resource[0] == _DATABASE)
    return action == "view-instance" or (action == "view-database" and resource == _DATABASE)


@hookimpl
def canned_queries(database: str) -> dict[str, dict[str, str]]:
    """Offer our queries."""
    if database != _DATABASE:
        return {}
    return {name: {"title": q.title, "description": q.description, "sql": q.sql} for name, q in QUERIES.items()}


@hookimpl
def prepare_jinja2_environment(env: Environment) -> None:
    """Give the templates a language where no request says which."""
    env.trim_blocks = env.lstrip_blocks = True
    env.globals.update(languages.reader("").names())


@hookimpl
def extra_template_vars(datasette: Site, request: Request | None) -> dict[str, Any]:
    """Give the templates the reader's language, and what every page shows."""
    if request is None:
        return {}
    names = languages.reader(request.headers.get("accept-language", "")).names()
    return {
        **names,
        "signed_in": bool(datasette.password and request.actor),
        "columns_said": COLUMNS,
        "path": request.path,
    }


@hookimpl
def render_cell(value: Any, column: str, database: str) -> str | Markup | None:  # noqa: ANN401 - a cell of any column
    """Link conversations, write times as times, and shorten pseudonyms; the JSON and CSV have all as it stands."""
    value = value["value"] if isinstance(value, dict) else value
    if database != _DATABASE or value is None:
        return None
    if column == "conversation" and isinstance(value, int):
        return Markup('<a href="/conversations/{0}">{0}</a>').format(value)
    if column in _TIMES and isinstance(value, float):
        return datetime.fromtimestamp(value, UTC).astimezone().strftime("%Y-%m-%d\u00a0%H:%M")
    if column in _PSEUDONYMS and isinstance(value, str):
        return f"{value[:8]}…" if len(value) > 9 else value
    return None


@hookimpl
def forbidden(datasette: Site, request: Request) -> Any:  # noqa: ANN401 - a coroutine function, as the hook wants
    """Say that a page is closed; what is behind it stays unsaid."""

    async def inner() -> Response:
        return await datasette.notice(request, 404, guard.NOT_HERE)

    return inner


@hookimpl
def handle_exception(datasette: Site, request: Request, exception: Exception) -> Any:  # noqa: ANN401 - as above
    """Say what is wrong in a sentence; the library writes the details of a fault to standard error."""

    async def inner() -> Response:
        if isinstance(exception, NotFound | Forbidden):
            return await datasette.notice(request, 404, guard.NOT_HERE)
        if isinstance(exception, Base400) or getattr(exception, "status", 500) < 500:
            return await datasette.notice(request, 400, guard.NO_SENSE)
        return await datasette.notice(request, 500, N_("Something went wrong. Nothing was changed; please try again."))

    return inner
