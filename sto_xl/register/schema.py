"""How the database is laid out; what follows from the files is worked out at each import."""

from __future__ import annotations

from sto_xl.register.duo import ADDRESS_FIELDS

#: What marks a database as ours ("STOX"), and the version of this layout.
APPLICATION, VERSION = 0x53544F58, 1

_ADDRESS = ", ".join(f"{field} TEXT NOT NULL" for field in ADDRESS_FIELDS)

SCHEMA = f"""
PRAGMA application_id = {APPLICATION};
PRAGMA user_version = {VERSION};

-- The files that were read. Days are texts, as 2026-10-01.
CREATE TABLE file (
    id INTEGER PRIMARY KEY, kind TEXT NOT NULL, filename TEXT NOT NULL, sha256 TEXT NOT NULL,
    peildatum TEXT NOT NULL, rows INTEGER NOT NULL, offers INTEGER NOT NULL,
    imported TEXT NOT NULL, UNIQUE (kind, peildatum)
);

-- An address is kept once, however many files list it.
CREATE TABLE address (
    id INTEGER PRIMARY KEY, {_ADDRESS}
);
CREATE INDEX address_code ON address (code);
CREATE TABLE listed (
    file INTEGER NOT NULL REFERENCES file, address INTEGER NOT NULL REFERENCES address,
    PRIMARY KEY (file, address)
) WITHOUT ROWID;

CREATE TABLE named (
    file INTEGER NOT NULL REFERENCES file, code TEXT NOT NULL, name TEXT NOT NULL,
    place TEXT NOT NULL, municipality TEXT NOT NULL, PRIMARY KEY (file, code)
) WITHOUT ROWID;

-- Pupils of leerjaar 3 and 4, or exam candidates; masked is how many hidden parts there are.
CREATE TABLE programme (
    file INTEGER NOT NULL REFERENCES file, code TEXT NOT NULL, profiel TEXT NOT NULL,
    sector TEXT NOT NULL, leerweg TEXT NOT NULL, known INTEGER NOT NULL, masked INTEGER NOT NULL,
    PRIMARY KEY (file, code, profiel, sector, leerweg)
) WITHOUT ROWID;

-- What holds now, worked out of the above. `name` is the short one where there is one.
CREATE TABLE vestiging (
    code TEXT PRIMARY KEY, name TEXT NOT NULL, official TEXT NOT NULL, street TEXT NOT NULL,
    number TEXT NOT NULL, postcode TEXT NOT NULL, place TEXT NOT NULL, municipality TEXT NOT NULL,
    board TEXT NOT NULL, phone TEXT NOT NULL, website TEXT NOT NULL, structure TEXT NOT NULL,
    province TEXT NOT NULL, rmc TEXT NOT NULL, rmc_name TEXT NOT NULL,
    seen TEXT NOT NULL, gone TEXT, vmbo INTEGER NOT NULL,
    area TEXT NOT NULL, successor TEXT, why TEXT
) WITHOUT ROWID;
CREATE INDEX vestiging_area ON vestiging (area);
CREATE INDEX vestiging_rmc ON vestiging (rmc);
CREATE INDEX vestiging_board ON vestiging (board);
"""
