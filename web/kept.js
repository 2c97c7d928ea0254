// Keeps the page, and the pane, on this computer, so that it opens without a network.

import { say } from "./said.js";

const FIRST_TIME = "Een eerste keer duurt het even: het programma wordt op deze computer gezet";

/** Wait until the page is kept; a browser that keeps nothing uses it all the same. */
export async function kept() {
  if (!navigator.serviceWorker) {
    return;
  }
  navigator.serviceWorker.addEventListener("message", ({ data }) => {
    say(`${FIRST_TIME} (${data.kept} van ${data.of} bestanden) …`, data.kept / data.of);
  });
  try {
    const registration = await navigator.serviceWorker.register("service-worker.js");
    const coming = registration.active ? null : registration.installing ?? registration.waiting;
    // A keeper that could not get its files as they should be is no use; so is any file, then.
    const settled = () => coming?.state === "activated" || coming?.state === "redundant";
    while (coming && !settled()) {
      await new Promise((resolve) => {
        coming.addEventListener("statechange", resolve, { once: true });
      });
    }
  } catch (problem) {
    console.warn(problem);
  }
}
