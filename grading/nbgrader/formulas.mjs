// Reads [{source, display}] from standard input, writes their MathML to standard output.
import { readFileSync } from "node:fs";
import katex from "katex";

const formulas = JSON.parse(readFileSync(0, "utf8"));
const drawn = formulas.map(({ source, display }) =>
  katex.renderToString(source, { displayMode: display, output: "mathml", strict: "ignore", throwOnError: false }),
);
process.stdout.write(JSON.stringify(drawn));
