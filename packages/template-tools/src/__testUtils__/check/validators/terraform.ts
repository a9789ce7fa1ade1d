import { createRequire } from 'node:module';
import { basename, dirname } from 'node:path';
import { isObject } from '../../../lint/visit';
import { distinctFiles, type Cell, type CellFile } from '../Cell';
import { checksModule } from '../tools';
import { found, type CheckFinding, type Validator } from '../Validator';
import { formatProblems } from './terraformFormat';

const isTerraform = (path: string) => /\.tf$|\.tftest\.hcl$/.test(path);

type Parse = (file: string, text: string) => Promise<unknown>;

/** Every file parses, is formatted, and every variable, local and module that is named is there and used. */
export const terraformValidator: Validator = {
  name: 'terraform',
  async unavailable() {
    return (await checksModule('@cdktf/hcl2json'))
      ? undefined
      : '@cdktf/hcl2json is not installed (toolchain/checks)';
  },
  async check({ cells, skip }) {
    const parse = await parser();
    const findings: Omit<CheckFinding, 'validator'>[] = [];
    const files = distinctFiles(cells, isTerraform);
    if (files.length === 0) return [];
    for (const { cell, file } of files) {
      try {
        await parse(basename(file.path), file.text);
      } catch (error) {
        findings.push(found(cell, file.path, `Does not parse: ${error}`));
      }
      for (const { line, message } of formatProblems(file.text)) {
        findings.push(found(cell, file.path, message, line));
      }
    }
    for (const cell of cells)
      findings.push(...(await nameProblems(cell, parse)));
    skip(
      'terraform itself needs its providers and is not here: init, validate and test run in the generated CI',
    );
    return findings;
  },
};

async function parser(): Promise<Parse> {
  const folder = await checksModule('@cdktf/hcl2json');
  const loaded: unknown = createRequire(__filename)(folder ?? '');
  if (!isObject(loaded) || typeof loaded.parse !== 'function') {
    throw new Error('@cdktf/hcl2json has no parse');
  }
  const { parse } = loaded;
  return async (file, text) => parse(file, text);
}

interface Module {
  variables: Set<string>;
  locals: Set<string>;
  text: string;
  files: CellFile[];
}

/** Modules are folders. */
async function nameProblems(
  cell: Cell,
  parse: Parse,
): Promise<Omit<CheckFinding, 'validator'>[]> {
  const modules = new Map<string, Module>();
  for (const file of cell.files.filter(({ path }) => /\.tf$/.test(path))) {
    const folder = dirname(file.path);
    const known = modules.get(folder) ?? {
      variables: new Set<string>(),
      locals: new Set<string>(),
      text: '',
      files: [],
    };
    modules.set(folder, known);
    known.files.push(file);
    known.text += `\n${file.text.replace(/^\s*#.*$/gm, '')}`;
    const parsed = await parse(basename(file.path), file.text).catch(
      () => ({}),
    );
    if (!isObject(parsed)) continue;
    Object.keys(isObject(parsed.variable) ? parsed.variable : {}).forEach(
      name => known.variables.add(name),
    );
    for (const block of Array.isArray(parsed.locals) ? parsed.locals : []) {
      Object.keys(block).forEach(name => known.locals.add(name));
    }
  }
  return [...modules].flatMap(([folder, module]) => [
    ...compare(cell, folder, module, 'var', module.variables, 'variable'),
    ...compare(cell, folder, module, 'local', module.locals, 'local'),
    ...missingModules(cell, folder, module, modules),
  ]);
}

function compare(
  cell: Cell,
  folder: string,
  { text }: Module,
  prefix: string,
  declared: ReadonlySet<string>,
  what: string,
): Omit<CheckFinding, 'validator'>[] {
  const used = new Set(
    [...text.matchAll(new RegExp(`\\b${prefix}\\.([a-z0-9_]+)`, 'g'))].map(
      match => match[1],
    ),
  );
  return [
    ...[...used]
      .filter(name => !declared.has(name))
      .map(name => found(cell, folder, `There is no ${what} "${name}".`)),
    ...[...declared]
      .filter(name => !used.has(name))
      .map(name => found(cell, folder, `The ${what} "${name}" is not used.`)),
  ];
}

/** Local modules exist, and get every variable without a default and no other. */
function missingModules(
  cell: Cell,
  folder: string,
  { text }: Module,
  modules: ReadonlyMap<string, Module>,
): Omit<CheckFinding, 'validator'>[] {
  return [...text.matchAll(/^module\s+"(\w+)"\s*\{\n([\s\S]*?)^\}/gm)].flatMap(
    ([, name, body]) => {
      const [, source] = /^\s*source\s*=\s*"(\.[^"]*)"/m.exec(body) ?? [];
      if (!source) return [];
      const target = modules.get(
        new URL(source, `file:///${folder}/`).pathname.slice(1),
      );
      if (!target) {
        return [found(cell, folder, `module "${name}": no ${source} here.`)];
      }
      const given = new Set(
        [...body.matchAll(/^ {2}(\w+)\s*=/gm)].map(match => match[1]),
      );
      given.delete('source');
      return [
        ...[...given]
          .filter(key => !target.variables.has(key))
          .map(key =>
            found(cell, folder, `module "${name}" has no variable "${key}".`),
          ),
        ...[...required(target)]
          .filter(key => !given.has(key))
          .map(key =>
            found(cell, folder, `module "${name}" is not given "${key}".`),
          ),
      ];
    },
  );
}

function required({ text }: Module): string[] {
  return [...text.matchAll(/^variable\s+"(\w+)"\s*\{\n([\s\S]*?)^\}/gm)]
    .filter(([, , body]) => !/^\s*default\s*=/m.test(body))
    .map(([, name]) => name);
}
