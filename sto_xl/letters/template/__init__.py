"""A template: a Word file, or the text of a mail, with tags that letters are made of.

`tags` reads them as they were meant, `source` makes one text of a part with all that is in it,
`expressions` and `printing` tell what it gives of which field, and `filling` fills it in;
`compiled` is the whole of it for a Word file. In what process that is done says `letters.bounded`.
"""

from __future__ import annotations

from sto_xl.letters.template.compiled import Template, compile_template, require

__all__ = ["Template", "compile_template", "require"]
