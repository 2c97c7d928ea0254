"""Mails: which there are, what each says, and the draft of it as a file. Nothing is sent.

`kinds` has a row for each and its templates, `text` compiles such a template, `html` gives the text
as a page, `eml` makes of it a draft, and `drafts` lays these beside the letters.
"""
