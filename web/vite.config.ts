// SPDX-License-Identifier: GPL-3.0-or-later
import { defineConfig } from "vite";

export default defineConfig({
  build: {
    target: "es2022",
    // The server's content security policy allows no data: scripts or styles.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rollupOptions: { input: ["index.html", "desk.html"] },
  },
  server: {
    // `npm run dev` beside `ekb serve`.
    proxy: { "/api": "http://127.0.0.1:8080" },
  },
});
