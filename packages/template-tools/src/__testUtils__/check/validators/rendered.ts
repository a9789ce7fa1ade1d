import { lintRendered } from '../../../lint/lintRendered';
import { found, type Validator } from '../Validator';

/** Nothing of the template is left in what it wrote, and JSON and YAML parse. */
export const renderedValidator: Validator = {
  name: 'rendered',
  async check({ cells }) {
    return cells.flatMap(cell => {
      const texts = cell.files.filter(({ binary }) => !binary);
      return [
        ...lintRendered(texts).map(({ file, message, line }) =>
          found(cell, file, message, line),
        ),
        ...texts
          .filter(({ path }) => /\.json$/.test(path))
          .flatMap(({ path, text }) => {
            try {
              JSON.parse(text);
              return [];
            } catch (error) {
              return [found(cell, path, `No JSON: ${error}`)];
            }
          }),
      ];
    });
  },
};
