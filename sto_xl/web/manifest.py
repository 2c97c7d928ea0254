"""The manifest by which Excel knows the pane: an administrator gives it to people by it.

Add-in-only XML, which reaches Excel on Windows, on a Mac and in a browser. The same address gives
the same manifest.

Source: Microsoft's reference of Office add-in manifests, version 1.1 with overrides 1.0.
"""

from __future__ import annotations

import re
import uuid
from urllib.parse import urlsplit
from xml.sax.saxutils import quoteattr

from sto_xl import __version__

NAME = "manifest.xml"
#: Sizes of the icons: in a list of add-ins, and in the ribbon.
LISTED, SHARP = 32, 64
IN_RIBBON = (16, 32, 80)
#: What Excel must have for the pane to be offered.
EXCEL_API = "1.9"

_TITLE = "STO: Sterk Techniekonderwijs"
_DESCRIPTION = (
    "Controleert het regiobestand en het techniekplan, markeert scholen, maakt de samenvatting en "
    "de brieven. Alles gebeurt op uw computer; de werkmap wordt niet verstuurd."
)
_TIP = (
    "Opent het venster van STO naast uw werkmap: controleren, scholen markeren, de samenvatting "
    "bijwerken en brieven maken."
)


class AddressError(Exception):
    """The pane cannot be at this address; the text says why."""


def address_of(given: str) -> str:
    """Give the address of the site, with a slash at its end. Raises `AddressError`."""
    parts = urlsplit(given)
    if parts.scheme != "https" or not parts.hostname:
        message = f"‘{given}’ does not begin with https://: Excel opens a pane from nowhere else"
        raise AddressError(message)
    if parts.query or parts.fragment or parts.username or not _PLAIN.fullmatch(given):
        message = (
            f"‘{given}’ is not the plain address of a folder, as https://sto.example.nl/excel/"
        )
        raise AddressError(message)
    return given.rstrip("/") + "/"


_PLAIN = re.compile(r"https://[\w.-]+(:\d+)?(/[\w.~%-]+)*/?", re.ASCII)


def manifest(address: str) -> bytes:
    """Give the manifest of the pane at an address. Raises `AddressError`."""
    site = address_of(address)
    origin = "{0.scheme}://{0.netloc}".format(urlsplit(site))
    pane = f"{site}pane.html"
    in_ribbon = "".join(f'<bt:Image size="{size}" resid="sto.icon{size}"/>' for size in IN_RIBBON)
    images = "\n        ".join(
        f'<bt:Image id="sto.icon{size}" DefaultValue={quoteattr(icon(site, size))}/>'
        for size in IN_RIBBON
    )
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<OfficeApp xmlns="http://schemas.microsoft.com/office/appforoffice/1.1"
  xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
  xmlns:bt="http://schemas.microsoft.com/office/officeappbasictypes/1.0"
  xsi:type="TaskPaneApp">
  <Id>{uuid.uuid5(uuid.NAMESPACE_URL, pane)}</Id>
  <Version>{__version__}.0</Version>
  <ProviderName>Sterk Techniekonderwijs</ProviderName>
  <DefaultLocale>nl-NL</DefaultLocale>
  <DisplayName DefaultValue={quoteattr(_TITLE)}/>
  <Description DefaultValue={quoteattr(_DESCRIPTION)}/>
  <IconUrl DefaultValue={quoteattr(icon(site, LISTED))}/>
  <HighResolutionIconUrl DefaultValue={quoteattr(icon(site, SHARP))}/>
  <SupportUrl DefaultValue={quoteattr(site)}/>
  <AppDomains>
    <AppDomain>{origin}</AppDomain>
  </AppDomains>
  <Hosts>
    <Host Name="Workbook"/>
  </Hosts>
  <Requirements>
    <Sets DefaultMinVersion="{EXCEL_API}">
      <Set Name="ExcelApi" MinVersion="{EXCEL_API}"/>
    </Sets>
  </Requirements>
  <DefaultSettings>
    <SourceLocation DefaultValue={quoteattr(pane)}/>
  </DefaultSettings>
  <Permissions>ReadWriteDocument</Permissions>
  <VersionOverrides xmlns="http://schemas.microsoft.com/office/taskpaneappversionoverrides"
    xsi:type="VersionOverridesV1_0">
    <Hosts>
      <Host xsi:type="Workbook">
        <DesktopFormFactor>
          <ExtensionPoint xsi:type="PrimaryCommandSurface">
            <OfficeTab id="TabHome">
              <Group id="sto.group">
                <Label resid="sto.label"/>
                <Icon>{in_ribbon}</Icon>
                <Control xsi:type="Button" id="sto.open">
                  <Label resid="sto.label"/>
                  <Supertip>
                    <Title resid="sto.title"/>
                    <Description resid="sto.tip"/>
                  </Supertip>
                  <Icon>{in_ribbon}</Icon>
                  <Action xsi:type="ShowTaskpane">
                    <TaskpaneId>sto.pane</TaskpaneId>
                    <SourceLocation resid="sto.url"/>
                  </Action>
                </Control>
              </Group>
            </OfficeTab>
          </ExtensionPoint>
        </DesktopFormFactor>
      </Host>
    </Hosts>
    <Resources>
      <bt:Images>
        {images}
      </bt:Images>
      <bt:Urls>
        <bt:Url id="sto.url" DefaultValue={quoteattr(pane)}/>
      </bt:Urls>
      <bt:ShortStrings>
        <bt:String id="sto.label" DefaultValue="STO"/>
        <bt:String id="sto.title" DefaultValue={quoteattr(_TITLE)}/>
      </bt:ShortStrings>
      <bt:LongStrings>
        <bt:String id="sto.tip" DefaultValue={quoteattr(_TIP)}/>
      </bt:LongStrings>
    </Resources>
  </VersionOverrides>
</OfficeApp>
""".encode()


def icon(site: str, size: int) -> str:
    """Give the address of an icon."""
    return f"{site}icon-{size}.png"
