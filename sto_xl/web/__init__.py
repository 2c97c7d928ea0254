"""The door in a browser: a page that does its work where it is opened, and sends nothing.

`desk` is what lies on the page and what can be made of it, `page` what the page's own script asks,
`english` what it says in English of a file that cannot be used.
`site` makes the files that a web server hands out, `serving` hands them out on this computer.
"""
