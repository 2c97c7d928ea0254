"""A register of the demo's schools, for the tests of what it is asked."""

from __future__ import annotations

import tempfile
from pathlib import Path

from sto_xl.cli.demo import examples
from sto_xl.grid import Row
from sto_xl.register import Register, importing

#: The area of the demo's first region.
AREA: tuple[Row, ...] = (("rmc:91",),)


def demo_register(path: Path) -> Register:
    """Put the demo's files of DUO in a register at `path`."""
    path.parent.mkdir(parents=True, exist_ok=True)
    given = []
    with tempfile.TemporaryDirectory() as folder:
        for name, data in examples.duo().items():
            file = Path(folder) / name
            file.write_bytes(data)
            given.append(importing.read(file, examples.listed_on(name)))
        importing.put(path, given, examples.PEILDATUM)
    return Register.open(path)
