"""Stand-ins for pywin32, so that xlwings' own Windows engine runs where there is no Windows.

`install` puts them in `sys.modules`; after it `import xlwings._xlwindows` works, with
`sys.platform` as it is. `pretend_windows` does the same for a fresh program, before it imports
xlwings, and lets it believe that it runs on Windows.
"""

from __future__ import annotations

import ctypes
import datetime as dt
import importlib
import itertools
import sys
import sysconfig
import weakref
from collections.abc import Callable
from dataclasses import dataclass
from types import ModuleType
from typing import Any, Protocol

#: What Excel answers to a call that comes while a cell is being edited or a dialog is open.
RPC_E_CALL_REJECTED = -2147418111
VBA_E_IGNORE = -2146777998
RPC_E_SERVERCALL_RETRYLATER = -2147417846
#: The program at the other side is gone, or was for a moment.
RPC_S_SERVER_UNAVAILABLE = -2147023174
E_OUTOFMEMORY = -2147024882
#: "An exception occurred": what went wrong stands in the scode.
DISP_E_EXCEPTION = -2147352567
DISP_E_UNKNOWNNAME = -2147352570
DISP_E_BADINDEX = -2147352565
CO_E_CLASSSTRING = -2147221005
#: Excel's own error 1004.
EXCEL_1004 = -2146827284

GEN_PATH = "C:\\Users\\mvos\\AppData\\Local\\Temp\\gen_py\\3.11"
PYTHONCOM_FILE = "pythoncom311.dll"
PID = 4711
STYLES = {
    "MB_OK": 0,
    "MB_OKCANCEL": 1,
    "MB_YESNOCANCEL": 3,
    "MB_YESNO": 4,
    "MB_ICONERROR": 0x10,
    "MB_ICONQUESTION": 0x20,
    "MB_ICONWARNING": 0x30,
    "MB_ICONINFORMATION": 0x40,
    "MB_SYSTEMMODAL": 0x1000,
    "MB_TOPMOST": 0x40000,
    "MB_SETFOREGROUND": 0x10000,
    "IDOK": 1,
    "IDCANCEL": 2,
    "IDYES": 6,
    "IDNO": 7,
}

ExcepInfo = tuple[int, str | None, str | None, str | None, int, int]


class ComError(Exception):
    """What pywin32 raises when a call fails: `pywintypes.com_error`."""

    def __init__(
        self,
        hresult: int,
        strerror: str | None = None,
        excepinfo: ExcepInfo | None = None,
        argerror: int | None = None,
    ) -> None:
        super().__init__(hresult, strerror, excepinfo, argerror)
        self.hresult = hresult
        self.strerror = strerror
        self.excepinfo = excepinfo
        self.argerror = argerror


class WinError(Exception):
    """What pywin32 raises when a Windows function fails: `pywintypes.error`."""

    def __init__(self, winerror: int, funcname: str = "", strerror: str = "") -> None:
        super().__init__(winerror, funcname, strerror)
        self.winerror = winerror
        self.funcname = funcname
        self.strerror = strerror


class ComTime(dt.datetime):
    """A date as it comes through COM: `pywintypes.TimeType`, always with a time zone."""


class CDispatch:
    """What every COM object is to xlwings: it looks at the type to decide what it wraps."""


class DispatchBaseClass:
    """The base of objects with a generated interface; the fake Excel has none."""


class CoClassBaseClass:
    """The base of generated classes; xlwings puts its own in place of this one."""


class Window(Protocol):
    """A running Excel, as Windows knows it by the handle of its window."""

    hwnd: int

    def window_object(self) -> CDispatch:
        """Give the COM object behind the window."""
        ...

    def show_message(self, prompt: str, title: str, style: int) -> int:
        """Show a message box; give the number of the button."""
        ...


#: The Excels that run, by handle, the latest last.
WINDOWS: weakref.WeakValueDictionary[int, Window] = weakref.WeakValueDictionary()
_handles = itertools.count(65_552, 2)


def failed(text: str = "", scode: int = EXCEL_1004) -> ComError:
    """Make the error that Excel gives when a call cannot be done."""
    info = (0, "Microsoft Excel", text or None, "xlmain11.chm", 0, scode)
    return ComError(DISP_E_EXCEPTION, "Exception occurred.", info)


def com_time(moment: dt.datetime) -> ComTime:
    """Make a COM date of a naive date and time."""
    return ComTime(
        moment.year,
        moment.month,
        moment.day,
        moment.hour,
        moment.minute,
        moment.second,
        moment.microsecond,
        dt.UTC,
    )


def open_window(window: Window, hwnd: int | None = None) -> int:
    """Make a running Excel known to Windows; give the handle of its window."""
    handle = next(_handles) if hwnd is None else hwnd
    WINDOWS[handle] = window
    return handle


def install() -> ModuleType:
    """Put the stand-ins in place, once; give xlwings' engine for Windows."""
    if "pywintypes" not in sys.modules:
        _install_modules()
        _install_ctypes()
    return importlib.import_module("xlwings._xlwindows")


def pretend_windows() -> None:
    """Let a fresh program believe that it runs on Windows; call it before xlwings is imported.

    What the standard library chooses by platform is imported first, as it is here.
    """
    here = "asyncio concurrent.futures multiprocessing subprocess tempfile shutil socket zipfile"
    for name in [*here.split(), "importlib.metadata", "uuid", "webbrowser", "zoneinfo", "ssl"]:
        importlib.import_module(name)
    sysconfig.get_config_vars()
    _install_modules()
    _install_ctypes()
    sys.platform = "win32"


@dataclass(frozen=True)
class _Guid:
    """An interface's number, which the stand-ins only compare."""

    text: str


def _module(name: str, **content: object) -> ModuleType:
    module = ModuleType(name)
    module.__dict__.update(content)
    sys.modules[name] = module
    parent, _, own = name.rpartition(".")
    if parent:
        setattr(sys.modules[parent], own, module)
    return module


def _nothing(*_: object, **__: object) -> None:
    """Do nothing: for calls that matter to a real Windows only."""


def _same(found: object, *_: object, **__: object) -> object:
    return found


class Program(Protocol):
    """A program that is installed, which others may start."""

    def start(self) -> CDispatch:
        """Start it anew."""
        ...

    def running(self) -> CDispatch | None:
        """Give one that runs already."""
        ...


#: The programs that are installed, by the name that Windows knows them by.
PROGRAMS: dict[str, Program] = {}


def _number_of(text: str) -> _Guid:
    """Give what a number or a program's name stands for."""
    if not text.startswith("{"):
        _installed(text)
    return _Guid(text)


def _installed(name: str) -> Program:
    if name not in PROGRAMS:
        raise ComError(CO_E_CLASSSTRING, "Invalid class string")
    return PROGRAMS[name]


def _start(name: str, _outer: object, _kind: int, _face: object) -> CDispatch:
    return _installed(name).start()


def _connected(found: object, *_: object, **__: object) -> object:
    """Give the object; of a program that is named, pywin32 takes one that runs already."""
    if isinstance(found, str):
        return _installed(found).running() or _installed(found).start()
    return found


def _install_modules() -> None:
    dispatch = _Guid("{00020400-0000-0000-C000-000000000046}")
    errors = {"com_error": ComError, "error": WinError}
    _module(
        "pywintypes",
        **errors,
        TimeType=ComTime,
        datetime=ComTime,
        Time=com_time,
        IID=_number_of,
    )
    _module(
        "pythoncom",
        **errors,
        ole_error=ComError,
        __file__=PYTHONCOM_FILE,
        CoInitialize=_nothing,
        CoUninitialize=_nothing,
        CoCreateInstance=_start,
        CLSCTX_LOCAL_SERVER=4,
        IID_IDispatch=dispatch,
        IID_IEnumVARIANT=_Guid("{00020404-0000-0000-C000-000000000046}"),
        TypeIIDs={dispatch: CDispatch},
    )
    _module("win32con", **STYLES)
    _module("win32api", MessageBox=_message_box, error=WinError)
    _module("win32gui", FindWindowEx=_find_window, error=WinError)
    _module("win32process", GetWindowThreadProcessId=_process_of, error=WinError)
    _module("win32event", INFINITE=-1, WAIT_OBJECT_0=0, QS_ALLEVENTS=0)
    _module("win32timezone", TimeZoneInfo=_TimeZoneInfo)
    _install_win32com()


def _install_win32com() -> None:
    _module("win32com", __path__=[], __gen_path__=GEN_PATH)
    _module(
        "win32com.client",
        __path__=[],
        CDispatch=CDispatch,
        DispatchBaseClass=DispatchBaseClass,
        CoClassBaseClass=CoClassBaseClass,
        Dispatch=_dispatched,
        DispatchEx=_no_new_excel,
    )
    _module("win32com.client.gencache", EnsureModule=_nothing, EnsureDispatch=_same)
    _module("win32com.client.dynamic", CDispatch=CDispatch, Dispatch=_connected)
    _module("win32com.server", __path__=[])
    _module("win32com.server.util", wrap=_same, unwrap=_same)
    _module("win32com.server.dispatcher")
    _module("win32com.server.policy", DefaultPolicy=object)
    _module("win32com.server.exception", COMException=ComError)


@dataclass
class Cache:
    """What pywin32 keeps of Excel's interface: `gen_py`."""

    damaged: bool = False


CACHE = Cache()


def _dispatched(found: object, *_: object, **__: object) -> object:
    """Give the object; with a damaged cache pywin32 finds the module, and nothing in it."""
    if CACHE.damaged:
        module = "win32com.gen_py.00020813-0000-0000-C000-000000000046x0x1x9"
        raise AttributeError(f"module '{module}' has no attribute 'CLSIDToClassMap'")  # noqa: TRY003, EM102 - as Python
    return found


class _TimeZoneInfo:
    @staticmethod
    def utc() -> dt.tzinfo:
        return dt.UTC


def _no_new_excel(name: str) -> CDispatch:
    raise ComError(-2147221005, f"A macro starts no program of its own: {name}")


def _window(hwnd: int) -> Window:
    try:
        return WINDOWS[hwnd]
    except KeyError:
        raise WinError(1400, "FindWindowEx", "Invalid window handle.") from None


def _message_box(hwnd: int, prompt: str, title: str = "", style: int = 0, *_: object) -> int:
    window = _window(hwnd) if hwnd else list(WINDOWS.values())[-1]
    return window.show_message(prompt, title, style)


def _find_window(hwnd: int, _after: int, _kind: str, _title: str | None) -> int:
    return _window(hwnd).hwnd


def _process_of(hwnd: int) -> tuple[int, int]:
    return 1, PID + _window(hwnd).hwnd


def _install_ctypes() -> None:
    if hasattr(ctypes, "oledll"):
        return
    for name in ("oledll", "windll"):
        setattr(ctypes, name, _Libraries())
    setattr(ctypes, "PyDLL", _PyDll)  # noqa: B010 - it is meant to be another class


class _Function:
    """A C function: it can be told its result's type, and be called."""

    def __init__(self, does: Callable[..., Any]) -> None:
        self.restype: object = None
        self.argtypes: object = None
        self._does = does

    def __call__(self, *arguments: Any) -> Any:  # noqa: ANN401 - ctypes has no types
        return self._does(*arguments)


class _Libraries:
    """The system libraries of Windows, in so far as xlwings calls them."""

    def __init__(self) -> None:
        self.ole32 = self.oleacc = self.user32 = self
        self.CLSIDFromString = _Function(_nothing)
        self.AccessibleObjectFromWindow = _Function(_point_at_window)
        self.GetTopWindow = _Function(lambda _parent: min(WINDOWS, default=0))
        self.GetWindow = _Function(_next_window)
        self.GetForegroundWindow = _Function(lambda: max(WINDOWS, default=0))
        self.SetForegroundWindow = _Function(lambda _hwnd: 1)
        self.SetWindowPos = _Function(lambda *_: 1)
        self.MessageBoxW = _Function(_message_box)


def _point_at_window(hwnd: int, _what: int, _interface: object, pointer: Any) -> int:  # noqa: ANN401
    pointer._obj.value = hwnd  # noqa: SLF001 - how ctypes' byref gives what it points at
    return 0


def _next_window(hwnd: int, _direction: int) -> int:
    return min((h for h in WINDOWS if h > hwnd), default=0)


class _PythonCom:
    """The library that turns a pointer into a Python object."""

    def __init__(self) -> None:
        self.PyCom_PyObjectFromIUnknown = _Function(
            lambda pointer, *_: _window(pointer.value).window_object()
        )


class _PyDll(ctypes.PyDLL):
    """`ctypes.PyDLL`, which also knows the library of pywin32."""

    def __new__(cls, name: str, *_: object, **__: object) -> Any:  # noqa: ANN401
        return _PythonCom() if name == PYTHONCOM_FILE else super().__new__(cls)
