import {
  judgeAs,
  mainPart,
  newEvaluation,
  start,
} from '../__testUtils__/parts';
import { testDatabases } from '../__testUtils__/databases';
import { DatabaseEvaluationStore } from './DatabaseEvaluationStore';
import { turnColour, type Colour } from './turnColour';

jest.setTimeout(60_000);

const databases = testDatabases();
const { entityRef } = newEvaluation();

describe.each(databases.ids)('the colour of a branch in %s', databaseId => {
  async function setup() {
    const knex = await databases.open(databaseId);
    const store = new DatabaseEvaluationStore(knex);
    const add = (id: string) =>
      store.addPart(newEvaluation({ id, run: { id } }), mainPart, judgeAs({}));
    const turn = (id: string, colour: Colour) =>
      knex.transaction(tx => turnColour(tx, { entityRef, id }, colour, start));
    const told = async () =>
      (await knex('outbox')).map(({ payload, version }) => [
        JSON.parse(payload).colour,
        version,
      ]);
    return { add, told, turn };
  }

  it('tells the owner each turn once, also when two replicas see it', async () => {
    const { add, told, turn } = await setup();
    await add('one');
    await turn('one', 'green');
    expect(await told()).toEqual([]);
    await add('two');
    await Promise.all([turn('two', 'red'), turn('two', 'red')]);
    expect(await told()).toEqual([['red', 1]]);
    await add('three');
    await turn('three', 'red');
    expect(await told()).toEqual([['red', 1]]);
    await add('four');
    await turn('four', 'green');
    expect(await told()).toEqual([['green', 2]]);
  });

  it('hears nothing of what is not the newest', async () => {
    const { add, told, turn } = await setup();
    await add('one');
    await add('two');
    await turn('one', 'red');
    expect(await told()).toEqual([]);
    await turn('two', 'red');
    expect(await told()).toEqual([['red', 1]]);
  });
});
