"""Drives the system's Chromium without a window: for the tests of the pages, and for their pictures."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from selenium import webdriver
from selenium.webdriver.chrome.service import Service

_PROGRAMS = ("chromium", "chromium-browser", "google-chrome")
_DRIVERS = ("chromedriver",)
# A window narrower than this one is taken for a telephone.
_TELEPHONE = 500


def programs() -> tuple[str, str] | None:
    """Return where Chromium and its driver are; None where one of them is not installed."""
    found = [next(filter(None, map(shutil.which, names)), None) for names in (_PROGRAMS, _DRIVERS)]
    return (found[0], found[1]) if found[0] and found[1] else None


@contextmanager
def chromium(language: str = "en", scripts: bool = True, arguments: Sequence[str] = ()) -> Iterator[webdriver.Chrome]:
    """Open Chromium, and close it in the end.

    Args:
        language: the language it prefers.
        scripts: whether pages may run any.
        arguments: more of its command line.

    Raises:
        RuntimeError: it is not installed.
    """
    installed = programs()
    if installed is None:
        raise RuntimeError("Chromium or its driver is not installed: apt-get install chromium chromium-driver")
    options = webdriver.ChromeOptions()
    options.binary_location = installed[0]
    options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
    options.add_experimental_option(
        "prefs",
        {"intl.accept_languages": language, "profile.managed_default_content_settings.javascript": 1 if scripts else 2},
    )
    sandbox = ["--no-sandbox"] if os.geteuid() == 0 else []
    # In a container /dev/shm may be too small for a page.
    for argument in ("--headless=new", "--disable-dev-shm-usage", "--hide-scrollbars", *sandbox, *arguments):
        options.add_argument(argument)
    driver = webdriver.Chrome(options=options, service=Service(installed[1]))
    try:
        yield driver
    finally:
        driver.quit()


def look(driver: webdriver.Chrome, width: int, height: int, dark: bool = False) -> None:
    """Make the window so many pixels wide and high, and its wearer like dark pages or light ones."""
    driver.execute_cdp_cmd(
        "Emulation.setDeviceMetricsOverride",
        {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": width < _TELEPHONE},
    )
    scheme = {"name": "prefers-color-scheme", "value": "dark" if dark else "light"}
    driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": [scheme]})
