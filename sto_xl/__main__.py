"""`python -m sto_xl` is `sto-xl`."""

from sto_xl.cli import main

main()
