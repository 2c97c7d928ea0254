"""A program that makes PDFs as LibreOffice is asked to, for tests of what asks it."""

from __future__ import annotations

from pathlib import Path

#: Makes a PDF of each file as LibreOffice is asked to, unless the name tells otherwise.
SOFFICE = r"""#!/bin/sh
echo "$*" >> "$0.starts"
while [ "$1" != --outdir ]; do shift; done
out=$2; shift 2
for file in "$@"; do
  name=$(basename -- "$file"); made=$out/${name%.*}.pdf
  case $name in
    weigert*) ;;
    sterft*) printf '%%PDF-1.7 half' > "$made"; kill -9 $$ ;;
    hangt*) printf '%%PDF-1.7 half' > "$made"; sleep 600 & echo $! > "$0.child"; wait ;;
    *) printf '%%PDF-1.7\n%s\n%%%%EOF\n' "$name" > "$made" ;;
  esac
done
"""


def program(path: Path) -> Path:
    """Write the program."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(SOFFICE, encoding="utf-8")
    path.chmod(0o755)
    return path


def starts(soffice: Path) -> list[str]:
    """Give the arguments of each time that it was started."""
    return Path(f"{soffice}.starts").read_text(encoding="utf-8").splitlines()
