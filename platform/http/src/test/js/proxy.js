// A TCP proxy whose connections can be cut in the middle, as a bad network does.
import net from 'node:net';

export async function proxyTo(port) {
  const sockets = new Set();
  const server = net.createServer((client) => {
    const upstream = net.connect(port, '127.0.0.1');
    for (const socket of [client, upstream]) {
      sockets.add(socket);
      socket.on('error', () => {});
      socket.on('close', () => {
        sockets.delete(socket);
        client.destroy();
        upstream.destroy();
      });
    }
    client.pipe(upstream);
    upstream.pipe(client);
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    port: server.address().port,
    cut() {
      for (const socket of sockets) {
        socket.resetAndDestroy();
      }
    },
    close() {
      server.close();
      this.cut();
    },
  };
}
