"""What letters say, and to whom. The words stand in the Word templates, where they are edited.

`sto_xl.letters.template` fills them in; a template writes `{{ school }}` for the field `school`.
"""

from __future__ import annotations

from sto_xl.letters import decision, proposal
from sto_xl.letters.address import addressee, copied, mail_of, mailed_to
from sto_xl.letters.decision import Decision
from sto_xl.letters.invitation import Letter, Situation, context
from sto_xl.letters.kinds import LetterKind
from sto_xl.letters.proposal import Proposal

__all__ = [
    "Decision",
    "Letter",
    "LetterKind",
    "Proposal",
    "Situation",
    "addressee",
    "context",
    "copied",
    "decision",
    "mail_of",
    "mailed_to",
    "proposal",
]
