// graphql-ws subscribes, is cut, and resumes after the last cursor it has seen.
import { createClient } from 'graphql-ws';
import WebSocket from 'ws';
import { SUBSCRIPTION, TOTAL, check, writeAndCut } from './desk.js';
import { proxyTo } from './proxy.js';

const port = Number(process.argv[2]);
const proxy = await proxyTo(port);
const client = createClient({
  url: `ws://127.0.0.1:${proxy.port}/graphql`,
  webSocketImpl: WebSocket,
  connectionParams: { authorization: 'Bearer anna' },
  // Resuming means asking for something else than before, so the client must not retry by itself.
  retryAttempts: 0,
});

const query = await new Promise((resolve, reject) => {
  let answer;
  client.subscribe(
    { query: '{ whoAmI }' },
    { next: (result) => (answer = result), error: reject, complete: () => resolve(answer) },
  );
});
if (query.data.whoAmI !== 'Anna') {
  console.log(`a query over the socket answered ${JSON.stringify(query)}`);
  process.exit(1);
}

const seen = [];
let cuts = 0;
const reading = (async () => {
  while (seen.length < TOTAL) {
    const last = seen.at(-1);
    try {
      for await (const { data, errors } of client.iterate({
        query: SUBSCRIPTION,
        variables: { after: last ? String(last.number) : null },
      })) {
        if (errors) {
          throw new Error(JSON.stringify(errors));
        }
        seen.push(data.events);
        if (seen.length >= TOTAL) {
          break;
        }
      }
    } catch (cut) {
      if (cut instanceof Error) {
        console.log(cut.message);
      }
      cuts++;
    }
  }
})();
await writeAndCut(port, proxy);
await reading;
await client.dispose();
proxy.close();
check('graphql-ws', seen, cuts);
