"""A host for tests behind Microsoft's own Office.js: what Excel answers to what is asked of it.

Office.js itself sees to what it sees to in Excel: what was not loaded cannot be read, what is newer
than the Excel it runs in cannot be called, and nothing reaches the workbook before `sync`. What
it then sends comes here: `host` carries it out, one action after the other and not one after the
first that fails, on the workbook of a fake Excel. So a pane and the ribbon work on the same one.
"""
