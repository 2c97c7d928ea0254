// What a click changed, kept on this device so that it can be undone: one record for each run.

/** @typedef {{run: string, made: string, entry: string}} Run */

/** The device keeps nothing: what is written could not be undone. */
export class NotKept extends Error {}

const NAME = "sto-xl";
const RUNS = "runs";
/** So many days a run is kept. */
const DAYS = 90;

/**
 * Give a run as it was kept; "" when it is not kept here.
 * @param {string} run
 * @returns {Promise<string>}
 */
export async function find(run) {
  const found = await within("readonly", (runs) => runs.get(run));
  return found?.entry ?? "";
}

/**
 * Keep runs, let go of others, and of what is too old.
 * @param {Run[]} kept
 * @param {string[]} dropped
 */
export async function keep(kept, dropped) {
  const oldest = new Date(Date.now() - DAYS * 86_400_000).toISOString().slice(0, 10);
  await within("readwrite", (runs) => {
    kept.forEach((run) => runs.put(run));
    dropped.forEach((run) => runs.delete(run));
    const old = runs.index("made").openKeyCursor(IDBKeyRange.upperBound(oldest, true));
    old.addEventListener("success", () => {
      if (old.result) {
        runs.delete(old.result.primaryKey);
        old.result.continue();
      }
    });
    return null;
  });
}

/** Let go of every run. */
export function clear() {
  return within("readwrite", (runs) => runs.clear());
}

/**
 * Do something with the runs, and give what it asked for when all of it is done.
 * @param {IDBTransactionMode} mode
 * @param {(runs: IDBObjectStore) => IDBRequest | null} work
 * @returns {Promise<any>}
 */
async function within(mode, work) {
  /** @type {IDBDatabase | null} */
  let base = null;
  try {
    base = await opened();
    const changing = base.transaction(RUNS, mode);
    return await new Promise((resolve, reject) => {
      const asked = work(changing.objectStore(RUNS));
      changing.addEventListener("complete", () => resolve(asked?.result));
      changing.addEventListener("abort", () => reject(changing.error));
    });
  } catch (problem) {
    throw new NotKept(String(problem));
  } finally {
    base?.close();
  }
}

/** @returns {Promise<IDBDatabase>} */
function opened() {
  return new Promise((resolve, reject) => {
    const asked = indexedDB.open(NAME, 1);
    asked.addEventListener("upgradeneeded", () => {
      asked.result.createObjectStore(RUNS, { keyPath: "run" }).createIndex("made", "made");
    });
    asked.addEventListener("success", () => resolve(asked.result));
    asked.addEventListener("error", () => reject(asked.error));
  });
}
