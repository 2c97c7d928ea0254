"""The door in Excel: the ribbon's macros, and the add-in that carries them. Thin: see `buttons`."""
