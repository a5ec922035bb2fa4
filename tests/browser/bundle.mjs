// Bundles an app for browsers as the tools of publishers do: bundle.mjs ENTRY FOLDER

import { readFile } from "node:fs/promises";
import { build } from "esbuild";
import { compile } from "svelte/compiler";

const svelte = {
  name: "svelte",
  setup({ onLoad }) {
    onLoad({ filter: /\.svelte$/ }, async ({ path }) => {
      const { js } = compile(await readFile(path, "utf8"), { filename: path, generate: "client" });
      return { contents: js.code, loader: "js" };
    });
  },
};

const [entry, outdir] = process.argv.slice(2);
await build({
  entryPoints: { app: entry },
  outdir,
  bundle: true,
  splitting: true,
  format: "esm",
  jsx: "automatic",
  minify: true,
  conditions: ["browser"],
  alias: {
    vue: "vue/dist/vue.esm-bundler.js", // with the compiler of templates
    "next/navigation": "./next_navigation.js",
  },
  define: {
    "process.env.NODE_ENV": '"production"',
    __VUE_OPTIONS_API__: "false",
    __VUE_PROD_DEVTOOLS__: "false",
    __VUE_PROD_HYDRATION_MISMATCH_DETAILS__: "false",
  },
  plugins: [svelte],
  logLevel: "warning",
  logOverride: { "empty-import-meta": "error" },
});
