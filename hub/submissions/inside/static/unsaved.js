/**
 * Two tabs of one student: the list asks JupyterLab what is not saved, and has it saved.
 *
 * Each open JupyterLab holds a lock, so the list knows how many answers to wait for. A page that did
 * not come by https, or from this machine, is given no locks; there the list waits for a while.
 */

const CHANNEL = `unsaved in ${new URL("..", import.meta.url).pathname}`; // of this student
const UNKNOWN = 2000; // milliseconds until we take it that no JupyterLab is open, where there are no locks
const PATIENCE = 20_000; // milliseconds until one that is open is taken to be silent

/** @typedef {{ ask?: string, save?: string, unsaved?: string[], saved?: string, failed?: string }} Message */
/** @typedef {{ paths: string[], silent: boolean }} Unsaved notebooks with changes in Lab; whether a Lab did not answer */

/** @returns {Promise<number | undefined>} how many JupyterLabs are open; undefined where nobody can tell */
async function labs() {
  const { held } = (await navigator.locks?.query()) ?? {};
  return held?.filter(({ name }) => name === CHANNEL).length;
}

/**
 * @param {string} name of an assignment
 * @returns {Promise<Unsaved>}
 */
export async function unsavedIn(name) {
  const open = await labs();
  if (open === 0) return { paths: [], silent: false };
  const channel = new BroadcastChannel(CHANNEL);
  /** @type {Set<string>} */
  const found = new Set();
  let answers = 0;
  await new Promise((/** @type {(_?: unknown) => void} */ done) => {
    channel.onmessage = ({ data }) => {
      if (!data.unsaved) return;
      for (const path of data.unsaved) found.add(path);
      answers += 1;
      if (answers === open) done();
    };
    channel.postMessage({ ask: name });
    setTimeout(done, open ? PATIENCE : UNKNOWN);
  });
  channel.close();
  return { paths: [...found], silent: open !== undefined && answers < open };
}

/** @param {string} name @returns {Promise<void>} once Lab has saved what there is of an assignment */
export function saveIn(name) {
  const channel = new BroadcastChannel(CHANNEL);
  return new Promise((done, fail) => {
    const failed = () => fail(new Error("JupyterLab could not save: look there, save, and try again"));
    channel.onmessage = ({ data }) => {
      if (data.saved === name) done();
      else if (data.failed === name) failed();
      else return;
      channel.close();
    };
    channel.postMessage({ save: name });
    setTimeout(() => (channel.close(), failed()), PATIENCE); // its tab may be gone; a promise is kept once
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
  navigator.locks?.request(CHANNEL, { mode: "shared" }, () => new Promise(() => {})); // until the tab is closed
}
