"""Who gets into the review site, from where, and what a form from elsewhere can do: nothing."""

import re
import socket

import pytest
from click.testing import CliRunner
from web_site import Log, Sites, refusal

from bot.configuration import Configuration, ConfigurationError
from bot.store import gaps
from bot.web.cli import listening, password_for, run_web
from bot.web.queries import QUERIES
from bot.web.sessions import Attempts

PASSWORD = "ein Satz, den niemand errät"
EVERYTHING = (
    "/",
    "/gaps",
    "/gaps/1",
    "/gaps/1/decide",
    "/decisions",
    "/decisions/1/take-back",
    "/conversations",
    "/conversations/1",
    "/search?q=kostet",
    "/charts",
    "/charts/questions.svg",
    "/log",
    "/log.json",
    "/log.db",
    "/log?sql=select+1",
    *(f"/log/{name}{form}" for name in QUERIES for form in ("", ".json", ".csv")),
    *(f"/log/{table}{form}" for table in ("messages", "updates") for form in ("", ".json", ".csv", "/1", "/1.json")),
    *(
        f"/-/{page}{form}"
        for page in ("databases", "metadata", "plugins", "settings", "versions", "threads", "actor", "config")
        for form in ("", ".json")
    ),
    *(f"/-/{page}" for page in ("auth-token", "permissions", "messages", "allow-debug", "patterns")),
    *(f"/-/{page}" for page in ("logout", "sign-out")),
    "/-/static/app.css",
    "/-/static-plugins/x/y.css",
    "/_internal",
    "/_memory",
    "/favicon.ico",
    "/pseudonyms.key",
    "/assets/../../../pseudonyms.key",
    "/assets/%2e%2e/site.py",
    "/nothing",
    "//",
)  # fmt: skip


@pytest.fixture
def log(home):
    log = Log(home)
    log.gap = log.ask("Was kostet das?", refusal("Was kostet das?"), person=7)
    yield log
    log.store.close()


@pytest.fixture
def sites(log):
    sites = Sites(log.home)
    yield sites
    sites.close()


def decided(log):
    return log.do(lambda db: db.execute("SELECT count(*) FROM decisions").fetchone()[0])


def sign_in(browser, password=PASSWORD, **fields):
    return browser.send("/-/sign-in", "/-/sign-in", {"password": password, **fields})


@pytest.mark.parametrize("host", ["127.0.0.1:8001", "localhost", "LOCALHOST:9", "[::1]:8001", "127.0.0.9"])
def test_without_a_password_this_machine_may_look(sites, host):
    assert sites.browser(host=host).get("/").status_code == 200


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1.evil.example", "localhost.evil.example:8001", "10.0.0.1"])
def test_a_foreign_name_that_leads_to_this_machine_opens_nothing(sites, host):
    browser = sites.browser(host=host)
    for path in EVERYTHING:
        shown = browser.get(path)
        assert shown.status_code == 403, path
        assert "kostet" not in shown.text


def test_behind_a_proxy_it_takes_a_password(sites):
    browser = sites.browser()
    for name in ("X-Forwarded-For", "Forwarded", "X-Real-IP", "X-Forwarded-Host"):
        assert browser.get("/", headers={name: "10.1.2.3"}).status_code == 403


@pytest.mark.parametrize("path", EVERYTHING)
def test_with_a_password_every_route_asks_for_it(sites, path):
    browser = sites.browser(sites.site(PASSWORD), host="review.example.org")
    page = browser.get(path)
    assert page.status_code == 303
    assert page.headers["location"].startswith("/-/sign-in?next=")
    for headers in ({"accept": "application/json"}, {"authorization": "Bearer x"}, {"cookie": "ds_actor=x"}):
        refused = browser.get(path, headers={"accept": "*/*", **headers})
        assert refused.status_code == 401, path
        assert "kostet" not in refused.text
    for method in ("POST", "PUT", "DELETE", "OPTIONS", "HEAD"):
        assert browser.request(method, path).status_code in (401, 405)


def test_the_door_and_its_styles_are_open(sites):
    browser = sites.browser(sites.site(PASSWORD), host="review.example.org")
    door = browser.get("/-/sign-in")
    assert door.status_code == 200
    assert 'type="password"' in door.text
    assert 'href="/gaps"' not in door.text
    for path in re.findall(r'href="(/assets/[^"]+)"', door.text):
        assert browser.get(path).status_code == 200


def test_signing_in_opens_the_page_that_was_wanted_and_signing_out_closes_it(sites):
    browser = sites.browser(sites.site(PASSWORD))
    wanted = browser.get("/gaps?page=1").headers["location"]
    token = browser.get(wanted).text.partition('name="next" value="')[2].partition('"')[0]
    entered = sign_in(browser, next=token.replace("&amp;", "&"))
    assert (entered.status_code, entered.headers["location"]) == (303, "/gaps?page=1")
    assert "Was kostet das?" in browser.get("/gaps").text
    stolen = "; ".join(f"{name}={value}" for name, value in browser.cookies.items())
    assert browser.get("/gaps", headers={"cookie": stolen}).status_code == 200
    left = browser.send("/", "/-/sign-out", {})
    assert (left.status_code, left.headers["location"]) == (303, "/-/sign-in")
    assert browser.get("/gaps").status_code == 303
    thief = sites.browser(browser.site)
    assert thief.get("/gaps", headers={"cookie": stolen}).status_code == 303, "a copied cookie ends with the session"


def test_the_cookie_is_kept_from_programs_and_from_other_sites(sites):
    for scheme_host, secure in (("127.0.0.1", False), ("127.0.0.1", True)):
        browser = sites.browser(sites.site(PASSWORD), host=scheme_host)
        if secure:
            browser._client._base_url = browser._client._base_url.copy_with(scheme="https")
        cookie = sign_in(browser).headers["set-cookie"].lower()
        assert cookie.startswith("fundstelle_session=")
        assert "httponly" in cookie
        assert "samesite=lax" in cookie
        assert ("secure" in cookie) is secure
        assert PASSWORD not in cookie


def test_a_cookie_made_by_hand_opens_nothing(sites):
    site = sites.site(PASSWORD)
    browser = sites.browser(site)
    for value in ("", "x", "ImEi.x", site.sign("0" * 32, "fundstelle_session"), site.sign({"a": 1}, "actor")):
        assert browser.get("/gaps", headers={"cookie": f"fundstelle_session={value}"}).status_code == 303
        assert browser.get("/gaps", headers={"cookie": f"ds_actor={value}"}).status_code == 303


@pytest.mark.parametrize("password", ["", "falsch", PASSWORD[:-1], PASSWORD + "x", PASSWORD.upper(), "ü" * 5000])
def test_another_password_opens_nothing(sites, password):
    browser = sites.browser(sites.site(PASSWORD))
    refused = sign_in(browser, password)
    assert refused.status_code == 401
    assert "That is not the password." in refused.text
    assert browser.get("/gaps").status_code == 303


@pytest.mark.parametrize("next_page", ["//evil.example", "https://evil.example", "/\\evil.example", "x", "/a\nb", ""])
def test_signing_in_never_leads_elsewhere(sites, next_page):
    assert sign_in(sites.browser(sites.site(PASSWORD)), next=next_page).headers["location"] == "/"


def test_wrong_passwords_cost_more_and_more_time():
    now = [100.0]
    attempts = Attempts(clock=lambda: now[0])
    waits = []
    for _ in range(12):
        attempts.wrong("10.0.0.1")
        waits.append(attempts.wait("10.0.0.1"))
    assert waits[:3] == [0, 0, 0]
    assert waits[3:6] == [2, 4, 8]
    assert waits[-1] == 60
    assert attempts.wait("10.0.0.2") == 0
    now[0] += 59.5
    assert attempts.wait("10.0.0.1") == 0.5
    attempts.right("10.0.0.1")
    assert attempts.wait("10.0.0.1") == 0


def test_wrong_passwords_are_forgotten_and_fill_no_memory():
    now = [0.0]
    attempts = Attempts(clock=lambda: now[0])
    for number in range(10_005):
        attempts.wrong(str(number))
    assert len(attempts._wrong) == 10_000
    for _ in range(8):
        attempts.wrong("x")
    now[0] += 3601
    assert attempts.wait("x") == 0
    attempts.wrong("x")
    assert attempts.wait("x") == 0


def test_whoever_guesses_has_to_wait_even_with_the_right_password(sites):
    browser = sites.browser(sites.site(PASSWORD))
    for _ in range(4):
        assert sign_in(browser, "falsch, ganz falsch").status_code == 401
    refused = sign_in(browser)
    assert refused.status_code == 429
    assert int(refused.headers["retry-after"]) >= 1
    assert "Please wait" in refused.text


def test_a_form_from_elsewhere_changes_nothing(sites, log):
    browser = sites.browser()
    form = {"kind": "no_question"}
    address = f"/gaps/{log.gap}/decide"
    without_cookie = browser.request("POST", address, data=form)
    assert without_cookie.status_code == 403, "what carries no cookie would pass the library's check"
    browser.get("/gaps/1")
    token = browser.cookies["ds_csrftoken"]
    for headers, fields in (
        ({"origin": "https://evil.example"}, {**form, "csrftoken": token}),
        ({"origin": "null"}, {**form, "csrftoken": token}),
        ({"origin": "http://127.0.0.1:9999"}, {**form, "csrftoken": token}),
        ({}, form),
        ({}, {**form, "csrftoken": "x"}),
        ({"authorization": "Bearer x"}, form),
        ({"authorization": "Bearer x"}, {**form, "csrftoken": token}),
    ):
        refused = browser.request("POST", address, data=fields, headers=headers)
        assert refused.status_code == 403
        assert "out of date" in refused.text
    json_form = browser.request("POST", address, json={**form, "csrftoken": token})
    assert json_form.status_code == 403
    assert decided(log) == 0
    assert browser.request("GET", address, params={**form, "csrftoken": token}).status_code == 303
    assert decided(log) == 0, "a link changes nothing"
    assert browser.send("/gaps/1", address, form).status_code == 303
    assert decided(log) == 1


def test_a_form_without_a_length_or_too_long_is_refused(sites, log):
    browser = sites.browser()
    too_long = browser.send("/gaps/1", f"/gaps/{log.gap}/decide", {"kind": "no_question", "x": "y" * 300_000})
    assert too_long.status_code == 413

    async def stream():
        yield b"kind=no_question"

    form = {"content-type": "application/x-www-form-urlencoded"}
    unmeasured = browser.request("POST", f"/gaps/{log.gap}/decide", content=stream(), headers=form)
    assert unmeasured.status_code == 413
    assert decided(log) == 0


def test_bytes_that_are_no_text_break_nothing(sites, log):
    browser = sites.browser()
    browser.get("/gaps/1")
    token = browser.cookies["ds_csrftoken"]
    form = {"content-type": "application/x-www-form-urlencoded"}
    for method, path, named in (
        ("GET", "/", {"headers": {"cookie": b"x=\xff\xfe"}}),
        ("GET", "/search?q=%ff%fe", {}),
        ("GET", "/%ff%fe", {}),
        ("GET", "/gaps?page=%C2%B2", {}),
        ("GET", "/", {"headers": {"accept-language": b"\xff"}}),
        ("GET", "/", {"headers": {"host": b"\xff"}}),
        ("POST", "/gaps/1/decide", {"content": b"kind=\xff&csrftoken=" + token.encode(), "headers": form}),
        ("POST", "/gaps/1/decide", {"content": b"x", "headers": {"content-type": "multipart/form-data"}}),
        ("POST", "/gaps/1/decide", {"content": b"\x00" * 50, "headers": form}),
    ):
        assert browser.request(method, path, **named).status_code < 500, (method, path)
    assert decided(log) == 0


def test_every_answer_tells_the_browser_what_it_may_do(sites):
    for browser, paths in (
        (sites.browser(), EVERYTHING),
        (sites.browser(sites.site(PASSWORD)), ("/", "/-/sign-in", "/assets/web.css")),
    ):
        for path in paths:
            headers = browser.get(path).headers
            policy = headers["content-security-policy"]
            assert "default-src 'none'" in policy
            assert "script-src" not in policy
            assert "unsafe" not in policy or path.endswith(".svg")
            assert headers["x-content-type-options"] == "nosniff"
            assert headers["x-frame-options"] == "DENY"
            assert headers["referrer-policy"] == "same-origin"
            assert "no-store" in headers["cache-control"]
            assert "access-control-allow-origin" not in headers


def test_the_key_of_the_pseudonyms_and_the_password_are_never_served(sites, home):
    key = (home / "pseudonyms.key").read_bytes()
    site = sites.site(PASSWORD)
    browser = sites.browser(site)
    sign_in(browser)
    for path in EVERYTHING:
        shown = browser.get(path)
        assert shown.status_code != 500, path
        for secret in (key, key.hex().encode(), PASSWORD.encode(), site._secret.encode()):
            assert secret not in shown.content, path
    assert "Sign out" in browser.get("/").text


def test_only_known_methods_are_taken(sites):
    browser = sites.browser()
    for method in ("PUT", "DELETE", "PATCH", "OPTIONS", "TRACE"):
        assert browser.request(method, "/gaps").status_code == 405


def test_the_site_reads_through_connections_that_cannot_write(sites, log):
    site = sites.site()
    browser = sites.browser(site)
    browser.get("/")

    def write(db):
        db.execute("DELETE FROM messages")

    with pytest.raises(Exception, match="readonly"):
        browser._runner.run(site.reader.run(write))
    connection = site.databases["log"].connect()
    with pytest.raises(Exception, match="readonly"):
        connection.execute("DELETE FROM messages")
    assert log.do(gaps.count) == 1


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "10.0.0.7", "review.example.org", ""])
def test_beyond_this_machine_it_takes_a_password(host):
    with pytest.raises(ConfigurationError, match=r"others could read every question.*FUNDSTELLE_WEB_PASSWORD"):
        password_for(Configuration(), host)
    assert password_for(Configuration(web_password=PASSWORD), host) == PASSWORD


@pytest.mark.parametrize("host", ["127.0.0.1", "::1", "localhost", "127.3.2.1"])
def test_on_this_machine_it_takes_none(host):
    assert password_for(Configuration(), host) == ""


def test_a_short_password_is_refused_without_showing_it():
    with pytest.raises(ConfigurationError) as caught:
        password_for(Configuration(web_password="geheim!"), "127.0.0.1")
    assert "FUNDSTELLE_WEB_PASSWORD" in str(caught.value)
    assert "geheim" not in str(caught.value)


def test_the_command_says_what_is_missing(monkeypatch, tmp_path):
    monkeypatch.chdir(tmp_path)
    result = CliRunner().invoke(run_web, ["--host", "0.0.0.0", "--port", "0"])
    assert "FUNDSTELLE_WEB_PASSWORD" in str(result.exception)
    result = CliRunner().invoke(run_web, ["--port", "0"])
    assert "there is no log yet" in str(result.exception)
    with socket.create_server(("127.0.0.1", 0)) as taken:
        number = taken.getsockname()[1]
        with pytest.raises(ConfigurationError, match=rf"--port {number}: cannot listen there"):
            listening("127.0.0.1", number)
    with pytest.raises(ConfigurationError, match="cannot listen there"):
        listening("256.1.1.1", 0)


def test_the_command_says_when_the_extra_is_not_installed(monkeypatch):
    monkeypatch.setitem(__import__("sys").modules, "bot.web.serving", None)
    result = CliRunner().invoke(run_web, ["--port", "0"])
    assert "fundstelle[web]" in str(result.exception)
