import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { stringify } from 'yaml';
import type { ScaffolderOffer } from './LintContext';
import { lintTemplate } from './lintTemplate';

const offer: ScaffolderOffer = {
  actions: [
    {
      id: 'fetch:template',
      schema: {
        input: {
          type: 'object',
          required: ['url'],
          additionalProperties: false,
          properties: {
            url: { type: 'string', minLength: 3 },
            targetPath: { type: 'string' },
            values: {},
            templateFileExtension: { type: ['boolean', 'string'] },
            copyWithoutTemplating: { type: 'array' },
          },
        },
      },
    },
    { id: 'fetch:plain' },
    {
      id: 'debug:log',
      schema: { input: { type: 'object', properties: { message: {} } } },
    },
    {
      id: 'publish:github',
      schema: {
        input: {
          type: 'object',
          properties: {
            repoUrl: { type: 'string', pattern: '^x' },
            topics: { type: 'array', items: { type: 'string' } },
            protect: { anyOf: [{ type: 'boolean' }, { const: 'auto' }] },
          },
        },
        output: {
          type: 'object',
          properties: { remoteUrl: { type: 'string' } },
        },
      },
    },
  ],
};

interface Good {
  parameters: Record<string, unknown>[];
  steps: Record<string, unknown>[];
  output: Record<string, unknown>;
  secrets?: object;
}

function good(): Good {
  return {
    parameters: [
      {
        title: 'Service',
        required: ['name'],
        properties: {
          name: { title: 'Name', type: 'string', maxLength: 40 },
          database: { title: 'Database', type: 'boolean', default: false },
          owner: { title: 'Owner', type: 'string', 'ui:field': 'OwnerPicker' },
        },
      },
    ],
    steps: [
      {
        id: 'render',
        name: 'Render',
        action: 'fetch:template',
        input: {
          url: './skeleton',
          templateFileExtension: true,
          values: {
            name: '${{ parameters.name }}',
            owner: "${{ parameters['owner'] }}",
            database: '${{ parameters.database }}',
          },
        },
      },
      {
        id: 'publish',
        name: 'Publish ${{ parameters.name | upper }}',
        action: 'publish:github',
        input: {
          repoUrl: '${{ parameters.name }}',
          protect: '${{ parameters.database }}',
        },
      },
      {
        id: 'tell',
        name: 'Tell',
        if: '${{ failure() }}',
        action: 'debug:log',
        input: { message: "${{ steps.publish.output.remoteUrl or 'none' }}" },
      },
    ],
    output: {
      links: [
        { title: 'Repository', url: '${{ steps.publish.output.remoteUrl }}' },
      ],
    },
  };
}

describe('lintTemplate', () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'heal7-lint-'));
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  async function lint(
    change: (template: Good) => void = () => {},
    files: Record<string, string> = {},
    allowed: ScaffolderOffer = offer,
  ) {
    const spec = good();
    change(spec);
    const all: Record<string, string> = {
      'skeleton/README.md.njk':
        '# ${{ values.name }}\n{% if values.database %}{% for x in [1] %}${{ x }}${{ loop.index }}${{ values.port or 8000 }}${{ values.host | default("a") }}{% endfor %}{% endif %}\n{# ${{ values.comment }} #}{% raw %}${{ github.sha }}{% endraw %}',
      'skeleton/.github/workflows/ci.yml':
        'run-name: ${{ github.ref }} ${{ hashFiles("a") }}',
      ...files,
      'template.yaml':
        files['template.yaml'] ??
        stringify({
          apiVersion: 'scaffolder.backstage.io/v1beta3',
          kind: 'Template',
          metadata: { name: 'good', annotations: {} },
          spec: { owner: 'platform-team', type: 'service', ...spec },
        }),
    };
    for (const [path, text] of Object.entries(all)) {
      await mkdir(dirname(join(folder, path)), { recursive: true });
      await writeFile(join(folder, path), text);
    }
    return lintTemplate(join(folder, 'template.yaml'), allowed, folder);
  }

  it('finds nothing wrong with a good template', async () => {
    expect(await lint()).toEqual([]);
  });

  it('says where: file, line, rule and sentence', async () => {
    const findings = await lint(undefined, {
      'template.yaml': [
        'apiVersion: scaffolder.backstage.io/v1beta3',
        'kind: Template',
        'metadata: { name: small }',
        'spec:',
        '  type: service',
        '  owner: me',
        '  steps:',
        '    - id: tell',
        '      name: Tell',
        '      action: debug:log',
        '      input:',
        '        message: ${{ parameters.nmae }}',
      ].join('\n'),
    });
    expect(findings).toEqual([
      {
        rule: 'undeclared-name',
        file: 'template.yaml',
        line: 12,
        message: 'There is no parameter "nmae" in the form; it would be empty.',
      },
    ]);
  });

  it.each<[string, RegExp, (template: Good) => void]>([
    ['entity', /steps/, t => Object.assign(t, { steps: undefined })],
    [
      'form',
      /JSON Schema/,
      t => {
        t.parameters[0].properties = { name: { type: 'text' } };
      },
    ],
    [
      'form',
      /requires "nam"/,
      t => {
        t.parameters[0].required = ['nam'];
      },
    ],
    [
      'default-does-not-fit',
      /must be boolean/,
      t => {
        Object.assign(t.parameters[0].properties ?? {}, {
          database: { type: 'boolean', default: 'no' },
        });
      },
    ],
    [
      'password-widget',
      /Secret/,
      t => {
        Object.assign(t.parameters[0].properties ?? {}, {
          token: { type: 'string', 'ui:widget': 'password' },
        });
      },
    ],
    [
      'unknown-field',
      /"OwnerPicer"/,
      t => {
        Object.assign(t.parameters[0].properties ?? {}, {
          owner: { type: 'string', 'ui:field': 'OwnerPicer' },
        });
      },
    ],
    [
      'duplicate-step',
      /"publish"/,
      t => {
        t.steps[2].id = 'publish';
      },
    ],
    [
      'unknown-action',
      /"publish:gitub"/,
      t => {
        t.steps[1].action = 'publish:gitub';
      },
    ],
    [
      'action-input',
      /topics must be array/,
      t => {
        t.steps[1].input = { repoUrl: 'xa', topics: 'one' };
      },
    ],
    [
      'action-input',
      /must match pattern/,
      t => {
        t.steps[1].input = { repoUrl: 'a' };
      },
    ],
    [
      'action-input',
      /additional properties \(target\)/,
      t => {
        t.steps[0].input = { url: './skeleton', target: 'a' };
      },
    ],
    [
      'copy-without-render',
      /ignored/,
      t => {
        Object.assign(t.steps[0].input ?? {}, {
          copyWithoutRender: ['.github'],
        });
      },
    ],
    [
      'expression',
      /Unexpected character "&"/,
      t => {
        t.steps[1].if = '${{ parameters.name && }}';
      },
    ],
    [
      'expression',
      /does not parse/,
      t => {
        t.steps[1].each = '${{ parameters. }}';
      },
    ],
    [
      'expression',
      /does not parse/,
      t => {
        t.output.links = [{ title: 'x', url: '${{ steps.publish.output. }}' }];
      },
    ],
    [
      'unknown-filter',
      /"shout"/,
      t => {
        t.steps[1].if = '${{ parameters.name | shout }}';
      },
    ],
    [
      'unknown-function',
      /"hashFiles\(\)"/,
      t => {
        t.steps[1].if = '${{ hashFiles("a") }}';
      },
    ],
    [
      'undeclared-name',
      /parameter "nmae"/,
      t => {
        t.steps[1].if = '${{ parameters.name and parameters.nmae }}';
      },
    ],
    [
      'undeclared-name',
      /secret "token"/,
      t => {
        t.steps[1].if = '${{ secrets.token }}';
      },
    ],
    [
      'undeclared-name',
      /"parameter.name"/,
      t => {
        t.steps[1].if = '${{ parameter.name }}';
      },
    ],
    [
      'undeclared-name',
      /only there in a step with each/,
      t => {
        t.steps[1].if = '${{ each.value }}';
      },
    ],
    [
      'undeclared-name',
      /no step "publsh"/,
      t => {
        t.output.text = [{ content: '${{ steps.publsh.output.remoteUrl }}' }];
      },
    ],
    [
      'undeclared-name',
      /not "outputs"/,
      t => {
        t.output.text = [{ content: '${{ steps.publish.outputs.remoteUrl }}' }];
      },
    ],
    [
      'step-order',
      /"publish" has not run/,
      t => {
        t.steps.reverse();
      },
    ],
    [
      'unknown-output',
      /puts out remoteUrl, not "url"/,
      t => {
        t.output.text = [{ content: '${{ steps.publish.output.url }}' }];
      },
    ],
    [
      'missing-source',
      /no \.\/skeletn/,
      t => {
        Object.assign(t.steps[0].input ?? {}, { url: './skeletn' });
      },
    ],
    [
      'unpinned-fetch',
      /moves/,
      t => {
        Object.assign(t.steps[0].input ?? {}, {
          url: 'https://github.com/heal7/parts/tree/main/chart',
        });
      },
    ],
    [
      'unpinned-fetch',
      /moves/,
      t => {
        Object.assign(t.steps[0].input ?? {}, {
          url: '${{ parameters.name }}',
        });
      },
    ],
    [
      'undeclared-name',
      /gives no value "database"/,
      t => {
        Object.assign(t.steps[0].input ?? {}, {
          values: { name: '${{ parameters.name }}' },
        });
      },
    ],
    [
      'unknown-function',
      /hashFiles/,
      t => {
        Object.assign(t.steps[0].input ?? {}, {
          templateFileExtension: undefined,
        });
      },
    ],
  ])('%s: %s', async (rule, message, change) => {
    const findings = await lint(change);
    expect(findings).toContainEqual(
      expect.objectContaining({
        rule,
        message: expect.stringMatching(message),
        line: expect.any(Number),
      }),
    );
  });

  it('tells a broken file beside the template with its line', async () => {
    expect(
      await lint(undefined, {
        'skeleton/app/main.py.njk': 'a = 1\n{% if values.name %}\nb = 2\n',
      }),
    ).toEqual([
      expect.objectContaining({
        rule: 'expression',
        file: 'skeleton/app/main.py.njk',
        line: 2,
      }),
    ]);
  });

  it('judges the names of files, which are always rendered', async () => {
    expect(
      await lint(undefined, { 'skeleton/${{ values.nmae }}.txt': 'text' }),
    ).toEqual([
      expect.objectContaining({
        rule: 'undeclared-name',
        message: expect.stringContaining('"nmae"'),
      }),
    ]);
  });

  it('accepts pinned addresses, declared secrets and fields of a portal of its own', async () => {
    const findings = await lint(
      template => {
        Object.assign(template.steps[0].input ?? {}, {
          url: `https://github.com/heal7/parts/tree/${'a1'.repeat(20)}/chart`,
        });
        template.steps[1].if = '${{ secrets.token and secrets.other }}';
        template.secrets = {
          schema: { type: 'object', properties: { token: {} } },
        };
        Object.assign(template.parameters[0].properties ?? {}, {
          other: { type: 'string', 'ui:field': 'Secret' },
          mine: { type: 'string', 'ui:field': 'ServiceName' },
        });
      },
      {},
      { ...offer, fields: ['ServiceName'] },
    );
    expect(findings).toEqual([]);
  });

  describe('template-record', () => {
    const recordStep = (input = {}, rest = {}) => ({
      id: 'record',
      name: 'Record',
      action: 'heal7:template:record',
      input: { targetPath: './service', version: '1.0.0', ...input },
      ...rest,
    });
    const fetchTo = (id: string, targetPath: string) => ({
      id,
      name: 'Fetch',
      action: 'fetch:plain',
      input: { url: './skeleton', targetPath },
    });
    /** The steps in place of those of the good template. */
    const lintSteps = async (
      steps: object[],
      files: Record<string, string> = {},
      annotations: object = { 'heal7.io/template-version': '1.0.0' },
    ) => {
      const findings = await lint(
        undefined,
        {
          'template.yaml': stringify({
            apiVersion: 'scaffolder.backstage.io/v1beta3',
            kind: 'Template',
            metadata: { name: 'good', annotations },
            spec: { owner: 'platform-team', type: 'service', steps },
          }),
          ...files,
        },
        {},
      );
      return findings.map(({ rule, message }) => `${rule}: ${message}`);
    };

    it.each<[string, object[], Record<string, string>]>([
      ['a step that writes it', [recordStep()], {}],
      [
        'writing to other folders after it',
        [recordStep(), fetchTo('manifests', './manifests')],
        {},
      ],
      [
        'one of two steps',
        [
          recordStep({}, { if: '${{ true }}' }),
          recordStep({}, { id: 'other', if: '${{ false }}' }),
        ],
        {},
      ],
      [
        'a version that is an expression',
        [recordStep({ version: '${{ user }}' })],
        {},
      ],
      [
        'a record among the files',
        [fetchTo('service', './service')],
        { 'skeleton/.heal7/template.json.njk': '{}' },
      ],
    ])('accepts %s', async (_, steps, files) => {
      expect(await lintSteps(steps, files)).toEqual([]);
    });

    it.each<[RegExp, object[]]>([
      [/writes no \.heal7\/template\.json/, [fetchTo('service', './service')]],
      [/no update\./, [recordStep({}, { if: '${{ true }}' })]],
      [/version 1\.0\.0, not 0\.9\.0/, [recordStep({ version: '0.9.0' })]],
      [
        /step "record" has written before/,
        [recordStep(), fetchTo('service', './service/docs')],
      ],
      [
        /step "record" has written before/,
        [
          recordStep({ targetPath: './out/env', sourcePath: './out' }),
          fetchTo('applications', './out/applications'),
        ],
      ],
      [
        /step "record" has written before/,
        [recordStep({ targetPath: '.' }), fetchTo('service', './service')],
      ],
    ])('tells %s', async (message, steps) => {
      expect(await lintSteps(steps)).toEqual([
        expect.stringMatching(`^template-record: .*${message.source}`),
      ]);
    });

    it('tells a record of a template without a version', async () => {
      expect(await lintSteps([recordStep()], {}, {})).toEqual([
        expect.stringMatching(/template-record: .* no annotation/),
      ]);
      expect(await lintSteps([fetchTo('a', './a')], {}, {})).toEqual([]);
    });
  });

  it('tells a file that is no YAML', async () => {
    const findings = await lint(undefined, {
      'template.yaml': 'kind: Template\nspec: [unclosed',
    });
    expect(findings[0]).toMatchObject({ rule: 'not-yaml' });
  });
});
