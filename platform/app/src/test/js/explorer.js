// A newcomer at the explorer: signs in, runs every example tab, and watches a subscription.
import path from 'node:path';
import { withPage } from './browser.js';

const [executable, origin, email, password, pictures] = process.argv.slice(2);
const RESULT = '.result-window .CodeMirror';

function check(holds, text) {
  if (!holds) {
    throw new Error(text);
  }
}

async function signIn(page, secret, said) {
  await page.fill('#email', email);
  await page.fill('#password', secret);
  await page.click('#sign-in button');
  await page.waitForFunction(() => document.getElementById('password').value === '');
  const text = await page.textContent('#said');
  check(text.startsWith(said), `expected ${said}, read ${text}`);
}

async function open(page, name) {
  await page.click(`.graphiql-tab-button:text-is("${name}")`);
  const text = page.locator('.graphiql-query-editor .CodeMirror');
  await page.waitForFunction(
    (operation) =>
      document
        .querySelector('.graphiql-query-editor .CodeMirror')
        .CodeMirror.getValue()
        .includes(` ${operation}`),
    name,
  );
  check(await text.isVisible(), `${name}: no editor`);
}

function shown(page) {
  return page.$eval(RESULT, (element) => element.CodeMirror.getValue());
}

async function waitForShown(page, part) {
  await page.waitForFunction(
    ([selector, text]) =>
      document.querySelector(selector).CodeMirror.getValue().includes(text) &&
      !document.querySelector('.graphiql-spinner'),
    [RESULT, part],
  );
  return JSON.parse(await shown(page));
}

async function run(page, name) {
  await open(page, name);
  check(!(await shown(page)).includes('"data"'), `${name}: shows another tab's answer`);
  await page.click('.graphiql-execute-button');
  const answer = await waitForShown(page, '{');
  check(!answer.errors, `${name}: ${JSON.stringify(answer)}`);
  for (const payload of Object.values(answer.data)) {
    check(!payload.userErrors || !payload.userErrors.length, `${name}: ${JSON.stringify(answer)}`);
  }
  console.log(`ran ${name}`);
  return answer.data;
}

async function createElsewhere(page, subject) {
  const answer = await fetch(`${origin}/graphql`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      authorization: await page.inputValue('#authorization'),
    },
    body: JSON.stringify({
      query: `mutation ($input: TicketCreateInput!) {
        ticketCreate(input: $input) { userErrors { message } }
      }`,
      variables: { input: { subject } },
    }),
  });
  const { data } = await answer.json();
  check(data && !data.ticketCreate.userErrors.length, JSON.stringify(data));
}

async function watch(page, context) {
  await open(page, 'Changes');
  const stream = context.waitForEvent('response', (r) => r.url() === `${origin}/graphql/stream`);
  await page.click('.graphiql-execute-button');
  check((await stream).status() === 200, 'the subscription was refused');
  await createElsewhere(page, 'The lift hums');
  const first = await waitForShown(page, 'The lift hums');
  check(first.data.ticketChanged.event.type === 'TicketCreated', JSON.stringify(first));
  await createElsewhere(page, 'The lift hums louder');
  await waitForShown(page, 'The lift hums louder');
  const ended = context.waitForEvent('requestfailed', (r) => r.url() === `${origin}/graphql/stream`);
  await page.click('.graphiql-execute-button');
  await ended;
  console.log('saw 2 events of the subscription Changes, and stopped it');
}

// An hour later the access token is over; the page gets the next one by itself.
async function stayIn(page) {
  const before = await page.inputValue('#authorization');
  await page.evaluate(() => {
    const now = Date.now;
    Date.now = () => now() + 3600000;
  });
  await open(page, 'Viewer');
  await page.click('.graphiql-execute-button');
  await page.waitForFunction(
    (old) => {
      const value = document.getElementById('authorization').value;
      return value.startsWith('Bearer ') && value !== old;
    },
    before,
  );
  const { data } = await waitForShown(page, '"viewer"');
  check(data.viewer.kind === 'AGENT', JSON.stringify(data));
  console.log('stayed signed in');
}

async function visit(page, context) {
  const picture = (name) => page.screenshot({ path: path.join(pictures, `${name}.png`) });
  await page.goto(`${origin}/graphiql`);
  await page.locator('.graphiql-execute-button').waitFor();
  await picture('opened');
  await signIn(page, `${password} not`, 'Address, password or code is not right');
  await signIn(page, password, 'Signed in as');

  const { viewer } = await run(page, 'Viewer');
  check(viewer.kind === 'AGENT', JSON.stringify(viewer));
  const { queues } = await run(page, 'Queues');
  check(queues.totalCount >= 1, JSON.stringify(queues));
  const created = (await run(page, 'Create')).ticketCreate.ticket;
  await picture('created');
  const waiting = (await run(page, 'OpenTickets')).queues.nodes[0].tickets;
  check(waiting.nodes.some((ticket) => ticket.id === created.id), JSON.stringify(waiting));
  await run(page, 'Comment');
  const { ticket } = await run(page, 'Ticket');
  check(ticket.messages.totalCount === 2, JSON.stringify(ticket));
  await picture('ticket');
  check((await run(page, 'Filter')).tickets.totalCount === 1, 'Filter finds another number');
  const { search } = await run(page, 'Search');
  check(search.edges.some((edge) => edge.highlights.length), JSON.stringify(search));
  await run(page, 'DefineField');
  await run(page, 'SetField');
  check((await run(page, 'ByField')).tickets.totalCount === 1, 'ByField finds another number');
  await watch(page, context);
  await picture('watched');
  const resolved = (await run(page, 'Resolve')).ticketResolve.ticket;
  check(resolved.status.category === 'RESOLVED', JSON.stringify(resolved));

  await stayIn(page);
  await page.click('button[aria-label="Show Documentation Explorer"]');
  await page.locator('.graphiql-doc-explorer', { hasText: 'Subscription' }).waitFor();
  await picture('documentation');
  check((await page.evaluate(() => localStorage.length)) === 0, 'something stayed in the storage');
}

const complaints = await withPage(executable, origin, visit);
check(!complaints.length, `the browser complained:\n${complaints.join('\n')}`);
console.log('no complaint of the browser and no request to another host');
