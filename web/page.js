// The page: what is chosen, dropped and clicked, and where the outcome goes.

import "./pieces.js";
import { kept } from "./kept.js";
import { GivenUp, Python } from "./python.js";
import { fail, link, say } from "./said.js";
import { byId, made, show } from "./shown.js";

/** @import { Answer } from "./python.js" */

/** How long each may take before it is ended, in milliseconds; letters: each of them. */
const LIMITS = { read: 60_000, template: 20_000, make: 120_000 };
const CANNOT_START = "Het programma kan in deze browser niet starten. Gebruik een recente versie van Edge, "
  + "Chrome, Firefox of Safari, en laad de pagina opnieuw. Blijft het zo, meld het dan aan wie de pagina "
  + "plaatste.";

/** @type {Promise<Python>} */
const python = start();
/** How many questions are asked or wait, and what the next one has to wait for. */
let busy = 0;
let turn = Promise.resolve();
let template = "";

/** Keep the page on this computer where that can be done, and start Python. */
async function start() {
  say("Een ogenblik: het programma wordt gestart …", true);
  await kept();
  const started = new Python("page");
  say("Een ogenblik: het programma wordt gestart …", true);
  started.ready.then(
    () => busy || say("Klaar om een bestand na te kijken."),
    () => busy || (say(""), fail(CANNOT_START)),
  );
  return started;
}

/**
 * Ask Python something when it is its turn; show what is said of a failure.
 * @param {string} doing
 * @param {(python: Python) => Promise<void>} work
 * @param {(late: GivenUp, python: Python) => string} given_up
 */
function doing(doing, work, given_up) {
  busy += 1;
  turn = turn.then(() => inTurn(doing, work, given_up)).finally(() => (busy -= 1));
  return turn;
}

/**
 * @param {string} doing
 * @param {(python: Python) => Promise<void>} work
 * @param {(late: GivenUp, python: Python) => string} given_up
 */
async function inTurn(doing, work, given_up) {
  byId("failure").hidden = true;
  byId("made").hidden = true;
  document.body.setAttribute("aria-busy", "true");
  say(doing, true);
  const asked = await python;
  try {
    await work(asked);
    say("");
  } catch (problem) {
    say("");
    console.warn(problem);
    fail(problem instanceof GivenUp ? given_up(problem, asked) : CANNOT_START);
  } finally {
    document.body.removeAttribute("aria-busy");
  }
}

/** @param {File} file */
function open(file) {
  if (file.name.toLowerCase().endsWith(".docx") && !byId("outcome").hidden) {
    return useTemplate(file);
  }
  return doing(`‘${file.name}’ wordt nagekeken …`, async (asked) => {
    byId("outcome").hidden = true;
    forgetExtras();
    const given = [file.name, await content(file), day()];
    const { told } = await asked.ask("open", given, LIMITS.read);
    if (understood(told)) {
      asked.remember("open", given);
      show(told);
      byId("title").focus();
    }
  }, unread(file));
}

/** @param {File} file */
function layBeside(file) {
  return doing(`Het plan wordt vergeleken met ‘${file.name}’ …`, async (asked) => {
    const given = [file.name, await content(file)];
    const { told } = await asked.ask("lay_beside", given, LIMITS.read);
    if (understood(told)) {
      asked.remember("lay_beside", given);
      show(told);
      byId("title").focus();
    }
  }, unread(file));
}

/** @param {File} file */
function useTemplate(file) {
  return doing(`Sjabloon ‘${file.name}’ wordt bekeken …`, async (asked) => {
    const given = [file.name, await content(file)];
    const { told } = await asked.ask("use_template", given, LIMITS.template);
    if (understood(told)) {
      asked.remember("use_template", given);
      template = file.name;
      byId("template-name").textContent = `Brieven worden gemaakt met ‘${file.name}’.`;
      say(`Brieven worden gemaakt met ‘${file.name}’.`);
    }
  }, (_late, asked) => asked.sentences.template.replace("{file}", file.name));
}

/** @param {string} what */
function make(what) {
  const repaired = what === "roster" && /** @type {HTMLInputElement} */ (byId("repair")).checked;
  const letters = what === "letters" || what === "proposal";
  return doing("Een ogenblik, het wordt gemaakt …", async (asked) => {
    const limit = letters ? LIMITS.template : LIMITS.make;
    const wanted = [repaired ? "repaired" : what];
    const answer = await asked.ask("make", wanted, limit, (done) => {
      say(`Een ogenblik, de brieven worden gemaakt: ${done} klaar …`, true);
    });
    if (understood(answer.told)) {
      deliver(answer);
    }
  }, (_late, asked) => {
    if (letters && template) {
      const said = asked.sentences.template.replace("{file}", template);
      asked.forget("use_template");
      forgetTemplate();
      return said;
    }
    return "Dit duurde te lang en is afgebroken, dus er is niets gemaakt. Sluit andere programma's en "
      + "probeer het opnieuw.";
  });
}

/** @param {string} what */
function empty(what) {
  return doing("Een ogenblik …", async (asked) => {
    deliver(await asked.ask("empty", [what], LIMITS.make));
  }, () => "Dit duurde te lang en is afgebroken. Probeer het opnieuw.");
}

/**
 * Say of a file that it could not be read in time, or that reading it broke off.
 * @param {File} file
 * @returns {(late: GivenUp, python: Python) => string}
 */
function unread(file) {
  return (late, asked) => asked.sentences[late.why].replace("{file}", file.name);
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
  const lines = [...told.said];
  if (data.length) {
    link(name, data).click();
    lines.unshift(`‘${name}’ staat bij uw downloads.`);
  }
  const box = byId("outcome").hidden ? null : byId("made");
  if (box) {
    box.replaceChildren(...lines.map((line) => made("p", {}, line)));
    box.hidden = false;
    box.focus();
  } else {
    setTimeout(() => say(lines.join(" ")));
  }
}

function forgetTemplate() {
  template = "";
  byId("template-name").textContent = "Brieven worden gemaakt met het sjabloon van STO.";
}

function forgetExtras() {
  forgetTemplate();
  byId("beside-name").textContent = "Ligt het ernaast, dan wordt het plan daarmee vergeleken en staat "
    + "het adres op het voorstel.";
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
  say("De pagina is van deze computer verwijderd. Opent u haar weer, dan komt zij terug.");
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
byId("version").textContent = `Versie ${PIECES.version} (${PIECES.edition})`;
chosen("file", open);
chosen("beside", layBeside);
chosen("template", useTemplate);
byId("forget").addEventListener("click", forget);
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
