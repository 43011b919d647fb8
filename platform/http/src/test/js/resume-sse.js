// graphql-sse subscribes, is cut, and its own retry resumes through Last-Event-ID.
import { createClient } from 'graphql-sse';
import { SUBSCRIPTION, TOTAL, check, writeAndCut } from './desk.js';
import { proxyTo } from './proxy.js';

const port = Number(process.argv[2]);
const proxy = await proxyTo(port);
const seen = [];
let connects = 0;
const client = createClient({
  url: `http://127.0.0.1:${proxy.port}/graphql/stream`,
  headers: () => {
    const last = seen.at(-1);
    return {
      authorization: 'Bearer anna',
      ...(last ? { 'last-event-id': String(last.number) } : {}),
    };
  },
  retryAttempts: 100,
  retry: () => new Promise((resolve) => setTimeout(resolve, 5)),
  on: { connected: () => connects++ },
});

const reading = new Promise((resolve, reject) => {
  const stop = client.subscribe(
    { query: SUBSCRIPTION },
    {
      next: ({ data, errors }) => {
        if (errors) {
          reject(new Error(JSON.stringify(errors)));
          return;
        }
        seen.push(data.events);
        if (seen.length >= TOTAL) {
          stop();
          resolve();
        }
      },
      error: reject,
      complete: resolve,
    },
  );
});
await writeAndCut(port, proxy);
await reading;
client.dispose();
proxy.close();
check('graphql-sse', seen, connects - 1);
