import { isNode, LineCounter, parseAllDocuments, type Document } from 'yaml';

/** Where in a document something is, e.g. `['spec', 'steps', 0, 'input']`. */
export type DocumentPath = readonly (string | number)[];

/** One YAML document of a file, as values and with the lines they stand on. */
export interface TemplateSource {
  file: string;
  value: unknown;
  /** Line of the innermost part of the path that is written in the file. */
  lineOf(path: DocumentPath): number;
}

export interface SourceProblem {
  line: number;
  message: string;
}

/** Reads the documents of a file; what is no YAML is told instead of thrown. */
export function readSources(
  file: string,
  text: string,
): { sources: TemplateSource[]; problems: SourceProblem[] } {
  const counter = new LineCounter();
  const documents = parseAllDocuments(text, {
    lineCounter: counter,
    merge: true,
  });
  const problems = documents.flatMap(document =>
    document.errors.map(error => ({
      line: counter.linePos(error.pos[0]).line,
      message: error.message.split('\n')[0],
    })),
  );
  const sources = documents
    .filter(document => document.errors.length === 0)
    .map(document => ({
      file,
      value: document.toJS(),
      lineOf: (path: DocumentPath) => lineOf(document, path, counter),
    }));
  return { sources, problems };
}

function lineOf(
  document: Document.Parsed,
  path: DocumentPath,
  counter: LineCounter,
): number {
  for (let length = path.length; length > 0; length--) {
    const node: unknown = document.getIn(path.slice(0, length), true);
    if (isNode(node) && node.range) return counter.linePos(node.range[0]).line;
  }
  return document.contents?.range
    ? counter.linePos(document.contents.range[0]).line
    : 1;
}
