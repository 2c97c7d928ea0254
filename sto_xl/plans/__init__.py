"""School plans, from the file that was handed in to the besluit about it.

Read and checked, matched with the region that they are of, registered, proposed, decided on. Uses
`region` for the roster beside them; files are read in `reading` alone.
"""
