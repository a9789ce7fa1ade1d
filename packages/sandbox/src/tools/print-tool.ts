import { findTool, kubernetesToolNames } from './kubernetes-tools';

// Prints the path of kubectl or helm; `script/tool` runs it then.
const name = kubernetesToolNames.find(tool => tool === process.argv[2]);
if (!name) {
  process.stderr.write(
    `usage: script/tool ${kubernetesToolNames.join('|')} ARG…\n`,
  );
  process.exit(2);
}
findTool(name).then(
  path => process.stdout.write(`${path}\n`),
  error => {
    process.stderr.write(`${error.message}\n`);
    process.exit(1);
  },
);
