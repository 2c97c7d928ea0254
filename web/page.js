// The page: what is chosen, dropped and clicked, and where the outcome goes.

import "./pieces.js";
import { kept } from "./kept.js";
import { both, filled, forgetLanguage, other, put, speak, translate } from "./language.js";
import { GivenUp, Python } from "./python.js";
import { fail, link, paragraph, say } from "./said.js";
import { byId, show } from "./shown.js";

/** @import { Said } from "./language.js" */
/** @import { Answer } from "./python.js" */
/** @import { Seen } from "./shown.js" */

/** How long each may take before it is ended, in milliseconds; letters: each of them. */
const LIMITS = { read: 60_000, template: 20_000, make: 120_000 };
const NOTHING = { nl: "", en: "" };

/** @type {Promise<Python>} */
const python = start();
/** How many questions are asked or wait, and what the next one has to wait for. */
let busy = 0;
let turn = Promise.resolve();
let template = "";
/** What was last shown of a workbook. */
/** @type {Seen | null} */
let seen = null;

/** Keep the page on this computer where that can be done, and start Python. */
async function start() {
  say(both("starting"), true);
  await kept((files) => say(both("first_time", files), files.kept / files.of));
  const started = new Python("page");
  say(both("starting"), true);
  started.ready.then(
    () => busy || say(both("ready")),
    () => busy || (say(NOTHING), fail(both("cannot_start"))),
  );
  return started;
}

/**
 * Ask Python something when it is its turn; show what is said of a failure.
 * @param {Said} doing
 * @param {(python: Python) => Promise<void>} work
 * @param {(late: GivenUp, python: Python) => Said} given_up
 */
function doing(doing, work, given_up) {
  busy += 1;
  turn = turn.then(() => inTurn(doing, work, given_up)).finally(() => (busy -= 1));
  return turn;
}

/**
 * @param {Said} doing
 * @param {(python: Python) => Promise<void>} work
 * @param {(late: GivenUp, python: Python) => Said} given_up
 */
async function inTurn(doing, work, given_up) {
  byId("failure").hidden = true;
  byId("made").hidden = true;
  document.body.setAttribute("aria-busy", "true");
  say(doing, true);
  const asked = await python;
  try {
    await work(asked);
    say(NOTHING);
  } catch (problem) {
    say(NOTHING);
    console.warn(problem);
    fail(problem instanceof GivenUp ? given_up(problem, asked) : both("cannot_start"));
  } finally {
    document.body.removeAttribute("aria-busy");
  }
}

/** @param {File} file */
function open(file) {
  if (file.name.toLowerCase().endsWith(".docx") && !byId("outcome").hidden) {
    return useTemplate(file);
  }
  return doing(both("opening", { file: file.name }), async (asked) => {
    byId("outcome").hidden = true;
    seen = null;
    forgetExtras();
    const given = [file.name, await content(file), day()];
    const { told } = await asked.ask("open", given, LIMITS.read);
    if (understood(told)) {
      asked.remember("open", given);
      present(told);
    }
  }, unread(file));
}

/** @param {File} file */
function layBeside(file) {
  return doing(both("comparing", { file: file.name }), async (asked) => {
    const given = [file.name, await content(file)];
    const { told } = await asked.ask("lay_beside", given, LIMITS.read);
    if (understood(told)) {
      asked.remember("lay_beside", given);
      present(told);
    }
  }, unread(file));
}

/** @param {File} file */
function useTemplate(file) {
  return doing(both("trying_template", { file: file.name }), async (asked) => {
    const given = [file.name, await content(file)];
    const { told } = await asked.ask("use_template", given, LIMITS.template);
    if (understood(told)) {
      asked.remember("use_template", given);
      template = file.name;
      const used = both("own_template", { file: template });
      put(byId("template-name"), used);
      say(used);
    }
  }, (_late, asked) => filled(asked.sentences.template, { file: file.name }));
}

/** @param {string} what */
function make(what) {
  const repaired = what === "roster" && /** @type {HTMLInputElement} */ (byId("repair")).checked;
  const letters = what === "letters" || what === "proposal";
  return doing(both("making"), async (asked) => {
    const limit = letters ? LIMITS.template : LIMITS.make;
    const wanted = [repaired ? "repaired" : what];
    const answer = await asked.ask("make", wanted, limit, (done) => {
      say(both("making_letters", { done }), true);
    });
    if (understood(answer.told)) {
      deliver(answer);
    }
  }, (_late, asked) => {
    if (letters && template) {
      const said = filled(asked.sentences.template, { file: template });
      asked.forget("use_template");
      forgetTemplate();
      return said;
    }
    return both("made_late");
  });
}

/** @param {string} what */
function empty(what) {
  return doing(both("moment"), async (asked) => {
    deliver(await asked.ask("empty", [what], LIMITS.make));
  }, () => both("opened_late"));
}

/**
 * Say of a file that it could not be read in time, or that reading it broke off.
 * @param {File} file
 * @returns {(late: GivenUp, python: Python) => Said}
 */
function unread(file) {
  return (late, asked) => filled(asked.sentences[late.why], { file: file.name });
}

/**
 * Tell whether there is an answer; show the sentence when there is a failure instead.
 * @param {any} told
 */
function understood(told) {
  if (told.failure) {
    fail(told.failure);
  }
  return !told.failure;
}

/**
 * Let the browser save a file, and say what there is to say of it.
 * @param {Answer} answer
 */
function deliver({ name, data, told }) {
  /** @type {Said[]} */
  const lines = told.said.map((/** @type {string} */ nl) => ({ nl }));
  if (data.length) {
    link(name, data).click();
    lines.unshift(both("downloaded", { file: name }));
  }
  const box = byId("outcome").hidden ? null : byId("made");
  if (box) {
    box.replaceChildren(...lines.map(paragraph));
    box.hidden = false;
    box.focus();
  } else {
    setTimeout(() => say(lines[0]));
  }
}

/** @param {Seen} told */
function present(told) {
  seen = told;
  show(seen);
  byId("title").focus();
}

function forgetTemplate() {
  template = "";
  put(byId("template-name"), both("our_template"));
}

function forgetExtras() {
  forgetTemplate();
  put(byId("beside-name"), both("nothing_beside"));
}

/** @param {File} file */
async function content(file) {
  return new Uint8Array(await file.arrayBuffer());
}

function day() {
  return /** @type {HTMLInputElement} */ (byId("day")).value || today();
}

function today() {
  const now = new Date();
  const [month, date] = [now.getMonth() + 1, now.getDate()].map((n) => String(n).padStart(2, "0"));
  return `${now.getFullYear()}-${month}-${date}`;
}

/** Take everything that was kept of the page away from this computer. */
async function forget() {
  for (const registration of (await navigator.serviceWorker?.getRegistrations()) ?? []) {
    await registration.unregister();
  }
  for (const name of await caches.keys()) {
    await caches.delete(name);
  }
  forgetLanguage();
  say(both("forgotten"));
}

/**
 * Let a file that is chosen go somewhere.
 * @param {string} id
 * @param {(file: File) => Promise<void>} to
 */
function chosen(id, to) {
  const input = /** @type {HTMLInputElement} */ (byId(id));
  input.addEventListener("change", async () => {
    const [file] = input.files ?? [];
    if (file) {
      await to(file);
    }
    // So that the same file can be chosen again, when it was mended.
    input.value = "";
  });
}

/** @type {HTMLInputElement} */ (byId("day")).value = today();
put(byId("version"), both("version", { version: PIECES.version, edition: PIECES.edition }));
translate();
chosen("file", open);
chosen("beside", layBeside);
chosen("template", useTemplate);
byId("forget").addEventListener("click", forget);
byId("language").addEventListener("click", (event) => {
  // What lies on the page stays there.
  event.preventDefault();
  speak(other());
  if (seen) {
    show(seen);
  }
});
// A second click on a button that is at work asks for nothing new.
for (const button of document.querySelectorAll("[data-make]")) {
  button.addEventListener("click", () => busy || make(button.getAttribute("data-make") ?? ""));
}
for (const button of document.querySelectorAll("[data-empty]")) {
  button.addEventListener("click", () => busy || empty(button.getAttribute("data-empty") ?? ""));
}
for (const kind of ["dragover", "dragleave", "drop"]) {
  // Anywhere on the page: a browser would open the file instead.
  document.addEventListener(kind, (event) => {
    event.preventDefault();
    byId("drop").classList.toggle("over", kind === "dragover");
  });
}
document.addEventListener("drop", ({ dataTransfer }) => {
  const [file] = dataTransfer?.files ?? [];
  if (file) {
    open(file);
  }
});
