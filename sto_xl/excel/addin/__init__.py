"""The add-in on a computer: where Excel looks for it, what it was made for, whether it works there.

`install` puts it in place and takes it away; `doctor` says what keeps it from working. The file
itself is made by `build.addin_bytes`.
"""
