// Reads [{source, display}] from standard input, writes [{html} or {error}] to standard output.
import { readFileSync } from "node:fs";
import katex from "katex";

const answers = JSON.parse(readFileSync(0, "utf8")).map(({ source, display }) => {
  try {
    const html = katex.renderToString(source, {
      displayMode: display,
      output: "htmlAndMathml",
      strict: "error",
      throwOnError: true,
    });
    return { html };
  } catch (error) {
    return { error: `${error.message} in the formula ${source.replace(/\s+/g, " ")}` };
  }
});
process.stdout.write(JSON.stringify(answers));
