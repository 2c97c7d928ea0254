"""The figures in `docs/pictures`: the tab, the packages, and pages of what the demo makes.

    PYTHONPATH=tests python -m support.drawing            # all of them
    PYTHONPATH=tests python -m support.drawing huis.svg   # these alone

Only `weg-van-een-plan.svg` is drawn by hand.
"""
