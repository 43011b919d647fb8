// Debian's own Chromium, with an empty profile and no way to any host but this one.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { chromium } from 'playwright-core';

const FLAGS = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1',
];

// Runs the work with a page of a new browser; answers what the browser had to complain about.
export async function withPage(executable, origin, work) {
  const profile = await mkdtemp(path.join(tmpdir(), 'trestle-browser-'));
  const complaints = [];
  try {
    const context = await chromium.launchPersistentContext(profile, {
      executablePath: executable,
      headless: true,
      args: FLAGS,
      viewport: { width: 1440, height: 900 },
      timeout: 90000,
    });
    context.setDefaultTimeout(60000);
    context.on('request', (request) => {
      const url = new URL(request.url());
      if (url.protocol !== 'data:' && url.protocol !== 'blob:' && url.origin !== origin) {
        complaints.push(`request to another host: ${request.url()}`);
      }
    });
    await context.exposeBinding('reportViolation', (source, text) => {
      complaints.push(`content security policy: ${text}`);
    });
    await context.addInitScript(() => {
      document.addEventListener('securitypolicyviolation', (event) => {
        window.reportViolation(`${event.violatedDirective} ${event.blockedURI}`);
      });
    });
    const page = context.pages()[0] || (await context.newPage());
    page.on('console', (message) => {
      if (['error', 'warning', 'assert'].includes(message.type())) {
        complaints.push(`console ${message.type()}: ${message.text()}`);
      }
    });
    page.on('pageerror', (error) => complaints.push(`uncaught: ${error.stack}`));
    try {
      await work(page, context);
    } finally {
      await context.close();
    }
  } finally {
    await rm(profile, { recursive: true, force: true, maxRetries: 5 });
  }
  return complaints;
}
