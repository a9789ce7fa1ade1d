import { values } from '../testing';

describe('JaCoCo', () => {
  it('adds up the packages', () => {
    const counter = (missed: number, covered: number) =>
      `<counter type="LINE" missed="${missed}" covered="${covered}"/>`;
    const { measured, codes, result } = values(
      `<report name="x"><package name="a"><class>${counter(
        9,
        9,
      )}</class>${counter(1, 3)}</package><package name="b">${counter(
        2,
        4,
      )}</package>${counter(3, 8)}</report>`,
    );
    expect(measured).toEqual({ 'coverage.lines': '7/10' });
    expect(codes).toEqual(['contradictory']);
    expect(result.measurements[0].detail?.reported?.covered).toBe(8);
  });

  it('counts the source files where neither packages nor the report count', () => {
    const line = '<counter type="LINE" missed="1" covered="3"/>';
    const { measured } = values(
      `<report name="x"><package name="a"><class>${line}</class><class>${line}</class><sourcefile>${line}</sourcefile></package></report>`,
    );
    expect(measured).toEqual({ 'coverage.lines': '3/4' });
  });
});
