"""sto_xl: region rosters of Sterk Techniekonderwijs in Excel, checked, summarised and answered."""

__version__ = "0.1.0"
