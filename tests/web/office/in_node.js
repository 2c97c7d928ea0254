// A module of the pane that runs in node over Microsoft's Office.js, driven line by line:
//
//     node in_node.js OFFICE.JS MODULE
//
// It reads `{"call": name, "given": [...]}`, asks its host in between with `{"asked": ..., "flags":
// ...}`, and ends with `{"given": ...}` or `{"thrown": {...}}`.

import { readFileSync } from "node:fs";
import { createInterface } from "node:readline";
import { pathToFileURL } from "node:url";
import { runInThisContext } from "node:vm";
import { connect } from "./bridge.js";

const [, , office, module] = process.argv;
const lines = createInterface({ input: process.stdin })[Symbol.asyncIterator]();

/** @param {object} message */
const say = (message) => process.stdout.write(`${JSON.stringify(message)}\n`);

/** @returns {Promise<any>} */
async function hear() {
  const { value, done } = await lines.next();
  return done ? process.exit(0) : JSON.parse(value);
}

/** What Office.js looks for in a page. */
const page = {
  window: globalThis,
  location: new URL("https://pane.invalid/"),
  navigator: { userAgent: "node" },
  addEventListener() {},
  document: {
    URL: "https://pane.invalid/",
    addEventListener() {},
    getElementById: () => null,
    getElementsByTagName: () => [],
  },
};
for (const [name, value] of Object.entries(page)) {
  Object.defineProperty(globalThis, name, { value, configurable: true, writable: true });
}
runInThisContext(readFileSync(office, "utf8"), { filename: office });
const pane = await import(pathToFileURL(module).href);
connect(async (asked, flags) => {
  say({ asked, flags });
  return hear();
}, pane.NEEDED);
for (;;) {
  const { call, given } = await hear();
  try {
    say({ given: (await pane[call](...given)) ?? null });
  } catch (error) {
    const { name, message, code, debugInfo } = /** @type {any} */ (error);
    say({ thrown: { name, message, code, at: debugInfo?.statement } });
  }
}
