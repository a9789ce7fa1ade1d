const factors: Record<string, number> = {
  '': 1,
  m: 1e-3,
  k: 1e3,
  M: 1e6,
  G: 1e9,
  Ki: 1024,
  Mi: 1024 ** 2,
  Gi: 1024 ** 3,
};

/** A Kubernetes quantity (`500m`, `512Mi`) as a number; 0 when it cannot be read. */
export function parseQuantity(quantity: string | number): number {
  const match = /^(\d+(?:\.\d+)?)([a-zA-Z]*)$/.exec(String(quantity));
  return match ? Number(match[1]) * (factors[match[2]] ?? 0) : 0;
}
