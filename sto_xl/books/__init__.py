"""Workbooks: read from files, written as new ones."""
