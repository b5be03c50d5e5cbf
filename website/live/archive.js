/**
 * Archives as `pack.py` makes them: a line of JSON, with the name and the size of each file, and then
 * the files. So they are written in a fifth of the time that Python takes for a tar.
 */

/**
 * Write what is in an archive into an interpreter.
 * @param {{ FS: any }} pyodide @param {Uint8Array} bytes @param {string} folder an absolute path
 */
export function write({ FS }, bytes, folder) {
  const end = bytes.indexOf(10);
  let at = end + 1;
  for (const [name, size] of JSON.parse(new TextDecoder().decode(bytes.subarray(0, end)))) {
    const path = `${folder}/${name}`;
    FS.mkdirTree(path.slice(0, path.lastIndexOf("/")));
    FS.writeFile(path, bytes.subarray(at, at + size));
    at += size;
  }
}
