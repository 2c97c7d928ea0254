@echo off
rem Zet STO klaar voor de gebruiker die is aangemeld. Zie uitrol.md, een map hoger.
"%~dp0python\python.exe" -B "%~dp0sto_uitrol.py" %*
exit /b %errorlevel%
