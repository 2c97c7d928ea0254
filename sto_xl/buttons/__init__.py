"""What a click does in an open workbook: a file for each subject, a function for each button.

A button takes the click, reads, lets `region` and `plans` decide, writes, and gives the sentences
to show; `undo` takes a run back by what `journal` kept of it. Of the workbook it knows what `book`
asks of one, open in Excel or not; called by the doors `excel` and
`web`.
"""
