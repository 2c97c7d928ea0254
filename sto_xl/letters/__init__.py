"""What letters say, to whom, and how they are written: one table of them, `kinds.LetterKind`.

The words stand in templates, where they are edited: `template` reads and fills them in (it writes
`{{ school }}` for the field `school`), `word` knows the Word files that they are, `templates` tells
which are used, and `mailing` writes a run of letters with their list. `mail` drafts the mails that
they go with. Who is to get a letter is decided in `region` and `plans`.
"""

from __future__ import annotations

from sto_xl.letters import decision, proposal
from sto_xl.letters.addressee import Addressee, Known, addressee, copied, mail_of
from sto_xl.letters.decision import Decision
from sto_xl.letters.invitation import Letter, Situation, context
from sto_xl.letters.kinds import LetterKind
from sto_xl.letters.proposal import Proposal

__all__ = [
    "Addressee",
    "Decision",
    "Known",
    "Letter",
    "LetterKind",
    "Proposal",
    "Situation",
    "addressee",
    "context",
    "copied",
    "decision",
    "mail_of",
    "proposal",
]
