import react from '@vitejs/plugin-react';
import { defaultClientConditions, defineConfig } from 'vite';

export default defineConfig({
  plugins: [react()],
  base: '/',
  // Of kaikei-sdk, its sources: the bundle needs no build of it.
  resolve: { conditions: ['kaikei-source', ...defaultClientConditions] },
  build: {
    outDir: 'dist',
    target: 'es2023',
    // Everything is a hashed file of our own origin: the page then needs neither inline scripts nor data: addresses in its CSP.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
  },
  server: {
    // `vite` alone, for work on the pages: the API runs beside it (npm run dev).
    proxy: { '/api': 'http://127.0.0.1:3000' },
  },
});
