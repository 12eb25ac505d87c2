// Bundles assets/ into dist/: hashed names, a manifest from plain to hashed name, and .br and .gz neighbours; and the fonts of PDFs.
import { copyFile, mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { basename, extname } from "node:path";
import { fileURLToPath } from "node:url";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";
import { createHash } from "node:crypto";
import { build } from "esbuild";
import { icon } from "./icon.mjs";

const root = fileURLToPath(new URL(".", import.meta.url));
const dist = `${root}dist`;

await rm(dist, { recursive: true, force: true });
await mkdir(dist);

const { metafile } = await build({
  absWorkingDir: root,
  entryPoints: ["assets/app.js", "assets/style.css", "assets/icons/mark.svg"],
  outdir: "dist",
  entryNames: "[name]-[hash]",
  chunkNames: "[name]-[hash]",
  assetNames: "[name]-[hash]",
  bundle: true,
  splitting: true, // board and signature are only fetched by the pages that have one
  format: "esm",
  target: ["chrome120", "firefox120", "safari16.4"],
  minify: true,
  legalComments: "none",
  loader: { ".woff2": "file", ".svg": "copy" },
  metafile: true,
});

const manifest = {};
for (const [output, { entryPoint, inputs }] of Object.entries(metafile.outputs)) {
  const source = entryPoint ?? Object.keys(inputs)[0];
  if (source && (entryPoint || extname(output) === ".woff2")) manifest[basename(source)] = basename(output);
}
await writeFile(`${dist}/manifest.json`, `${JSON.stringify(manifest, Object.keys(manifest).sort(), 2)}\n`);

// The worker lies under a name that stays, and holds those of everything else; another version of anything is another worker.
const kept = Object.keys(metafile.outputs).map((output) => `/assets/${basename(output)}`).sort();
const worker = await build({
  absWorkingDir: root,
  entryPoints: ["assets/worker.js"],
  bundle: true,
  format: "iife",
  target: ["chrome120", "firefox120", "safari16.4"],
  minify: true,
  legalComments: "none",
  write: false,
  define: { __ASSETS__: JSON.stringify(kept), __BUILD__: JSON.stringify("__VERSION__") },
});
const script = worker.outputFiles[0].text;
const version = createHash("sha256").update(script).digest("hex").slice(0, 12);
await writeFile(`${dist}/worker.js`, script.replace("__VERSION__", version));

// The mark as tablets want it: in two sizes, and one with room around it that is cut to any shape.
const mark = await readFile(`${root}assets/icons/mark.svg`, "utf8");
for (const [name, size, room] of [["icon-192", 192, 0], ["icon-512", 512, 0], ["icon-cut", 512, 0.2]])
  await writeFile(`${dist}/${name}.png`, icon(mark, size, room));

// Documents are set in the same typeface; for PDFs it has to be there as TTF, one file a weight.
await mkdir(`${dist}/pdf-fonts`);
for (const [folder, file] of [["400Regular", "Inter_400Regular.ttf"], ["600SemiBold", "Inter_600SemiBold.ttf"]])
  await copyFile(`${root}node_modules/@expo-google-fonts/inter/${folder}/${file}`, `${dist}/pdf-fonts/${file}`);

for (const name of await readdir(dist)) {
  if (![".js", ".css", ".svg"].includes(extname(name))) continue;
  const bytes = await readFile(`${dist}/${name}`);
  const quality = { params: { [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY } };
  await writeFile(`${dist}/${name}.br`, brotliCompressSync(bytes, quality));
  await writeFile(`${dist}/${name}.gz`, gzipSync(bytes, { level: 9 }));
}
