"""A fake Excel for tests: the real Windows engine of xlwings over objects that count their calls.

`excel` is what tests use; `objects`, `ranges`, `tables` and their like are Excel's own, `com` and
`win32` what lies between. Each module is imported by its name, so that a program that plays a
click loads what it needs and no more.
"""
