"""The command line: `fundstelle`, or `python -m bot`."""

from __future__ import annotations

import gc
import os
import sys

import click

from knowledge.errors import FundstelleError

# Exit codes: 0 answered or done, 1 not answered or not passed, 2 wrong use or bad input.
WRONG = 2


def collect_rarely() -> None:
    """Look for garbage now and then only.

    Nearly all that is made stays: looking for it all the time takes a tenth of what one question does, and the bot a
    tenth of a second now and then.
    """
    gc.set_threshold(100_000, 20, 20)


def main() -> None:
    """Run the command line; whatever a person can mend is one sentence on standard error."""
    # Before numpy is imported: one question needs no pool of threads, and starting one takes a tenth of a second.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    collect_rarely()
    from bot.commands import cli  # noqa: PLC0415

    output = sys.stdout
    try:
        code = cli.main(standalone_mode=False)
    except click.ClickException as error:
        error.show()
        sys.exit(error.exit_code)
    except click.exceptions.Abort:
        click.echo(err=True)
        sys.exit(130)
    except FundstelleError as error:
        click.echo(f"fundstelle: {error}", err=True)
        sys.exit(WRONG)
    except SystemExit as ended:
        # Whoever read the output has gone. Click wraps it and ends with 1 then, which here would mean "not answered".
        sys.exit(0 if sys.stdout is not output else ended.code)
    except OSError as error:
        click.echo(
            f"fundstelle: the output cannot be written ({error.strerror}). Free the disk or name another.", err=True
        )
        sys.exit(WRONG)
    sys.exit(code if isinstance(code, int) else 0)


if __name__ == "__main__":
    main()
