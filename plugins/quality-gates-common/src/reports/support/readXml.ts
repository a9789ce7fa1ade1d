import { SaxesParser } from 'saxes';
import { ReportError } from './ReportError';
import type { ParsedReport } from './ParsedReport';

/** Deeper documents are attacks, not reports. */
const deepest = 256;

export type XmlAttributes = Record<string, string>;

/** Reads one XML format element by element. */
export interface XmlHandler {
  /** `path` holds the names of the open elements, the root first, without this one. */
  open(name: string, attributes: XmlAttributes, path: readonly string[]): void;
  close?(name: string, path: readonly string[]): void;
  text?(text: string, path: readonly string[]): void;
  finish(): ParsedReport;
}

export interface XmlFormat {
  format: string;
  matches(root: string, attributes: XmlAttributes): boolean;
  create(): XmlHandler;
}

/**
 * Streams XML into the handler of the format that the root element tells. Only the five built-in entities exist: a
 * DOCTYPE is skipped unread, so nothing is fetched and nothing expands; a document that uses its own entities is malformed.
 */
export function readXml(
  chunks: Iterable<string>,
  formats: readonly XmlFormat[],
  onFormat: (format: string) => void,
): ParsedReport {
  const parser = new SaxesParser({ xmlns: false, position: true });
  const path: string[] = [];
  let handler: XmlHandler | undefined;

  parser.on('error', error => {
    throw new ReportError(
      'malformed',
      `The file is not well-formed XML: ${error.message}.`,
    );
  });
  parser.on('opentag', tag => {
    const name = localName(tag.name);
    if (!handler) {
      const format = formats.find(it => it.matches(name, tag.attributes));
      if (!format) {
        throw new ReportError(
          'not-recognised',
          `No known report begins with the XML element <${name.slice(0, 60)}>.`,
        );
      }
      onFormat(format.format);
      handler = format.create();
    }
    if (path.length >= deepest) {
      throw new ReportError(
        'malformed',
        `The XML is nested more than ${deepest} levels deep.`,
      );
    }
    handler.open(name, tag.attributes, path);
    path.push(name);
  });
  parser.on('closetag', () => {
    const name = path.pop();
    if (name !== undefined) handler?.close?.(name, path);
  });
  parser.on('text', text => handler?.text?.(text, path));
  parser.on('cdata', text => handler?.text?.(text, path));

  for (const chunk of chunks) parser.write(chunk);
  parser.close();
  if (!handler) {
    throw new ReportError('malformed', 'The XML file holds no element.');
  }
  return handler.finish();
}

function localName(name: string): string {
  const colon = name.indexOf(':');
  return colon < 0 ? name : name.slice(colon + 1);
}
