"""sto_xl: region rosters of Sterk Techniekonderwijs in Excel, checked, summarised and answered."""

__version__ = "0.2.0"

# Add-ins of version 0.1 call `sto_xl.macros`: what is left of it lies with the door in Excel.
__path__.append(f"{__path__[0]}/excel/former")
