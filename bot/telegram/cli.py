"""The commands `bot`, `settings` and `log`; each imports what it needs when it runs."""

from __future__ import annotations

import sys
import time
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

import click

if TYPE_CHECKING:
    from bot.settings import Places


@click.command("bot")
@click.option("--verbose", is_flag=True, help="Log every step.")
def run_bot(verbose: bool) -> None:
    """Answer in Telegram until stopped. Needs FUNDSTELLE_TELEGRAM_TOKEN, in the environment or in `.env`.

    \b
    Examples:
      fundstelle bot
      FUNDSTELLE_ADMINS=123456789 fundstelle bot
    """
    import asyncio  # noqa: PLC0415

    from bot.configuration import load_configuration, unknown_variables  # noqa: PLC0415
    from bot.settings import places  # noqa: PLC0415
    from bot.telegram.application import run  # noqa: PLC0415
    from bot.telegram.quiet import set_up_logging  # noqa: PLC0415

    configuration = load_configuration()
    token = configuration.require_token()
    if configuration.webhook_url:
        configuration.require_secret()
    # Threads hand over sooner than the usual 5 ms: the loop would wait so long for the one that writes the log.
    sys.setswitchinterval(0.0005)
    set_up_logging([token, configuration.webhook_secret.get_secret_value()], verbose)
    for name in unknown_variables():
        click.echo(
            f"fundstelle: {name} is set, but nothing reads it. `fundstelle settings` lists what is read.", err=True
        )
    asyncio.run(run(configuration, places()))


@click.command("settings")
def show_settings() -> None:
    """Print the settings that are in force; secrets are blanked.

    \b
    Examples:
      fundstelle settings
    """
    from bot.configuration import describe, load_configuration, unknown_variables  # noqa: PLC0415
    from bot.settings import places  # noqa: PLC0415

    rows = describe(load_configuration())
    where = places()
    rows += [
        ("FUNDSTELLE_HOME", str(where.home), "Where all state is kept."),
        ("FUNDSTELLE_SEEDS", str(where.seeds), "The folder of articles."),
    ]
    for name, value, description in rows:
        click.echo(f"{name:<27} {value:<42} {description}")
    for name in unknown_variables():
        click.echo(f"{name:<27} is set, but nothing reads it", err=True)


@click.command("log")
@click.option("--export", "form", type=click.Choice(["csv", "jsonl"]), help="Write the whole log to standard output.")
@click.option(
    "--last", default=10, show_default=True, type=click.IntRange(1, 1000), help="How many conversations to show."
)
def show_log(form: Literal["csv", "jsonl"] | None, last: int) -> None:
    """Show the last conversations, under pseudonyms, or export the log.

    \b
    Examples:
      fundstelle log
      fundstelle log --last 50
      fundstelle log --export csv > log.csv
    """
    from bot.configuration import load_configuration  # noqa: PLC0415
    from bot.settings import DATABASE, places  # noqa: PLC0415
    from bot.store import files, reports  # noqa: PLC0415
    from bot.store.store import reading  # noqa: PLC0415

    load_configuration()
    where: Places = places()
    if not (where.home / DATABASE).exists():
        click.echo(f"No conversations yet: {where.home / DATABASE} does not exist.", err=True)
        return
    with reading(Path(where.home)) as db:
        if form:
            for line in files.lines(reports.export(db), form):
                sys.stdout.write(line)
            return
        for _, messages in groupby(reports.latest(db, last), key=lambda row: row["conversation"]):
            _show_conversation(list(messages))


def _show_conversation(messages: list[dict[str, Any]]) -> None:
    first = messages[0]
    where = first["chat"][:8] if first["kind"] == "private" else first["chat"]
    click.secho(f"{_when(first['at'])} · {first['kind']} {where} · conversation {first['conversation']}", bold=True)
    for row in messages:
        click.echo(f"  {row['person'][:8]}: {row['question']}")
        if row["text"] is None:
            continue
        for line in row["text"].split("\n"):
            click.echo(f"    {line}")
        facts = [f"{row['latency_ms']:.0f} ms", f"confidence {row['confidence']:.2f}", row["verdicts"] or ""]
        facts.append("possibly sent twice" if row["possibly_twice"] else "")
        click.secho(f"    ({', '.join(fact for fact in facts if fact)})", dim=True)
    click.echo()


def _when(at: float) -> str:
    return time.strftime("%Y-%m-%d %H:%M", time.localtime(at))


COMMANDS = (run_bot, show_settings, show_log)
