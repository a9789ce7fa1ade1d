import { isSameCommit, parseVersion } from '../environments';
import type { CiRunFact, CommitFact, DescribeVersion } from './release-facts';

/**
 * Adds to a tag what is known about its commit.
 *
 * @public
 */
export function versionDescriber(facts: {
  pattern: RegExp;
  commits: CommitFact[];
  runs: CiRunFact[];
}): DescribeVersion {
  return tag => {
    const version = parseVersion(tag, facts.pattern);
    if (!version.commit) {
      return version;
    }
    const commit = facts.commits.find(({ sha }) =>
      isSameCommit(sha, version.commit),
    );
    const run = facts.runs.find(fact =>
      isSameCommit(fact.commit, version.commit),
    );
    const message = (commit?.message ?? run?.message)?.split('\n')[0];
    const author = commit?.author ?? run?.author;
    return {
      ...version,
      ...(message ? { message } : {}),
      ...(author ? { author } : {}),
      ...(commit?.url
        ? {
            links: [
              {
                kind: 'commit',
                title: version.commit.slice(0, 7),
                url: commit.url,
              },
            ],
          }
        : {}),
    };
  };
}
