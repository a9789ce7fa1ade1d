import { TokenType } from '@streamparser/json';
import type { CompiledShape } from './CompiledShape';
import { ReportError } from './ReportError';
import { SharedItems } from './SharedItems';
import type { JsonRecord } from './json';

/** Looked up once: a report has millions of tokens. */
const { LEFT_BRACE, RIGHT_BRACE, LEFT_BRACKET, RIGHT_BRACKET, COLON, COMMA } =
  TokenType;

/** Deeper documents are attacks, not reports. */
const deepest = 512;

type Expected =
  | 'key or end'
  | 'key'
  | ':'
  | 'value'
  | 'value or end'
  | ', or end';

/** One object stands for all those of which nothing is kept. */
const nothing: JsonRecord = Object.freeze({});

/** An open object or list. Without `object` and `list` nothing of it is kept. Used again for the next one of its depth. */
class Frame {
  isList = false;
  shape: CompiledShape | undefined;
  object: JsonRecord | undefined;
  list: unknown[] | undefined;
  expected: Expected = 'key or end';
  key = '';
  /** What is kept of the value that comes next; undefined for nothing. */
  child: CompiledShape | undefined;

  start(isList: boolean, shape: CompiledShape | undefined) {
    this.isList = isList;
    this.shape = shape;
    this.list = shape && isList ? [] : undefined;
    this.object = shape && !isList ? objectOf(shape) : undefined;
    this.expected = isList ? 'value or end' : 'key or end';
    this.child = isList ? shape?.ofItem : undefined;
  }
}

function objectOf(shape: CompiledShape): JsonRecord {
  return shape.empty ? nothing : {};
}

/** Puts together what a shape keeps of a JSON text that comes in tokens, and checks that the tokens are in order. */
export class JsonBuilder {
  readonly #root: CompiledShape;
  readonly #shared = new SharedItems();
  readonly #frames: Frame[] = [];
  #depth = 0;
  #top: Frame | undefined;
  #value: unknown;
  #done = false;

  constructor(root: CompiledShape) {
    this.#root = root;
  }

  token(type: TokenType, value: unknown) {
    switch (type) {
      case LEFT_BRACE:
        this.#open(false);
        break;
      case LEFT_BRACKET:
        this.#open(true);
        break;
      case RIGHT_BRACE:
        this.#close(false);
        break;
      case RIGHT_BRACKET:
        this.#close(true);
        break;
      case COLON:
        this.#colon();
        break;
      case COMMA:
        this.#comma();
        break;
      default:
        this.#plain(value);
    }
  }

  /** The value, once it is whole. */
  finish(): unknown {
    if (!this.#done) {
      throw notJson('it ends before its last bracket: it was cut off');
    }
    return this.#value;
  }

  #open(isList: boolean) {
    this.#expectValue();
    if (this.#depth >= deepest) {
      throw notJson(`it is nested more than ${deepest} levels deep`);
    }
    const shape = this.#top ? this.#top.child : this.#root;
    const frame = (this.#frames[this.#depth] ??= new Frame());
    frame.start(isList, shape);
    this.#depth += 1;
    this.#top = frame;
  }

  #close(isList: boolean) {
    const frame = this.#top;
    const mayEnd =
      frame?.expected === ', or end' ||
      frame?.expected === (isList ? 'value or end' : 'key or end');
    if (!frame || frame.isList !== isList || !mayEnd) {
      throw notJson(`a "${isList ? ']' : '}'}" is out of place`);
    }
    this.#depth -= 1;
    this.#top = this.#depth > 0 ? this.#frames[this.#depth - 1] : undefined;
    this.#attach(this.#reduced(frame), frame.shape);
  }

  #reduced({ object, list, shape }: Frame): unknown {
    let value: unknown = object ?? list;
    for (const reduce of shape?.reduce ?? []) value = reduce(value);
    return value;
  }

  #plain(value: unknown) {
    const top = this.#top;
    if (top && (top.expected === 'key or end' || top.expected === 'key')) {
      if (typeof value !== 'string') throw notJson('a key is no text');
      top.key = value;
      // Assigning it would change what the object is.
      top.child = value === '__proto__' ? undefined : top.shape?.ofKey(value);
      top.expected = ':';
      return;
    }
    this.#expectValue();
    this.#attach(value, top ? top.child : this.#root);
  }

  #attach(value: unknown, shape: CompiledShape | undefined) {
    const top = this.#top;
    if (!top) {
      this.#value = value;
      this.#done = true;
      return;
    }
    top.expected = ', or end';
    if (!shape) return;
    const kept = shape.empty && typeof value === 'string' ? '' : value;
    const item = this.#shared.of(kept, shape);
    if (top.list) top.list.push(item);
    else if (top.object) top.object[top.key] = item;
  }

  #expectValue() {
    const expected = this.#top?.expected;
    if (
      expected === undefined
        ? this.#done
        : expected !== 'value' && expected !== 'value or end'
    ) {
      throw notJson(
        expected === undefined
          ? 'something follows its last bracket'
          : 'a value is out of place',
      );
    }
  }

  #colon() {
    if (this.#top?.expected !== ':') throw notJson('a ":" is out of place');
    this.#top.expected = 'value';
  }

  #comma() {
    const top = this.#top;
    if (top?.expected !== ', or end') throw notJson('a "," is out of place');
    top.expected = top.isList ? 'value' : 'key';
  }
}

export function notJson(reason: string): ReportError {
  return new ReportError('malformed', `The file is not valid JSON: ${reason}.`);
}
