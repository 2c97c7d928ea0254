// The page's line to Python: one question at a time, and an end to one that is never answered.

/**
 * What Python answered: what it tells, and a file where there is one.
 * @typedef {{told: any, name: string, data: Uint8Array}} Answer
 */

/** Why there is no answer: it took too long, or Python broke down; perhaps after a write. */
export class GivenUp extends Error {
  /** @param {"late" | "broken" | "unjudged"} why */
  constructor(why) {
    super(why);
    this.why = why;
  }
}

export class Python {
  /** @type {"page" | "pane"} */ #whose;
  /** @type {Worker} */ #worker;
  /** @type {Promise<void>} */ #ready;
  /** @type {((problem: Error) => void) | null} */ #fail = null;
  /** @type {((message: any) => void) | null} */ #hear = null;
  #asked = 0;
  /** What this Python was told that the next one must know: questions as they were asked. */
  /** @type {[string, (string | Uint8Array)[]][]} */ #known = [];
  #fresh = false;
  /** What is said of files and templates that had to be given up. */
  /** @type {Record<string, import("./language.js").Said>} */ sentences = {};

  /**
   * Begin a Python.
   * @param {"page" | "pane"} whose
   */
  constructor(whose) {
    this.#whose = whose;
    [this.#worker, this.#ready] = this.#start();
  }

  /** Tells when Python can be asked something. */
  get ready() {
    return this.#ready;
  }

  /**
   * Ask something. What takes longer than so many milliseconds without a sign of life is ended.
   * @param {string} what
   * @param {(string | Uint8Array)[]} given
   * @param {number} limit
   * @param {(done: any) => void} [progress]
   * @returns {Promise<Answer>}
   */
  async ask(what, given, limit, progress = () => {}) {
    await this.#ready;
    if (this.#fresh && what !== "open") {
      this.#fresh = false;
      for (const [before, with_] of this.#known) {
        await this.#answered(before, with_, limit, () => {});
      }
    }
    this.#fresh = false;
    return this.#answered(what, given, limit, progress);
  }

  /**
   * Let what was asked hold for a Python that takes this one's place.
   * @param {string} what
   * @param {(string | Uint8Array)[]} given
   */
  remember(what, given) {
    const before = what === "open" ? [] : this.#known.filter(([other]) => other !== what);
    this.#known = [...before, [what, given]];
  }

  /**
   * Let something that was asked not hold any more.
   * @param {string} what
   */
  forget(what) {
    this.#known = this.#known.filter(([other]) => other !== what);
  }

  /**
   * @param {string} what
   * @param {(string | Uint8Array)[]} given
   * @param {number} limit
   * @param {(done: any) => void} progress
   * @returns {Promise<Answer>}
   */
  async #answered(what, given, limit, progress) {
    const id = (this.#asked += 1);
    let clock = 0;
    try {
      return await new Promise((resolve, reject) => {
        const wait = () => {
          clearTimeout(clock);
          clock = setTimeout(() => reject(new GivenUp("late")), limit);
        };
        this.#fail = reject;
        this.#hear = (message) => {
          if (message.id !== id) {
            return;
          }
          if (message.broken) {
            reject(new GivenUp("broken"));
          } else if ("done" in message) {
            wait();
            progress(message.done);
          } else {
            resolve({ ...message, told: JSON.parse(message.told) });
          }
        };
        wait();
        this.#worker.postMessage({ id, what, given });
      });
    } catch (problem) {
      if (problem instanceof GivenUp) {
        this.#worker.terminate();
        [this.#worker, this.#ready] = this.#start();
        this.#fresh = true;
      }
      throw problem;
    } finally {
      clearTimeout(clock);
      this.#hear = this.#fail = null;
    }
  }

  /** @returns {[Worker, Promise<void>]} */
  #start() {
    const worker = new Worker(new URL("worker.js", import.meta.url), { type: "module", name: this.#whose });
    const ready = new Promise((resolve, reject) => {
      worker.addEventListener("message", ({ data }) => {
        if (data.ready) {
          this.sentences = JSON.parse(data.ready);
          resolve(undefined);
        } else if (data.unable) {
          reject(new Error(data.unable));
        } else {
          this.#hear?.(data);
        }
      });
      worker.addEventListener("error", (event) => {
        reject(new Error(event.message));
        this.#fail?.(new GivenUp("broken"));
      });
    });
    // Whoever asks something hears of it.
    ready.catch(() => {});
    return [worker, /** @type {Promise<void>} */ (ready)];
  }
}
