// Bundles the front end into ../static/design/dist. Run by `npm run build`.
import { copyFile, mkdir, rm } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const here = dirname(fileURLToPath(import.meta.url));
const out = join(here, "..", "static", "design", "dist");

await rm(out, { recursive: true, force: true });
await mkdir(out, { recursive: true });
await build({
  entryPoints: ["tilts.css", "tilts.js", "first.js"].map((name) => join(here, name)),
  outdir: out,
  bundle: true,
  minify: true,
  target: ["chrome125", "firefox128", "safari17.5"],
  loader: { ".woff2": "file" },
  assetNames: "[name]",
  legalComments: "linked",
});
await copyFile(join(here, "mark.svg"), join(out, "mark.svg"));
