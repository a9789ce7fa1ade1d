import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { spawn } from 'node:child_process';
import { stringify } from 'yaml';
import { kubectlPath } from '../tools/kubernetes-tools';
import {
  deployment,
  namespace,
  registryOf,
  REPOSITORY,
} from './__testUtils__/fixtures';
import { linesOf, runProcess, waitForLine } from './__testUtils__/run-process';
import { createCluster } from './create-cluster';
import { writeKubeconfig } from './write-kubeconfig';

jest.setTimeout(120_000);

/** The real kubectl against the sandbox; if it is content, so are the tools people bring along. */
describe('kubectl', () => {
  const directory = mkdtempSync(path.join(os.tmpdir(), 'kubectl-test-'));
  const kubeconfig = path.join(directory, 'config');
  const options = {
    name: 'heal7-test',
    token: 'secret',
    speed: 100,
    images: registryOf({ '1': 'healthy', '2': 'healthy', crash: 'crash' }),
    stateDir: directory,
  };
  const cluster = createCluster({ ...options, port: 0 });
  let program: string;

  beforeAll(async () => {
    program = await kubectlPath();
    cluster.store.create(namespace('shop'));
    await cluster.start();
    await writeKubeconfig(kubeconfig, [
      { ...cluster, url: cluster.url, namespace: 'shop' },
    ]);
  });
  afterAll(async () => {
    await cluster.stop();
    rmSync(directory, { recursive: true });
  });

  const argumentsFor = (command: string) => [
    `--kubeconfig=${kubeconfig}`,
    `--cache-dir=${path.join(directory, 'cache')}`,
    ...command.split(' '),
  ];
  const run = (command: string, input?: string) =>
    runProcess(program, argumentsFor(command), { input });
  const kubectl = async (command: string, input?: string) => {
    const { code, stdout, stderr } = await run(command, input);
    if (code !== 0) {
      throw new Error(`kubectl ${command}: ${stderr}`);
    }
    return stdout;
  };
  const manifest = (tag: string) => stringify(deployment(tag, { replicas: 2 }));

  it('applies, waits for the rollout and shows it', async () => {
    expect(await kubectl('apply -f -', manifest('1'))).toContain(
      'deployment.apps/web created',
    );
    expect(
      await kubectl('rollout status deployment/web --timeout=60s'),
    ).toContain('successfully rolled out');
    expect(await kubectl('apply -f -', manifest('1'))).toContain('unchanged');
    expect(await kubectl('get deployments -o wide')).toMatch(
      /^NAME +READY +UP-TO-DATE +AVAILABLE +AGE +CONTAINERS +IMAGES +SELECTOR\nweb +2\/2 +2 +2 +\S+ +web +\S+\/web:1 +app=web/,
    );
    expect(
      (await kubectl('get pods --no-headers')).match(
        /web-[a-z0-9]{10}-[a-z0-9]{5} +1\/1 +Running/g,
      ),
    ).toHaveLength(2);
    expect(await kubectl('get nodes')).toMatch(/Ready/);
    expect(await kubectl('describe deployment web')).toMatch(
      /2 desired \| 2 updated \| 2 total \| 2 available[\s\S]*ScalingReplicaSet/,
    );
    expect(await kubectl('describe pods -l app=web')).toMatch(
      /Image ID: +\S+@sha256[\s\S]*Scheduled +\S+ +default-scheduler/,
    );
    expect(await kubectl('logs deployment/web')).toContain(
      'this container is simulated',
    );
    expect(await kubectl('top pods')).toMatch(/web-\S+ +\d+m +\d+Mi/);
  });

  it('rolls out, shows the history and undoes', async () => {
    await kubectl(`set image deployment/web web=${REPOSITORY}:2`);
    await kubectl('rollout status deployment/web --timeout=60s');
    expect(await kubectl('rollout history deployment/web')).toMatch(
      /\n1 .*\n2 /,
    );
    await kubectl('rollout undo deployment/web');
    await kubectl('rollout status deployment/web --timeout=60s');
    expect(
      await kubectl(
        'get deployment web -o jsonpath={.spec.template.spec.containers[0].image}',
      ),
    ).toBe(`${REPOSITORY}:1`);
    expect(await kubectl('rollout history deployment/web')).toMatch(
      /\n2 .*\n3 /,
    );
  });

  it('patches in three ways, scales, annotates', async () => {
    const json =
      '[{"op":"test","path":"/spec/replicas","value":2},{"op":"replace","path":"/spec/replicas","value":1}]';
    await kubectl(`patch deployment web --type=json -p ${json}`);
    await kubectl(
      'patch deployment web --type=merge -p {"metadata":{"labels":{"team":"saju"}}}',
    );
    await kubectl(
      'patch deployment web -p {"spec":{"template":{"spec":{"containers":[{"name":"web","env":[{"name":"A","value":"1"}]}]}}}}',
    );
    await kubectl('annotate deployment web heal7.io/note=x');
    await kubectl('scale deployment web --replicas=3');
    await kubectl('rollout status deployment/web --timeout=60s');
    const fields =
      '{.metadata.labels.team}/{.metadata.annotations.heal7\\.io/note}/{.spec.template.spec.containers[0].env[0].value}/{.status.availableReplicas}';
    expect(await kubectl(`get deployment web -o jsonpath=${fields}`)).toBe(
      'saju/x/1/3',
    );
  });

  it('tells a lost update from a good one', async () => {
    const before = await kubectl('get deployment web -o json');
    await kubectl('scale deployment web --replicas=2');
    const lost = await run('replace -f -', before);
    expect(lost.stderr).toContain('the object has been modified');
    const failed = await run(
      'patch deployment web --type=json -p [{"op":"test","path":"/spec/replicas","value":7}]',
    );
    expect(failed.stderr).toContain('testing path /spec/replicas failed');
  });

  it('watches', async () => {
    const child = spawn(
      program,
      argumentsFor('get deployment web -w --no-headers'),
    );
    const lines = linesOf(child);
    try {
      await waitForLine(child, lines, /^web +\d\/2/);
      await kubectl('scale deployment web --replicas=4');
      await waitForLine(child, lines, /^web +4\/4/);
      expect(lines.at(-1)).toMatch(/^web +4\/4 +4 +4 /);
    } finally {
      child.kill();
      await new Promise(resolve => child.on('close', resolve));
    }
  });

  it('shows what is wrong with a bad image', async () => {
    await kubectl(`set image deployment/web web=${REPOSITORY}:missing`);
    const child = spawn(program, argumentsFor('get pods -w --no-headers'));
    const lines = linesOf(child);
    try {
      await waitForLine(child, lines, /ErrImagePull/);
      await waitForLine(child, lines, /ImagePullBackOff/);
      await kubectl(`set image deployment/web web=${REPOSITORY}:crash`);
      await waitForLine(child, lines, /CrashLoopBackOff/);
    } finally {
      child.kill();
      await new Promise(resolve => child.on('close', resolve));
    }
    await kubectl(`set image deployment/web web=${REPOSITORY}:2`);
    expect(
      await kubectl('rollout status deployment/web --timeout=60s'),
    ).toContain('successfully rolled out');
  });

  it('uses custom resources', async () => {
    const canary = {
      apiVersion: 'flagger.app/v1beta1',
      kind: 'Canary',
      metadata: { name: 'web' },
      spec: { targetRef: { name: 'web' } },
    };
    await kubectl('apply -f -', stringify(canary));
    await kubectl(
      'patch canary web --type=merge --subresource=status -p {"status":{"phase":"Progressing","canaryWeight":10,"lastTransitionTime":"2026-03-01T10:00:00Z"}}',
    );
    expect(await kubectl('get canaries')).toBe(
      'NAME   STATUS        WEIGHT   LASTTRANSITIONTIME\nweb    Progressing   10       2026-03-01T10:00:00Z\n',
    );
    expect(await kubectl('get vs,dr,app,es --ignore-not-found')).toBe('');
    expect(
      await kubectl('api-resources --api-group=flagger.app -o name'),
    ).toContain('canaries.flagger.app');
  });

  it('deletes and waits until it is gone', async () => {
    expect(await kubectl('delete deployment web --timeout=30s')).toContain(
      'deleted',
    );
    await kubectl('wait --for=delete pod -l app=web --timeout=30s');
    expect(
      await kubectl('get deployments,replicasets,pods --ignore-not-found'),
    ).toBe('');
    const again = await run('delete deployment web');
    expect(again.stderr).toContain('deployments.apps "web" not found');
  });

  it('finds everything again after a restart', async () => {
    await cluster.stop();
    const second = createCluster({ ...options, port: 0 });
    await second.start();
    try {
      await writeKubeconfig(kubeconfig, [
        { ...second, url: second.url, namespace: 'shop' },
      ]);
      expect(await kubectl('get canary web -o name')).toBe(
        'canary.flagger.app/web\n',
      );
    } finally {
      await second.stop();
    }
  });
});
