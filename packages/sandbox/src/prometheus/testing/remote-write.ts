import { SeriesData } from '../../promql';
import { sortedEntries } from '../../promql/labels';

/** The NaN by which Prometheus marks the end of a series. */
const STALE_NAN = 0x7ff0000000000002n;

function varint(value: number): Buffer {
  const bytes: number[] = [];
  let rest = BigInt(value);
  while (rest >= 0x80n) {
    bytes.push(Number((rest & 0x7fn) | 0x80n));
    rest >>= 7n;
  }
  return Buffer.from([...bytes, Number(rest)]);
}

function field(number: number, content: Buffer): Buffer {
  return Buffer.concat([
    varint(number * 8 + 2),
    varint(content.length),
    content,
  ]);
}

function encodeSeries({
  labels,
  timestamps,
  values,
  stale,
}: SeriesData): Buffer {
  const parts = sortedEntries(labels).map(([name, value]) =>
    field(
      1,
      Buffer.concat([
        field(1, Buffer.from(name)),
        field(2, Buffer.from(value)),
      ]),
    ),
  );
  for (let index = 0; index < values.length; index++) {
    const value = Buffer.alloc(9);
    value[0] = 1 * 8 + 1;
    if (stale?.[index]) value.writeBigUInt64LE(STALE_NAN, 1);
    else value.writeDoubleLE(values[index], 1);
    parts.push(
      field(
        2,
        Buffer.concat([value, Buffer.from([2 * 8]), varint(timestamps[index])]),
      ),
    );
  }
  return field(1, Buffer.concat(parts));
}

/** Snappy's block format without compressing: literals only. */
function snappy(content: Buffer): Buffer {
  const parts = [varint(content.length)];
  for (let start = 0; start < content.length; start += 65_536) {
    const literal = content.subarray(start, start + 65_536);
    const header = Buffer.from([61 * 4, 0, 0]);
    header.writeUInt16LE(literal.length - 1, 1);
    parts.push(header, literal);
  }
  return Buffer.concat(parts);
}

/** Sends all samples by the remote write protocol, which unlike OpenMetrics can carry staleness markers. */
export async function remoteWrite(
  url: string,
  series: SeriesData[],
): Promise<void> {
  const body = snappy(Buffer.concat(series.map(encodeSeries)));
  const answer = await fetch(`${url}/api/v1/write`, {
    method: 'POST',
    headers: {
      'Content-Type': 'application/x-protobuf',
      'Content-Encoding': 'snappy',
      'X-Prometheus-Remote-Write-Version': '0.1.0',
    },
    body: new Uint8Array(body),
  });
  if (!answer.ok)
    throw new Error(`remote write: ${answer.status} ${await answer.text()}`);
}
