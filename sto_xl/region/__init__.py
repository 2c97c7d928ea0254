"""One roster, whoever asks: check, flag, summarise, invite.

Here is decided what a button writes, and made what a region gets: its workbooks and its mailing.
"""
