// Lets `import` find the packages of `packages.js`, and those along NODE_PATH, which Node.js searches for `require` only.
import { createRequire } from "module";
import { pathToFileURL } from "url";

const require = createRequire(import.meta.url);
const { Packages, SCHEME, isOfSdk } = require("./packages.js");
let packages;

export function initialize(origin) {
  packages = new Packages(...origin);
}

export async function resolve(specifier, context, next) {
  try {
    return await next(specifier, context);
  } catch (error) {
    if (error.code !== "ERR_MODULE_NOT_FOUND" || !isOfSdk(specifier)) throw error;
    try {
      return await next(pathToFileURL(require.resolve(specifier)).href, context);
    } catch {
      if (packages.load(specifier) === undefined) throw error;
    }
    return { url: SCHEME + specifier, shortCircuit: true };
  }
}

export async function load(url, context, next) {
  if (!url.startsWith(SCHEME)) return next(url, context);
  const name = url.slice(SCHEME.length);
  const lines = Object.keys(packages.load(name)).map((one) => `export const ${one} = made[${JSON.stringify(one)}];`);
  const made = `const made = globalThis[Symbol.for("${SCHEME}")].load(${JSON.stringify(name)});`;
  return { format: "module", shortCircuit: true, source: [made, "export default made;", ...lines].join("\n") };
}
