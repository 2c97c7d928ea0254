"""DUO's open data kept at hand: which vestigingen there are, whose they are and what they offer.

`reading` makes plain contents of DUO's files, whatever their year, delimiter or encoding;
`importing` puts them in the register and tells what changed; `Register` answers. All facts stay
with the file that they came from, and what holds now is what the newest says, so that the order of
imports does not matter. The register is one file, an SQLite database, that is only ever replaced as
a whole. It holds no person. Imports `sheets` and what is above it; it alone knows sqlite3.
"""

from sto_xl.register.duo import Address, DuoFile, DuoKind, Programme, Tally
from sto_xl.register.query import RMC, AreaFound, Register, Vestiging
from sto_xl.register.successors import Successor

__all__ = [
    "RMC",
    "Address",
    "AreaFound",
    "DuoFile",
    "DuoKind",
    "Programme",
    "Register",
    "Successor",
    "Tally",
    "Vestiging",
]
