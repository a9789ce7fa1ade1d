import {
  MessageChannel,
  receiveMessageOnPort,
  Worker,
} from 'node:worker_threads';

/** Pieces that may wait to be taken. */
const ahead = 16;
/** Of a worker that says nothing for so long nothing more will come. */
const longestSilence = 30_000;

/** Reads the file by its descriptor and hands over piece by piece; an empty message ends the file, a text says that it is broken. */
const work = `
const { createReadStream } = require('node:fs');
const { createGunzip } = require('node:zlib');
const { descriptor, port, counts } = require('node:worker_threads').workerData;
const send = message => {
  port.postMessage(message);
  Atomics.add(counts, 0, 1);
  Atomics.notify(counts, 0);
};
const file = createReadStream('', { fd: descriptor, start: 0, autoClose: false });
const unzipped = file.pipe(createGunzip());
file.on('error', error => unzipped.destroy(error));
unzipped.on('data', piece => {
  send(piece);
  for (;;) {
    const taken = Atomics.load(counts, 1);
    if (Atomics.load(counts, 0) - taken <= ${ahead}) break;
    Atomics.wait(counts, 1, taken);
  }
});
unzipped.on('end', () => send(null));
unzipped.on('error', error => send(String(error.code)));
`;

/**
 * Unzips a file in pieces. Node unzips in pieces only where one can wait for them, and reports are read without waiting;
 * so another thread unzips, and this one sleeps until the next piece is there. Throws where the file is broken.
 */
export function* unzip(descriptor: number): Iterable<Buffer> {
  const counts = new Int32Array(new SharedArrayBuffer(8));
  const { port1, port2 } = new MessageChannel();
  const worker = new Worker(work, {
    eval: true,
    workerData: { descriptor, port: port2, counts },
    transferList: [port2],
  });
  // What goes wrong there is told by a message, or by silence.
  worker.on('error', () => {});
  worker.unref();
  try {
    for (let next = take(port1, counts); next; next = take(port1, counts)) {
      yield next;
    }
  } finally {
    void worker.terminate();
    port1.close();
  }
}

function take(
  port: MessageChannel['port1'],
  counts: Int32Array<SharedArrayBuffer>,
): Buffer | undefined {
  const taken = Atomics.load(counts, 1);
  if (Atomics.wait(counts, 0, taken, longestSilence) === 'timed-out') {
    throw new Error('Nothing more comes.');
  }
  const message: unknown = receiveMessageOnPort(port)?.message;
  Atomics.add(counts, 1, 1);
  Atomics.notify(counts, 1);
  if (message === null) return undefined;
  if (message instanceof Uint8Array)
    return Buffer.from(message.buffer, message.byteOffset, message.byteLength);
  throw new Error(String(message));
}
