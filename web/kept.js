// Keeps the page, and the pane, on this computer, so that it opens without a network.

/**
 * Wait until the page is kept, and tell how far that is; a browser that keeps nothing uses it all
 * the same.
 * @param {(files: {kept: number, of: number}) => void} tell
 */
export async function kept(tell) {
  if (!navigator.serviceWorker) {
    return;
  }
  navigator.serviceWorker.addEventListener("message", ({ data }) => {
    tell(data);
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
