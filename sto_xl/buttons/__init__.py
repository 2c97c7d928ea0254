"""The buttons' work in an open workbook: a file for each subject, a function for each button.

A button takes the click, reads, lets `routines` decide, writes, and gives the sentences to show.
"""
