/** Asking the student's own server, as one who has the page's cookie. */

const COURSE = new URL("..", import.meta.url); // …/user/NAME/course/

/**
 * @param {string} path below course/
 * @param {string} [method]
 * @returns {Promise<any>} what it answers
 */
export async function ask(path, method = "GET") {
  const cookie = /(?:^|; )_xsrf=([^;]*)/.exec(document.cookie)?.[1] ?? "";
  let answer;
  try {
    answer = await fetch(new URL(path, COURSE), { method, headers: { "X-XSRFToken": cookie } });
  } catch {
    throw new Error("your server cannot be reached just now: look whether you are online, and load the page again");
  }
  const said = answer.headers.get("content-type")?.startsWith("application/json") ? await answer.json() : {};
  if (!answer.ok) throw new Error(said.message ?? `the server answers ${answer.status} ${answer.statusText}: load the page again`);
  return said;
}

/** @param {string} name of an assignment */
export const openAddress = (name) => new URL(`open/${encodeURIComponent(name)}`, COURSE).href;

/** @param {string} name @param {string} time @param {string} notebook */
export const pageAddress = (name, time, notebook) =>
  new URL(`feedback/${[name, time, notebook].map(encodeURIComponent).join("/")}`, COURSE).href;

export const listAddress = COURSE.href;
