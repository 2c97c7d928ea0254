"""`python -m sto_xl` and `sto-xl` are the same."""


def main() -> None:
    """Run the command line, which is imported here: the processes that it starts do without."""
    from sto_xl import cli

    cli.main()


if __name__ == "__main__":
    main()
