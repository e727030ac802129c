"""Which files a folder of articles holds, and a name for their content."""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path

from knowledge.errors import FolderError

ARTICLE_SUFFIXES = (".txt", ".md")
FLOORS_FILE = "floors.toml"


def article_files(folder: Path) -> list[Path]:
    """Return the articles of a folder in the order of their names.

    Raises:
        FolderError: there is no such folder, it cannot be read, or it holds no article.
    """
    files = [path for path in _candidates(folder) if path.is_file()]
    if not files:
        raise FolderError(f"{printable(folder)}: holds no articles. Put at least one .txt or .md file in it.")
    return files


def not_files(folder: Path) -> list[Path]:
    """Return what is named as an article but is none: a folder, or a link that leads nowhere."""
    return [path for path in _candidates(folder) if not path.is_file()]


def _candidates(folder: Path) -> list[Path]:
    name = printable(folder)
    try:
        found = sorted(path for path in folder.iterdir() if path.suffix.lower() in ARTICLE_SUFFIXES)
    except FileNotFoundError as error:
        raise FolderError(f"{name}: there is no such folder. Create it and put articles (.txt, .md) in it.") from error
    except NotADirectoryError as error:
        raise FolderError(f"{name}: is a file, not a folder. Name the folder that holds the articles.") from error
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) else "it is no valid name"
        raise FolderError(f"{name}: cannot be read ({reason}). Check its name and its permissions.") from error
    return [path for path in found if not path.name.startswith(".")]


def printable(path: Path) -> str:
    """Return a path as it can be printed and stored, whatever bytes its name is made of."""
    return str(path).encode("utf-8", "backslashreplace").decode("utf-8")


@cache
def program_digest() -> bytes:
    """Return a name for the program that reads and indexes: another version of it makes another index."""
    digest = hashlib.blake2b(digest_size=10)
    package = Path(__file__).parent
    for path in (*sorted(package.rglob("*.py")), package / "data" / "short_forms.toml"):
        digest.update(path.read_bytes())
    for path in sorted((package / "data").glob("*.sqlite")):
        digest.update(f"{path.name} {path.stat().st_size}".encode())
    return digest.digest()


def fingerprint(folder: Path) -> str:
    """Return a name for the content of all files that make a folder's index.

    Raises:
        FolderError: the folder cannot be used.
    """
    digest = hashlib.blake2b(program_digest(), digest_size=10)
    # Floors are about answers, and make none.
    files = {*article_files(folder), *folder.glob("*.toml")} - {folder / FLOORS_FILE}
    for path in sorted(files):
        if path.is_file():
            try:
                content = path.read_bytes()
            except OSError as error:
                raise FolderError(f"{path.name}: cannot be read ({error.strerror}). Check its permissions.") from error
            digest.update(f"{path.name}\0{len(content)}\0".encode("utf-8", "surrogateescape"))
            digest.update(content)
    return digest.hexdigest()
