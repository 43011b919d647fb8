// What both resume tests share: the writer, the cutting, and the check for gaps and repeats.
export const TOTAL = 200;

export const SUBSCRIPTION = `subscription ($after: String) {
  events(after: $after) { number text reader }
}`;

export async function write(port, text) {
  const answer = await fetch(`http://127.0.0.1:${port}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: 'Bearer anna' },
    body: JSON.stringify({
      query: 'mutation ($text: String!) { write(text: $text) }',
      variables: { text },
    }),
  });
  const { errors } = await answer.json();
  if (errors) {
    throw new Error(JSON.stringify(errors));
  }
}

// Writes events while the other side reads, and cuts the wire every 40 of them.
export async function writeAndCut(port, proxy) {
  for (let n = 1; n <= TOTAL; n++) {
    await write(port, `event ${n}`);
    if (n % 40 === 0 && n < TOTAL) {
      proxy.cut();
    }
  }
}

export function check(name, seen, cuts) {
  const numbers = seen.map((event) => event.number);
  const expected = Array.from({ length: TOTAL }, (_, i) => i + 1);
  if (JSON.stringify(numbers) !== JSON.stringify(expected)) {
    console.log(`${name}: gap or repeat: ${numbers.join(' ')}`);
    process.exit(1);
  }
  if (seen.some((event) => event.reader !== 'Anna')) {
    console.log(`${name}: an event was rendered for somebody else`);
    process.exit(1);
  }
  if (cuts < 3) {
    console.log(`${name}: the wire was cut only ${cuts} times`);
    process.exit(1);
  }
  console.log(`${name}: ${numbers.length} events, ${cuts} cuts, no gap and no repeat`);
  process.exit(0);
}
