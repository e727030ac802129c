"""Articles that admins send as files: checked, shown, and added or taken out after a confirmation."""

from __future__ import annotations

import asyncio
import contextlib
import shutil
import tempfile
import time
from collections import Counter
from pathlib import Path
from typing import cast

from telegram import Document, Message, Update

from bot.telegram import replies
from bot.telegram.admin import reindex
from bot.telegram.buttons import Press
from bot.telegram.desk import Context, place_of
from bot.telegram.keyboards import articles_keyboard, confirm_keyboard, named, short
from bot.telegram.messages import escaped, list_message
from bot.telegram.private import voice_in
from bot.telegram.texts import N_, Voice, readable
from knowledge.building import Reading, read_folder
from knowledge.folder import ARTICLE_SUFFIXES

_LARGEST = 1 << 20
_COMPANIONS = ("", ".notes", ".en")
_TOPICS = "topics.toml"
_LONGEST = 200


def stem_of(name: str) -> str:
    """Return what an article and the files beside it have in common."""
    stem = Path(name).stem
    return stem.removesuffix(".notes").removesuffix(".en") if name.endswith(".toml") else stem


def belongs(path: Path, stem: str) -> bool:
    """Tell whether a file is an article of that name, or stands beside it."""
    return path.suffix in (*ARTICLE_SUFFIXES, ".toml") and stem_of(path.name) == stem


def acceptable(name: str) -> bool:
    """Tell whether a file may be called so: an article or a sidecar, no path, nothing hidden, nobody else's file."""
    path = Path(name)
    plain = name == path.name and not name.startswith(".") and name.isprintable() and len(name.encode()) <= _LONGEST
    return plain and path.suffix in (*ARTICLE_SUFFIXES, ".toml") and name != _TOPICS and bool(stem_of(name))


async def on_document(update: Update, context: Context) -> None:
    """Keep a file that an admin sends until it is confirmed, and show what was recognised in it."""
    message = cast(Message, update.effective_message)
    voice = await voice_in(context, message)
    document = cast(Document, message.document)
    name = readable(document.file_name or "")
    if not context.desk.is_admin(message.from_user):
        await replies.send(
            context, place_of(message), voice.html(N_("I can only read text. Please write your question in words."))
        )
        return
    if not acceptable(name) or (document.file_size or 0) > _LARGEST:
        text = voice.html(
            N_(
                "I take articles as <code>.txt</code> or <code>.md</code> files, "
                "with a <code>.toml</code> file beside each where needed, 1 MB at most."
            )
        )
        await replies.send(context, place_of(message), text)
        return
    token = short(f"{message.chat.id}:{stem_of(name)}")
    stage = _stages(context) / token
    content = bytes(await (await document.get_file()).download_as_bytearray())
    await asyncio.to_thread(_keep, stage, name, content)
    await _show(context, message, voice, token)


def _stages(context: Context) -> Path:
    return context.desk.knowledge.places.home / "uploads"


def _keep(stage: Path, name: str, content: bytes) -> None:
    stage.mkdir(parents=True, exist_ok=True)
    (stage / name).write_bytes(content)


async def _show(context: Context, message: Message, voice: Voice, token: str) -> None:
    seeds = context.desk.knowledge.places.seeds
    reading = await asyncio.to_thread(_check, _stages(context) / token, seeds)
    if reading is None:
        await replies.send(
            context, place_of(message), voice.html(N_("Noted. Now send me the article that this file belongs to."))
        )
        return
    keyboard = None if reading.errors else confirm_keyboard(voice.say(N_("Add")), voice.say(N_("Discard")), "a", token)
    await replies.send(context, place_of(message), _recognised(reading, voice), keyboard)


def _check(stage: Path, seeds: Path) -> Reading | None:
    """Read what was sent, together with what stands beside it among the articles; None where the article is missing."""
    stem = stem_of(next(stage.iterdir()).name)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        beside = (
            [path for path in seeds.iterdir() if belongs(path, stem) or path.name == _TOPICS] if seeds.is_dir() else []
        )
        for path in (*beside, *stage.iterdir()):
            shutil.copy(path, folder)
        if not any(path.suffix in ARTICLE_SUFFIXES for path in folder.iterdir()):
            return None
        return read_folder(folder)


def _recognised(reading: Reading, voice: Voice) -> str:
    """Say what was recognised in an article, or what is wrong with it."""
    lines = []
    for article in reading.articles:
        facts = ", ".join(fact for fact in (article.author, article.publication, str(article.date or "")) if fact)
        lines += [f"<b>{escaped(article.title or article.source, _LONGEST)}</b>", escaped(facts, _LONGEST)]
    speakers = Counter(passage.speaker or voice.say(N_("unknown")) for passage in reading.passages)
    if speakers:
        lines.append(
            voice.html(N_("Who speaks: {names}"), names=", ".join(f"{n} ({c})" for n, c in speakers.most_common(12)))
        )
    lines.append(voice.html(N_("Passages: {number}"), number=len(reading.passages)))
    lines += [f"⚠️ {escaped(str(finding), _LONGEST)}" for finding in reading.findings]
    lines += [f"❌ {escaped(str(error), 2 * _LONGEST)}" for error in reading.errors]
    question = N_("Correct that and send it again.") if reading.errors else N_("Shall I add it?")
    return list_message(voice.html(question), [line for line in lines if line])


async def on_upload_button(press: Press) -> None:
    """Add what was sent, or discard it."""
    if not press.context.desk.is_admin(press.query.from_user):
        await press.answer(N_("That is for admins."))
        return
    await press.answer()
    token, choice = [*press.args, "", ""][:2]
    stage = _stages(press.context) / token
    if not (token.isalnum() and stage.is_dir()):
        text = press.voice.html(N_("That was dealt with already."))
    elif choice != "yes":
        await asyncio.to_thread(shutil.rmtree, stage, True)
        text = press.voice.html(N_("Discarded."))
    else:
        text = await _add(press, stage)
    await replies.edit(press.context, press.chat_id, press.message_id, text)


async def _add(press: Press, stage: Path) -> str:
    seeds = press.context.desk.knowledge.places.seeds
    sent = {path.name: path.read_bytes() for path in stage.iterdir()}
    before = {name: (seeds / name).read_bytes() for name in sent if (seeds / name).exists()}
    try:
        await asyncio.to_thread(_put, seeds, sent)
    except OSError as error:
        return press.voice.html(N_("The folder of articles cannot be written ({reason})."), reason=str(error.strerror))
    if not await reindex(press.context, press.place, press.voice):
        await asyncio.to_thread(_put, seeds, before, [name for name in sent if name not in before])
        return press.voice.html(N_("Not added."))
    await asyncio.to_thread(shutil.rmtree, stage, True)
    return press.voice.html(N_("Added."))


def _put(folder: Path, contents: dict[str, bytes], gone: list[str] | None = None) -> None:
    """Write files, each whole or not at all, and remove others."""
    for name, content in contents.items():
        new = folder / f".{name}.new"
        new.write_bytes(content)
        new.replace(folder / name)
    for name in gone or ():
        with contextlib.suppress(FileNotFoundError):
            (folder / name).unlink()


async def on_remove(update: Update, context: Context) -> None:
    """`/remove`: choose an article to take out."""
    message = cast(Message, update.effective_message)
    voice = await voice_in(context, message)
    articles = [(article.source, article.title or article.source) for article in context.desk.knowledge.index.articles]
    await replies.send(
        context, place_of(message), voice.html(N_("Which article shall I take out?")), articles_keyboard(articles)
    )


async def on_remove_button(press: Press) -> None:
    """Take out an article after a confirmation; its files are kept in the home folder."""
    if not press.context.desk.is_admin(press.query.from_user):
        await press.answer(N_("That is for admins."))
        return
    await press.answer()
    hashed, choice = [*press.args, "", ""][:2]
    source = named(hashed, [article.source for article in press.context.desk.knowledge.index.articles])
    keyboard = None
    if source is None:
        text = press.voice.html(N_("That was dealt with already."))
    elif choice == "ask":
        text = press.voice.html(N_("Take out <b>{name}</b>?"), name=source)
        keyboard = confirm_keyboard(press.voice.say(N_("Take it out")), press.voice.say(N_("Keep it")), "d", hashed)
    elif choice == "yes":
        text = await _take_out(press, source)
    else:
        text = press.voice.html(N_("It stays."))
    await replies.edit(press.context, press.chat_id, press.message_id, text, keyboard)


async def _take_out(press: Press, source: str) -> str:
    places = press.context.desk.knowledge.places
    shelf = places.home / "removed" / time.strftime("%Y-%m-%d-%H%M%S")
    try:
        moved = await asyncio.to_thread(
            _move, [p for p in places.seeds.iterdir() if belongs(p, stem_of(source))], shelf
        )
    except OSError as error:
        return press.voice.html(N_("The folder of articles cannot be written ({reason})."), reason=str(error.strerror))
    if not await reindex(press.context, press.place, press.voice):
        await asyncio.to_thread(_move, moved, places.seeds)
        return press.voice.html(N_("It stays."))
    return press.voice.html(N_("Taken out: {name}. Its files are kept in {folder}."), name=source, folder=str(shelf))


def _move(paths: list[Path], folder: Path) -> list[Path]:
    folder.mkdir(parents=True, exist_ok=True)
    return [Path(shutil.move(path, folder / path.name)) for path in paths]
