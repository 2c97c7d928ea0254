"""`python -m sto_xl` and `sto-xl` are the same."""

import sys

from sto_xl import __version__


def main() -> None:
    """Run the command line, which is imported here: the processes that it starts do without."""
    if sys.argv[1:] == ["--version"]:
        # Loading the commands takes four times as long as starting Python.
        sys.stdout.write(f"sto-xl, version {__version__}\n")
        return
    from sto_xl import cli

    cli.main()


if __name__ == "__main__":
    main()
