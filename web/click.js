// One click on a button of the pane: what Python asks for, until it says how it ended.

import * as excel from "./excel.js";
import * as journal from "./journal.js";
import { GivenUp } from "./python.js";

/** @import { Answer, Python } from "./python.js" */

/** What a user can be asked. */
/**
 * @typedef {object} User
 * @property {(question: string) => Promise<boolean>} yes
 * @property {(question: string, kind: "document" | "plans") => Promise<File[]>} choose
 * @property {(text: string) => void} progress
 */

/** How long Python may take before it is ended, in milliseconds, and a sign of life later. */
const LIMIT = 60_000;

/**
 * Click a button: read, decide, ask, write and read back.
 * @param {Python} python
 * @param {string} button
 * @param {User} user
 * @returns {Promise<Answer>}
 */
export async function click(python, button, user) {
  const listed = JSON.stringify(await excel.list());
  let written = false;
  try {
    let answer = await python.ask("click", [button, listed, now()], LIMIT, user.progress);
    for (;;) {
      const next = await answered(answer.told, user);
      if (!next) {
        return answer;
      }
      written ||= Boolean(answer.told.write);
      answer = await python.ask("go_on", next, LIMIT, user.progress);
    }
  } catch (problem) {
    // Then nobody has looked whether all is as it was meant.
    throw written && problem instanceof GivenUp ? new GivenUp("unjudged") : problem;
  }
}

/**
 * Do what Python asks for, and give what it is to be told; null when there is nothing to do.
 * @param {any} told
 * @param {User} user
 * @returns {Promise<(string | Uint8Array)[] | null>}
 */
async function answered(told, user) {
  if (told.read) {
    return [JSON.stringify({ blocks: await excel.read(told.read) })];
  }
  if (told.run) {
    return [JSON.stringify({ run: await journal.find(told.run) })];
  }
  if (told.ask === "yes") {
    return [JSON.stringify({ yes: await user.yes(told.question) })];
  }
  if (told.ask) {
    const files = await user.choose(told.question, told.ask);
    const bytes = files.map(async (file) => new Uint8Array(await file.arrayBuffer()));
    return [JSON.stringify({ names: files.map(({ name }) => name) }), ...await Promise.all(bytes)];
  }
  if (told.write) {
    // Should this pane be closed halfway, it can still be undone.
    await journal.keep(told.keep, []);
    return [JSON.stringify(await excel.carryOut(told.write))];
  }
  if (told.take_back) {
    return [JSON.stringify({ taken_back: await excel.takeBack(told.take_back) })];
  }
  // The workbook is as it is by now, and what was meant is kept already.
  await journal.keep(told.keep ?? [], told.drop ?? []).catch(console.warn);
  return null;
}

/** Give the moment on the user's clock, as year-month-dayThour:minute:second. */
function now() {
  const moment = new Date();
  return new Date(moment.getTime() - moment.getTimezoneOffset() * 60_000).toISOString().slice(0, 19);
}
