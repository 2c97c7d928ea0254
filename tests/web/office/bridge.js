// Microsoft's Office.js with a host of the tests behind it, instead of Excel.

/**
 * What Excel answers, or rather the fake one, to what Office.js asks.
 * @callback Host
 * @param {object} request
 * @param {number} flags
 * @returns {Promise<object>}
 */

/**
 * Let Office.js, loaded already, ask this host: an Excel that can do no more than this set says.
 * @param {Host} host
 * @param {string} newest
 */
export function connect(host, newest) {
  const supported = (/** @type {string} */ set, version = "1.1") =>
    set === "DelayForCellEdit" || (set === "ExcelApi" && later(version) <= later(newest));
  const world = /** @type {any} */ (globalThis);
  // What Office.js would find out of the Excel around it: here there is none.
  world.Office = Object.create(world.Office, {
    HostType: { value: { Excel: "Excel" } },
    onReady: { value: async () => ({ host: "Excel", platform: "PC" }) },
    context: { value: { requirements: { isSetSupported: supported }, platform: "PC" } },
  });
  // What is newer is refused, as an Excel that has no more than this would.
  world.OfficeExtension.CommonUtility._doApiNotSupportedCheck = true;
  const { HttpUtility, SessionBase } = world.OfficeExtension;
  HttpUtility.setCustomSendRequestFunc(async (/** @type {any} */ request) => {
    const flags = Number(new URL(request.url).searchParams.get("flags"));
    const body = JSON.stringify(await host(request.body, flags));
    return { statusCode: 200, headers: {}, body };
  });
  SessionBase._overrideSession = Object.assign(new SessionBase(), {
    _resolveRequestUrlAndHeaderInfo: async () => ({ url: "https://excel.invalid/", headers: {} }),
  });
}

/**
 * Give a version as a number that can be compared: 1.10 comes after 1.9.
 * @param {string} version
 */
function later(version) {
  const [major, minor] = version.split(".");
  return Number(major) * 1000 + Number(minor);
}
