import { values } from '../testing';

function session(summary: string, points: string) {
  return `<CoverageSession xmlns:xsi="x">${summary}<Modules><Module><Files><File uid="7" fullPath="a.cs"/></Files>
    <Classes><Class><Methods><Method><FileRef uid="7"/>${points}</Method></Methods></Class></Classes></Module></Modules></CoverageSession>`;
}
const points =
  '<SequencePoint vc="1" sl="3" fileid="7"/><SequencePoint vc="0" sl="3" fileid="7"/><SequencePoint vc="0" sl="5"/><SequencePoint vc="1" sl="16707566"/><BranchPoint vc="0" sl="3"/><BranchPoint vc="2" sl="3"/>';

describe('OpenCover', () => {
  it('counts points, distinct lines, branches and methods', () => {
    expect(values(session('', points))).toMatchObject({
      format: 'opencover',
      measured: {
        'coverage.statements': '2/4',
        // Line 16707566 stands for code without a line.
        'coverage.lines': '1/2',
        'coverage.branches': '1/2',
        'coverage.functions': '1/1',
      },
      codes: [],
    });
  });

  it('knows that OpenCover counts the entry of a method as a branch', () => {
    const { measured, codes } = values(
      session(
        '<Summary numSequencePoints="4" visitedSequencePoints="2" numBranchPoints="3" visitedBranchPoints="2"/>',
        points,
      ),
    );
    expect(measured['coverage.branches']).toBe('2/3');
    expect(codes).toEqual([]);
  });

  it('names a total that is not what is listed', () => {
    const { codes } = values(
      session(
        '<Summary numSequencePoints="9" visitedSequencePoints="9"/>',
        points,
      ),
    );
    expect(codes).toEqual(['contradictory']);
  });

  it.each(['', '<SequencePoint/><BranchPoint/>'])(
    'shows its own totals where its points are %j, and says so',
    content => {
      const summary =
        '<Summary numSequencePoints="8" visitedSequencePoints="2" numBranchPoints="0" visitedBranchPoints="0"/>';
      expect(values(session(summary, content))).toMatchObject({
        codes: ['invalid-value'],
        measured: { 'coverage.statements': '2/8' },
      });
    },
  );

  it.each([
    ['', 'no-data'],
    ['<SequencePoint vc="?" sl="1"/>', 'malformed'],
    ['<SequencePoint vc="1"/>', 'malformed'],
  ])('makes no number of %j', (content, code) => {
    expect(values(session('', content))).toMatchObject({
      measured: {},
      codes: [code],
    });
  });
});
