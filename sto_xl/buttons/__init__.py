"""What a click does in an open workbook: a file for each subject, a function for each button.

A button takes the click, reads, lets `region` and `plans` decide, writes, and gives the sentences
to show; `undo` takes a run back by what `journal` kept of it. Reaches Excel through the click's
workbook alone (`books.live`), and is called by the door `excel`.
"""
