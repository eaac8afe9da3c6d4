import { once } from 'node:events';
import { type AddressInfo, createServer, type Socket } from 'node:net';
import type { PGlite } from '@electric-sql/pglite';

/** How a server treats who connects to it. */
interface Manners {
  /** The password that it asks for. */
  readonly password?: string;
  /** Ends the connection instead of answering so many messages that hold this text. */
  readonly loses?: { readonly text: string; readonly after: number };
}

/** Serves a PGlite database over the protocol of Postgres, on a port of this machine; one connection at a time. */
export async function servePglite(database: PGlite, manners: Manners = {}) {
  const server = createServer((socket) => talk(socket, database, manners));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    port: (server.address() as AddressInfo).port,
    connections: () => new Promise<number>((done) => server.getConnections((_, count) => done(count))),
    close: () => server.close(),
  };
}

function talk(socket: Socket, database: PGlite, { password, loses }: Manners): void {
  let pending: Buffer = Buffer.alloc(0);
  let start: Buffer | null = null;
  let isStarted = false;
  let isIn = false;
  let seen = 0;
  const send = async (message: Uint8Array) => socket.write(await database.execProtocolRaw(message));
  const answer = async (message: Buffer): Promise<unknown> => {
    if (start === null) {
      // TLS is asked for first, and not spoken.
      if (message.readUInt32BE(4) === TLS) return socket.write('N');
      start = message;
      isIn = password === undefined;
      return isIn ? send(start) : socket.write(ASKS_FOR_PASSWORD);
    }
    if (!isIn) {
      isIn = message.toString('utf8', 5, message.length - 1) === password;
      return isIn ? send(start) : socket.end(errorMessage('28P01', 'password authentication failed'));
    }
    if (message[0] === TERMINATE) return socket.end();
    if (loses !== undefined && message.includes(loses.text)) {
      seen += 1;
      if (seen > loses.after) return socket.destroy();
    }
    return send(message);
  };
  let turn: Promise<unknown> = Promise.resolve();
  socket.on('data', (bytes) => {
    pending = Buffer.concat([pending, bytes]);
    for (;;) {
      // What comes before the start, and the start itself, have no type.
      const type = isStarted ? 1 : 0;
      const length = pending.length < type + 4 ? null : type + pending.readUInt32BE(type);
      if (length === null || pending.length < length) return;
      const message = pending.subarray(0, length);
      pending = pending.subarray(length);
      if (!isStarted) isStarted = message.readUInt32BE(4) !== TLS;
      turn = turn.then(() => answer(message));
    }
  });
  socket.on('error', () => {});
  socket.on('close', () => {
    turn = turn.then(() => (database.closed ? null : database.exec('ROLLBACK')));
  });
}

function errorMessage(code: string, text: string): Buffer {
  const fields = Buffer.from(`SFATAL\0C${code}\0M${text}\0\0`);
  const head = Buffer.from('E\0\0\0\0');
  head.writeUInt32BE(fields.length + 4, 1);
  return Buffer.concat([head, fields]);
}

const TLS = 80877103;
const TERMINATE = 0x58;
const ASKS_FOR_PASSWORD = Buffer.from('R\0\0\0\x08\0\0\0\x03', 'latin1');
