import { promises as fs } from 'node:fs';
import path from 'node:path';
import { parse } from 'yaml';
import { objectOf, objectsOf, stringOf } from '../kubernetes/store/json';
import { readWorkflow } from '../ci/read-workflow';

const templates = path.resolve(__dirname, '../../../../templates');
const folder = path.join(templates, 'workflows/.github/workflows');

const textsOf = (value: unknown): string[] =>
  Array.isArray(value) ? value.map(String) : [];

async function read(pattern: string): Promise<Array<[string, string]>> {
  const names = (await fs.readdir(folder)).filter(name =>
    path.matchesGlob(name, pattern),
  );
  return Promise.all(
    names.map(async name => [
      name,
      await fs.readFile(path.join(folder, name), 'utf8'),
    ]),
  );
}

describe('the reusable workflows', () => {
  it('contain what the points of the templates say', async () => {
    const document = parse(
      await fs.readFile(path.join(templates, 'points.yaml'), 'utf8'),
    );
    const missing: string[] = [];
    for (const point of objectsOf(document.points)) {
      for (const proof of objectsOf(point.workflows)) {
        const texts = await read(stringOf(proof.file) ?? '');
        const matches = (expression: unknown) =>
          texts.some(([, text]) =>
            new RegExp(String(expression), 'm').test(text),
          );
        missing.push(
          ...textsOf(proof.contains)
            .filter(each => !matches(each))
            .map(each => `${point.id}: ${proof.file} has no ${each}`),
          ...textsOf(proof.lacks)
            .filter(matches)
            .map(each => `${point.id}: ${proof.file} has ${each}`),
        );
      }
    }
    expect(missing).toEqual([]);
  });

  it('have a time-out for every job, and may do no more than each needs', async () => {
    for (const [name, text] of await read('*.yml')) {
      expect(readWorkflow(name, text).jobs).not.toHaveLength(0);
      const document = objectOf(parse(text));
      expect([name, document.permissions]).toEqual([
        name,
        { contents: 'read' },
      ]);
      for (const job of Object.values(objectOf(document.jobs)))
        expect([name, typeof objectOf(job)['timeout-minutes']]).toEqual([
          name,
          'number',
        ]);
    }
  });

  it('clean the throw-away namespace up whatever happened', async () => {
    const [[name, text]] = await read('e2e.yml');
    const steps = readWorkflow(name, text).jobs[0].steps;
    expect(steps[steps.length - 1]).toMatchObject({
      if: 'always()',
      run: expect.stringContaining('kubectl delete namespace'),
    });
  });
});
