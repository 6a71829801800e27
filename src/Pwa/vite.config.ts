import { defineConfig } from 'vite'
import { VitePWA } from 'vite-plugin-pwa'
import { mockApi } from './dev/mock'

const here = (path: string): string => new URL(path, import.meta.url).pathname

export default defineConfig(({ mode }) => ({
  root: here('.'),
  build: {
    outDir: here('./dist'),
    emptyOutDir: true,
    target: 'es2022',
    // A data: stylesheet or script would break the content security policy.
    assetsInlineLimit: 0,
    // A screen that loads later has its files in the service worker: a link for each of them costs a slow phone more than it brings.
    // Signing in is the first visit's screen, where each file that is found only in another one is a round trip.
    modulePreload: {
      polyfill: false,
      resolveDependencies: (screen, files, { hostType }) =>
        hostType === 'html' || screen.includes('/SignIn-') ? files : files.filter((file) => file.endsWith('.css')),
    },
    rollupOptions: { input: { app: here('./index.html'), dashboard: here('./dashboard/index.html') } },
  },
  plugins: [
    VitePWA({
      strategies: 'injectManifest',
      srcDir: 'src/worker',
      filename: 'sw.ts',
      injectRegister: false,
      injectManifest: { globPatterns: ['**/*.{html,js,css,png,svg,webmanifest}'], rollupFormat: 'iife' },
      manifest: {
        id: '/',
        name: 'OOAK Call Manager Pro',
        short_name: 'OOAK Calls',
        description: 'Log the calls you make and receive, with or without a network.',
        start_url: '/',
        scope: '/',
        display: 'standalone',
        background_color: '#f6f5f1',
        theme_color: '#0b5d52',
        categories: ['business', 'productivity'],
        icons: [
          { src: '/icons/icon-192.png', sizes: '192x192', type: 'image/png' },
          { src: '/icons/icon-512.png', sizes: '512x512', type: 'image/png' },
          { src: '/icons/maskable-512.png', sizes: '512x512', type: 'image/png', purpose: 'maskable' },
        ],
        share_target: {
          action: '/share',
          method: 'POST',
          enctype: 'multipart/form-data',
          params: {
            files: [
              { name: 'log', accept: ['text/xml', 'application/xml', '.xml', 'text/csv', 'text/comma-separated-values', '.csv'] },
            ],
          },
        },
        shortcuts: [
          { name: 'Log a call', url: '/#/log', icons: [{ src: '/icons/icon-192.png', sizes: '192x192', type: 'image/png' }] },
        ],
      },
    }),
    ...(mode === 'mock' ? [mockApi()] : []),
  ],
}))
