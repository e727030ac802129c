"""A small Bot API server for the tests: answers on the loopback interface, and keeps every request.

Formatting is read by TDLib's own parser, as Telegram's server does; a message that it refuses is answered with 400.
"""

import asyncio
import itertools
import json
import threading
import time
from collections import defaultdict
from email.parser import BytesParser
from email.policy import HTTP

import tdjson
from aiohttp import web

BOT = {
    "id": 1,
    "is_bot": True,
    "first_name": "Bot",
    "username": "quote_bot",
    "can_join_groups": True,
    "can_read_all_group_messages": False,
    "supports_inline_queries": True,
}
# So many seconds a bot that asks for news is kept waiting, at most: tests must end soon.
HOLD = 0.3


def td(request):
    """Run one of TDLib's offline functions."""
    return json.loads(tdjson.td_execute(json.dumps(request).encode()) or b"{}")


td({"@type": "setLogVerbosityLevel", "new_verbosity_level": 0})


def parse_html(text):
    """Return what TDLib makes of a message: an object with `text` and `entities`, or an error."""
    return td({"@type": "parseTextEntities", "text": text, "parse_mode": {"@type": "textParseModeHTML"}})


def member(status, user):
    """Return somebody's membership of a group."""
    rights = (
        "can_be_edited can_manage_chat can_delete_messages can_manage_video_chats can_restrict_members "
        "can_promote_members can_change_info can_invite_users can_post_stories can_edit_stories can_delete_stories"
    )
    extra = {"is_anonymous": False} if status in ("creator", "administrator") else {}
    extra |= dict.fromkeys(rights.split(), True) if status == "administrator" else {}
    return {"user": user, "status": status, **extra, **({"until_date": 0} if status == "kicked" else {})}


class TelegramServer:
    """The server, in a thread with a loop of its own."""

    def __init__(self):
        self.calls, self.faults, self.updates, self.files = [], [], [], {}
        self.messages = defaultdict(dict)
        self.members, self.migrated, self.topics = {}, {}, {}
        self.numbers, self.update_ids = itertools.count(1), itertools.count(1000)
        self.webhook = None
        self.lock = threading.Condition()
        self.loop = asyncio.new_event_loop()
        self.thread = threading.Thread(target=self._run, daemon=True)
        started = threading.Event()
        self.loop.call_soon(started.set)
        self.thread.start()
        started.wait(5)
        self.port = asyncio.run_coroutine_threadsafe(self._listen(), self.loop).result(5)

    def _run(self):
        asyncio.set_event_loop(self.loop)
        self.loop.run_forever()

    async def _listen(self):
        app = web.Application()
        app.router.add_route("*", "/bot{token}/{method}", self._handle)
        app.router.add_get("/file/bot{token}/{path:.*}", self._download)
        self.runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.1)
        await self.runner.setup()
        site = web.TCPSite(self.runner, "127.0.0.1", 0)
        await site.start()
        return site._server.sockets[0].getsockname()[1]

    def close(self):
        """Stop serving."""
        asyncio.run_coroutine_threadsafe(self._shut(), self.loop).result(5)
        self.loop.call_soon_threadsafe(self.loop.stop)
        self.thread.join(5)
        self.loop.close()

    async def _shut(self):
        await self.runner.cleanup()
        tasks = [task for task in asyncio.all_tasks() if task is not asyncio.current_task()]
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    @property
    def environment(self):
        """The settings that point a bot to this server."""
        return {
            "FUNDSTELLE_TELEGRAM_TOKEN": "1:TEST",
            "FUNDSTELLE_API_URL": f"http://127.0.0.1:{self.port}/bot",
            "FUNDSTELLE_API_FILE_URL": f"http://127.0.0.1:{self.port}/file/bot",
        }

    # What people do.

    def push(self, kind, body):
        """Queue an update."""
        with self.lock:
            update = {"update_id": next(self.update_ids), kind: body}
            self.updates.append(update)
            return update

    def chat(self, chat_id):
        if chat_id > 0:
            return {"id": chat_id, "type": "private", "first_name": "Ada"}
        forum = {"is_forum": True} if chat_id in self.topics else {}
        return {"id": chat_id, "type": "supergroup", "title": "Team", **forum}

    def user(self, user_id, language="en"):
        return {"id": user_id, "is_bot": False, "first_name": "Ada", "last_name": "Lovelace", "language_code": language}

    def write(self, text=None, chat=11, user=None, language="en", *, topic=None, reply_to=None, date=None, **more):
        """Let somebody write a message; returns the message."""
        message = {
            "message_id": next(self.numbers),
            "date": date or int(time.time()),
            "chat": self.chat(chat),
            "from": self.user(user or abs(chat), language),
            **more,
        }
        if text is not None:
            entities = td({"@type": "getTextEntities", "text": text}).get("entities", [])
            names = {"textEntityTypeBotCommand": "bot_command", "textEntityTypeMention": "mention"}
            message["text"] = text
            message["entities"] = [
                {"type": names[e["type"]["@type"]], "offset": e["offset"], "length": e["length"]}
                for e in entities
                if e["type"]["@type"] in names
            ]
        if topic:
            message.update(message_thread_id=topic, is_topic_message=True)
        if reply_to:
            message["reply_to_message"] = self.messages[chat][reply_to]
        self.messages[chat][message["message_id"]] = message
        self.push("message", message)
        return message

    def edit(self, message, text):
        """Let somebody edit a message."""
        changed = {**message, "text": text, "edit_date": int(time.time())}
        self.push("edited_message", changed)

    def press(self, message, data, user=None):
        """Let somebody press a button."""
        chat = message["chat"]["id"]
        self.push(
            "callback_query",
            {
                "id": f"press-{next(self.numbers)}",
                "from": self.user(user or abs(chat)),
                "chat_instance": "1",
                "data": data,
                "message": self.messages[chat].get(message["message_id"], message),
            },
        )

    def send_file(self, name, content, chat=11, **more):
        """Let somebody send a file."""
        self.files[name] = content
        document = {"file_id": name, "file_unique_id": name, "file_name": name, "file_size": len(content)}
        return self.write(chat=chat, document=document, **more)

    def change_membership(self, chat, old, new, user=11):
        """Let somebody add or remove the bot."""
        self.push(
            "my_chat_member",
            {
                "chat": self.chat(chat),
                "from": self.user(user),
                "date": int(time.time()),
                "old_chat_member": member(old, BOT),
                "new_chat_member": member(new, BOT),
            },
        )

    # What the bot did.

    def fail(self, method, kind, times=1):
        """Let the next requests of a method fail: a status, "drop", "drop_after" or "garbled"."""
        self.faults.append({"method": method, "kind": kind, "times": times})

    def mark(self):
        """Return where the requests are now, to look at those after."""
        return len(self.calls)

    def wait(self, method, count=1, after=0, timeout=8.0, **params):
        """Wait for finished requests of a method with these parameters; returns them."""

        def found():
            return [
                call
                for call in self.calls[after:]
                if call["method"] == method
                and "status" in call
                and all(call["params"].get(k) == v for k, v in params.items())
            ]

        with self.lock:
            self.lock.wait_for(lambda: len(found()) >= count, timeout)
            return found()

    def ask(self, text=None, method="sendMessage", **named):
        """Write a message and return the request that answers it."""
        after = self.mark()
        message = self.write(text, **named)
        calls = self.wait(method, after=after, chat_id=message["chat"]["id"])
        assert calls, f"no {method} after {text!r}: {[c['method'] for c in self.calls[after:]]}"
        return calls[0]

    # The server.

    async def _parameters(self, request):
        if request.content_type == "application/json":
            raw, files = await request.json(), {}
        elif request.content_type == "multipart/form-data":
            raw, files = _parts(request.headers["Content-Type"], await request.read())
        else:
            raw, files = dict(await request.post()), {}
        params = {}
        for name, value in {**raw, **request.query}.items():
            try:
                params[name] = (
                    json.loads(value) if name not in ("text", "caption", "data") and isinstance(value, str) else value
                )
            except ValueError:
                params[name] = value
        return params, files

    async def _handle(self, request):  # noqa: PLR0911 - one for each kind of fault
        method = request.match_info["method"]
        params, files = await self._parameters(request)
        if request.match_info["token"] != "1:TEST":
            return self._error(401, "Unauthorized")
        call = {"method": method, "params": params, "files": files, "at": time.monotonic()}
        if method != "getUpdates":
            self.calls.append(call)
        fault = next((f for f in self.faults if f["method"] == method and f["times"]), None)
        kind = None
        if fault:
            fault["times"] -= 1
            kind = fault["kind"]
            if kind == "drop":
                call["status"] = 0
                request.transport.abort()
                return web.Response()
            if kind == "garbled":
                return web.Response(text="<html>Bad Gateway</html>")
            if isinstance(kind, int):
                call["status"] = kind
                return self._error(kind, "Injected", {"retry_after": 1} if kind == 429 else None)
        try:
            result = await self._answer(method, params)
        except BadRequestError as error:
            call["status"], call["error"] = 400, str(error)
            self._notify()
            return self._error(400, f"Bad Request: {error}", error.parameters)
        call["result"], call["status"] = result, 200
        self._notify()
        if kind == "drop_after":
            request.transport.abort()
            return web.Response()
        return web.json_response({"ok": True, "result": result})

    def _notify(self):
        with self.lock:
            self.lock.notify_all()

    @staticmethod
    def _error(code, description, parameters=None):
        body = {"ok": False, "error_code": code, "description": description}
        return web.json_response({**body, **({"parameters": parameters} if parameters else {})}, status=code)

    async def _answer(self, method, params):  # noqa: PLR0911 - one for each kind of request
        if method == "getMe":
            return BOT
        if method == "getUpdates":
            return await self._get_updates(params)
        if method in ("sendMessage", "sendDocument", "sendPhoto"):
            return self._send(params)
        if method in ("editMessageText", "editMessageReplyMarkup"):
            return self._edit(method, params)
        if method == "getChatMember":
            status = self.members.get((params["chat_id"], params["user_id"]), "member")
            return member(status, self.user(params["user_id"]))
        if method == "getFile":
            return {"file_id": params["file_id"], "file_unique_id": "u", "file_path": params["file_id"]}
        if method == "answerInlineQuery":
            for result in params["results"]:
                self._parse(result["input_message_content"]["message_text"])
        if method == "setWebhook":
            self.webhook = params
        return True

    async def _get_updates(self, params):
        end = time.monotonic() + min(params.get("timeout", 0), HOLD)
        with self.lock:
            self.updates = [u for u in self.updates if u["update_id"] >= params.get("offset", 0)]
        while not self.updates and time.monotonic() < end:
            await asyncio.sleep(0.005)
        return self.updates[:100]

    def _parse(self, text):
        parsed = parse_html(text)
        if parsed["@type"] == "error":
            raise BadRequestError(parsed["message"])
        if not parsed["text"].strip():
            raise BadRequestError("message text is empty")
        if len(parsed["text"].encode("utf-16-le")) // 2 > 4096:
            raise BadRequestError("message is too long")
        return parsed["text"]

    def _send(self, params):
        chat = params["chat_id"]
        if chat in self.migrated:
            raise BadRequestError("group chat was upgraded", {"migrate_to_chat_id": self.migrated[chat]})
        topic = params.get("message_thread_id")
        if topic is not None and topic not in self.topics.get(chat, ()):
            raise BadRequestError("message thread not found")
        message = {"message_id": next(self.numbers), "date": int(time.time()), "chat": self.chat(chat), "from": BOT}
        if "text" in params:
            message["text"] = self._parse(params["text"])
        quote = (params.get("reply_parameters") or {}).get("quote")
        if quote:
            source = self.messages[chat][params["reply_parameters"]["message_id"]]
            if quote not in source.get("text", ""):
                raise BadRequestError("QUOTE_TEXT_INVALID")
        if topic is not None:
            message.update(message_thread_id=topic, is_topic_message=True)
        if (params.get("reply_markup") or {}).get("inline_keyboard"):
            message["reply_markup"] = _checked(params["reply_markup"])
        self.messages[chat][message["message_id"]] = message
        return message

    def _edit(self, method, params):
        message = self.messages[params["chat_id"]].get(params["message_id"])
        if message is None:
            raise BadRequestError("message to edit not found")
        if message["from"]["id"] != BOT["id"]:
            raise BadRequestError("message can't be edited")
        changed = {k: v for k, v in message.items() if k != "reply_markup"}
        if method == "editMessageText":
            changed["text"] = self._parse(params["text"])
        if params.get("reply_markup"):
            changed["reply_markup"] = _checked(params["reply_markup"])
        if changed == message:
            raise BadRequestError("message is not modified")
        self.messages[params["chat_id"]][params["message_id"]] = changed
        return changed

    async def _download(self, request):
        return web.Response(body=self.files[request.match_info["path"]])


def _checked(markup):
    """Return a keyboard as it came, where Telegram would take it: what a button sends back has 1 to 64 bytes."""
    for row in markup.get("inline_keyboard", []):
        for button in row:
            if "callback_data" in button and not 1 <= len(button["callback_data"].encode()) <= 64:
                raise BadRequestError("BUTTON_DATA_INVALID")
    return markup


class BadRequestError(Exception):
    """What Telegram answers with 400."""

    def __init__(self, description, parameters=None):
        super().__init__(description)
        self.parameters = parameters


def _parts(content_type, body):
    """Return the fields and files of a form, read as a whole: read as a stream, they may warn at the seams."""
    message = BytesParser(policy=HTTP).parsebytes(f"Content-Type: {content_type}\r\n\r\n".encode() + body)
    fields, files = {}, {}
    for part in message.iter_parts():
        name, content = part.get_param("name", header="content-disposition"), part.get_payload(decode=True)
        if part.get_filename():
            files[name] = content
        else:
            fields[name] = content.decode()
    return fields, files
