import { basesOf } from './baseImages';

describe('basesOf', () => {
  it('tells what Dockerfiles start from, each once, without their own stages', () => {
    const python =
      'FROM python:3.13.9-slim AS build\nRUN a\nFROM python:3.13.9-slim\nCOPY --from=build /a /a\n';
    const node =
      'FROM --platform=linux/amd64 node:24.1.0 as build\nFROM build AS test\nFROM scratch\n';
    expect(basesOf([python, node, python])).toEqual([
      'node:24.1.0',
      'python:3.13.9-slim',
    ]);
  });
});
