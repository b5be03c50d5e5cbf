/** Two tabs of one student: the list asks JupyterLab what is not saved, and has it saved. */

const CHANNEL = "course-unsaved";
const PATIENCE = 500; // milliseconds until we take it that no JupyterLab is open

/** @typedef {{ ask?: string, save?: string, unsaved?: string[], saved?: string, failed?: string }} Message */

/**
 * @param {string} name of an assignment
 * @returns {Promise<string[]>} its notebooks that have changes in Lab
 */
export function unsavedIn(name) {
  const channel = new BroadcastChannel(CHANNEL);
  /** @type {Set<string>} */
  const found = new Set();
  channel.onmessage = ({ data }) => (data.unsaved ?? []).forEach((/** @type {string} */ path) => found.add(path));
  channel.postMessage({ ask: name });
  return new Promise((done) =>
    setTimeout(() => {
      channel.close();
      done([...found]);
    }, PATIENCE),
  );
}

/** @param {string} name @returns {Promise<void>} once Lab has saved what there is of an assignment */
export function saveIn(name) {
  const channel = new BroadcastChannel(CHANNEL);
  return new Promise((done, fail) => {
    channel.onmessage = ({ data }) => {
      if (data.saved === name) done();
      else if (data.failed === name) fail(new Error("JupyterLab could not save: look there, save, and hand in again"));
      else return;
      channel.close();
    };
    channel.postMessage({ save: name });
  });
}

/**
 * What Lab answers.
 * @param {(name: string) => string[]} unsaved
 * @param {(name: string) => Promise<void>} save
 */
export function answer(unsaved, save) {
  const channel = new BroadcastChannel(CHANNEL);
  channel.onmessage = async ({ data }) => {
    if (data.ask !== undefined) channel.postMessage({ unsaved: unsaved(data.ask) });
    if (data.save === undefined || !unsaved(data.save).length) return;
    try {
      await save(data.save);
      channel.postMessage({ saved: data.save });
    } catch {
      channel.postMessage({ failed: data.save });
    }
  };
}
