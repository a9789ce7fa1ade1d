import { imageQualities, ImageQuality } from '../images/image-registry';

/** How the author of a commit steers what the sandbox CI finds and how the image will behave. */
export interface SandboxTrailers {
  quality: ImageQuality;
  /** Percent of lines. */
  coverage: number;
  vulnerabilities: number;
  tests: 'passing' | 'failing';
  reports: 'complete' | 'none' | 'broken';
}

export const defaultTrailers: SandboxTrailers = {
  quality: 'healthy',
  coverage: 91,
  vulnerabilities: 0,
  tests: 'passing',
  reports: 'complete',
};

const line = /^Sandbox-(\w+):[ \t]*(\S+)[ \t]*$/gm;

export function hasSandboxTrailers(message: string): boolean {
  return [...message.matchAll(line)].length > 0;
}

/** Reads `Sandbox-Quality: bad`, `Sandbox-Coverage: 70` and so on from a commit message. */
export function readTrailers(message: string): SandboxTrailers {
  const values = new Map(
    [...message.matchAll(line)].map(([, name, value]) => [
      name.toLowerCase(),
      value,
    ]),
  );
  const number = (name: string, fallback: number, max: number) => {
    const value = Number(values.get(name) ?? Number.NaN);
    return Number.isFinite(value) && value >= 0 && value <= max
      ? value
      : fallback;
  };
  const reports = values.get('reports');
  return {
    quality:
      imageQualities.find(each => each === values.get('quality')) ??
      defaultTrailers.quality,
    coverage: number('coverage', defaultTrailers.coverage, 100),
    vulnerabilities: Math.floor(
      number('vulnerabilities', defaultTrailers.vulnerabilities, 100),
    ),
    tests: values.get('tests') === 'failing' ? 'failing' : 'passing',
    reports: reports === 'none' || reports === 'broken' ? reports : 'complete',
  };
}
