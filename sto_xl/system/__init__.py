"""What this program asks of the computer it runs on, and no more: it knows no rule and no table.

Failures and their sentences, the user's own folder, names and writes of files, a run brought into
its folder, processes. Imports `grid` alone.
"""
