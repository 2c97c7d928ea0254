"""The door in a browser: a page that does its work where it is opened, and sends nothing.

`desk` is what lies on the page and what can be made of it, `page` what the page's own script asks,
`english` what it says in English of a file that cannot be used; `pane` is a click in the pane in
Excel, over the workbook that `clicked` gives it. `site` makes the files that a web server hands
out, with `headers` and a `manifest`; `serving` hands them out on this computer.
"""
