// Python, in a thread of its own: the page can end it whatever a file makes it do. The name of the
// thread tells whose it is: the page's, or that of the pane in Excel.

/// <reference lib="webworker" />
import "./pieces.js";
import { loadPyodide } from "./python/pyodide.mjs";

/** @import { PyProxy } from "pyodide/ffi" */

const worker = /** @type {DedicatedWorkerGlobalScope} */ (/** @type {unknown} */ (self));
/** What is asked now. */
let asked = 0;
const started = start();
started.then(
  ({ limits }) => worker.postMessage({ ready: limits }),
  (error) => worker.postMessage({ unable: String(error) }),
);

worker.addEventListener("message", async (event) => {
  /** @type {{id: number, what: string, given: (string | Uint8Array)[]}} */
  const { id, what, given } = event.data;
  asked = id;
  try {
    const { python, visit } = await started;
    const sent = given.map((one) => (typeof one === "string" ? one : python.toPy(one)));
    const answer = visit[what](...sent);
    const data = answer.data.toJs();
    worker.postMessage({ id, told: answer.told, name: answer.name, data }, [data.buffer]);
    answer.destroy();
  } catch (error) {
    // What is not a sentence for the user is the end of this Python: memory or stack ran out.
    console.error(error);
    worker.postMessage({ id, broken: true });
  }
});

/** Start Python and put the wheels in it. */
async function start() {
  const wheels = Object.entries(PIECES.files).filter(([path]) => path.endsWith(".whl"));
  const fetched = wheels.map(([path, integrity]) => bytes(path, integrity));
  const python = await loadPyodide({ indexURL: new URL("python/", worker.location.href).href });
  for (const wheel of await Promise.all(fetched)) {
    python.unpackArchive(wheel, "wheel");
  }
  python.FS.mkdirTree("/werk");
  const progress = (/** @type {number | string} */ done) => worker.postMessage({ id: asked, done });
  const module = python.pyimport(`sto_xl.web.${worker.name}`);
  return { python, visit: module.begin("/werk", progress), limits: module.limits() };
}

/**
 * Give the bytes of a file that is what its hash says.
 * @param {string} path
 * @param {string} integrity
 */
async function bytes(path, integrity) {
  const response = await fetch(path, { integrity });
  if (!response.ok) {
    throw new Error(`${path}: ${response.status}`);
  }
  return response.arrayBuffer();
}
