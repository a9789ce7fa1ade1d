import { Worker } from 'node:worker_threads';

const pieceSize = 64 * 1024;
/** Of a thread that says nothing for so long nothing more will come. */
const longestSilence = 30_000;

/** What is in the shared memory. */
const [nothing, aPiece, theEnd, aBreak] = [0, 1, 2, 3];

/** Unzips what the descriptor gives into the shared memory, a piece at a time. */
const work = `
const { createReadStream } = require('node:fs');
const { createGunzip } = require('node:zlib');
const { descriptor, state, memory } = require('node:worker_threads').workerData;
function hand(what, piece) {
  while (Atomics.load(state, 0) === ${aPiece}) Atomics.wait(state, 0, ${aPiece});
  if (piece) {
    memory.set(piece);
    state[1] = piece.length;
  }
  Atomics.store(state, 0, what);
  Atomics.notify(state, 0);
}
const file = createReadStream('', { fd: descriptor, start: 0, autoClose: false });
const unzipped = file.pipe(createGunzip({ chunkSize: ${pieceSize} }));
file.on('error', error => unzipped.destroy(error));
unzipped.on('data', piece => hand(${aPiece}, piece));
unzipped.on('end', () => hand(${theEnd}));
unzipped.on('error', () => hand(${aBreak}));
`;

/**
 * Unzips a file in pieces. Node does that only for those who can wait, and reports are read without waiting; so another
 * thread unzips, and this one sleeps until the next piece is there. Every piece is in the same buffer: it must be used before
 * the next one is asked for. Throws where the file is broken.
 */
export function* unzip(descriptor: number): Iterable<Buffer> {
  const state = new Int32Array(new SharedArrayBuffer(8));
  const memory = new Uint8Array(new SharedArrayBuffer(pieceSize));
  const worker = new Worker(work, {
    eval: true,
    workerData: { descriptor, state, memory },
  });
  // What goes wrong there shows in the shared memory, or by silence.
  worker.on('error', () => {});
  worker.unref();
  const buffer = Buffer.allocUnsafe(pieceSize);
  try {
    while (next(state) === aPiece) {
      const length = state[1];
      buffer.set(memory.subarray(0, length));
      Atomics.store(state, 0, nothing);
      Atomics.notify(state, 0);
      yield buffer.subarray(0, length);
    }
  } finally {
    void worker.terminate();
  }
}

function next(state: Int32Array): number {
  const silent = Atomics.wait(state, 0, nothing, longestSilence);
  const what = Atomics.load(state, 0);
  if (silent === 'timed-out' || what === aBreak) {
    throw new Error('There is no next piece.');
  }
  return what;
}
