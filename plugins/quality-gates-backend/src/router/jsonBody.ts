import express, {
  type ErrorRequestHandler,
  type RequestHandler,
} from 'express';
import { CustomErrorBase, InputError } from '@backstage/errors';

/** 413, which `@backstage/errors` has no class for; the platform reads `statusCode`. */
class PayloadTooLargeError extends CustomErrorBase {
  name = 'PayloadTooLargeError' as const;
  readonly statusCode = 413;
}

/** Reads JSON bodies up to a limit and says in a sentence what is wrong with one. */
export function jsonBody(limit: number): [RequestHandler, ErrorRequestHandler] {
  const explain: ErrorRequestHandler = (error, _request, _response, next) => {
    if (error?.type === 'entity.too.large') {
      next(
        new PayloadTooLargeError(
          `The body is larger than ${limit} bytes; send fewer measurements`,
        ),
      );
    } else if (error?.type === 'entity.parse.failed') {
      next(new InputError('The body is not valid JSON'));
    } else {
      next(error);
    }
  };
  return [express.json({ limit }), explain];
}
