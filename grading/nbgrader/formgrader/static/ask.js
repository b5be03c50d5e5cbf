/** Asking the server, as one who has the page's cookie. */

/**
 * @param {string} address
 * @param {string} [method]
 * @param {unknown} [body]
 * @returns {Promise<any>} what it answers
 */
export async function ask(address, method = "GET", body = undefined) {
  const cookie = /(?:^|; )_xsrf=([^;]*)/.exec(document.cookie)?.[1] ?? "";
  const answer = await fetch(address, {
    method,
    headers: { "X-XSRFToken": cookie },
    body: body === undefined ? undefined : JSON.stringify(body),
  });
  if (!answer.ok) throw new Error(`the server answers ${answer.status} ${answer.statusText}`);
  return answer.json();
}
