import { peopleKnown } from '../../script/lib/people-known.mjs';

/** After the portal answers, before the first test: the people of the tests exist. */
export default async function globalSetup() {
  const portal = `http://localhost:${process.env.PORTAL_PORT}`;
  if (!(await peopleKnown(portal, { seconds: 180 }))) {
    throw new Error(
      `The catalog of ${portal} does not know the people of the tests.`,
    );
  }
}
