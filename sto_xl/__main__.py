"""`python -m sto_xl` and `sto-xl` are the same."""

import contextlib
import os
import sys

from sto_xl import __version__

#: The number that stderr has in every process.
_LAST_STREAM = 2


def main() -> None:
    """Run the command line, which is imported here: the processes that it starts do without."""
    _open_streams()
    if sys.argv[1:] == ["--version"]:
        # Loading the commands takes four times as long as starting Python.
        with contextlib.suppress(OSError):
            sys.stdout.write(f"sto-xl, version {__version__}\n")
            sys.stdout.flush()
            return
    from sto_xl import cli

    cli.main()


def _open_streams() -> None:
    """Let what is written to a stream that was closed go nowhere, instead of into another file."""
    while (number := os.open(os.devnull, os.O_RDWR)) <= _LAST_STREAM:
        # The processes that are started have their streams by these numbers too.
        os.set_inheritable(number, True)  # noqa: FBT003  # it takes no name
    os.close(number)
    for stream in ("stdin", "stdout", "stderr"):
        if getattr(sys, stream) is None:
            mode = "r" if stream == "stdin" else "w"
            setattr(sys, stream, open(os.devnull, mode, encoding="utf-8"))  # noqa: PTH123, SIM115


if __name__ == "__main__":
    main()
