import assert from 'node:assert/strict';
import fc from 'fast-check';
import { mayTakeSeat } from '../../bot/people/independence.ts';
import { fillSeats, refill, type SeatWish } from '../../bot/people/seats.ts';
import { people } from '../../sandbox/harrowmere/people.ts';
import { directoryWith, id, ids, parts } from './harrowmere.ts';

const head: SeatWish = { id: 'head', role: 'headOfCustomerServices', required: true, relations: [] };
const independent: SeatWish = { id: 'independent', role: 'manager', required: true, relations: ['noEarlierPart'] };
const line: SeatWish = { id: 'line', role: 'lineManager', required: false, relations: [], fixed: id('Tom Ashdown') };
const panel = [head, independent, line];

const deputies = { headOfCustomerServices: ids('Martin Webb') };
const harrowmere = directoryWith({}, deputies);
const nameBy = (oid: string | undefined) => people.find((person) => person.id === oid)?.name;
const namesOf = (filled: ReturnType<typeof fillSeats>) => Object.fromEntries(Object.entries(filled).map(([seat, held]) => [seat, nameBy(held?.person)]));
const seated = (seats: SeatWish[], directory = harrowmere, given = parts(), avoid: string[] = []) => namesOf(fillSeats(seats, directory, given, avoid));

describe('Seats', () => {
  it('given a panel, then the head, the line manager, and the first free manager by name', () => {
    assert.deepEqual(seated(panel), { head: 'Grace Oduya', independent: 'Dan Pryce', line: 'Tom Ashdown' });
  });

  it('given that the head declared a conflict, then the deputy sits with the same role', () => {
    assert.deepEqual(fillSeats(panel, harrowmere, parts(), ids('Grace Oduya'))['head'], {
      person: id('Martin Webb'),
      role: 'headOfCustomerServices',
      deputyFor: id('Grace Oduya'),
    });
  });

  it('given that the head reported the incident, then the deputy sits', () => {
    assert.equal(seated(panel, harrowmere, parts({ reporters: ids('Grace Oduya') }))['head'], 'Martin Webb');
  });

  it('given that the head is away, then the deputy comes first; with nobody else, the head', () => {
    const away = { 'Grace Oduya': { away: true } };
    assert.equal(seated([head], directoryWith(away, deputies))['head'], 'Martin Webb');
    assert.equal(seated([head], directoryWith(away))['head'], 'Grace Oduya');
  });

  it('given a deputy named for the person, then that deputy sits', () => {
    const directory = directoryWith({}, { [id('Grace Oduya')]: ids('Joel Peters') });
    assert.deepEqual(fillSeats([head], directory, parts(), ids('Grace Oduya'))['head'], { person: id('Joel Peters'), role: 'headOfCustomerServices', deputyFor: id('Grace Oduya') });
  });

  it('given a vacant post, then its deputy sits', () => {
    const directory = directoryWith({ 'Grace Oduya': { roles: [] } }, deputies);
    assert.deepEqual(fillSeats([head], directory, parts(), [])['head'], { person: id('Martin Webb'), role: 'headOfCustomerServices' });
  });

  it('given nobody of the role, then the substitute role fills the seat', () => {
    assert.deepEqual(fillSeats([{ ...head, substitute: 'director' }], directoryWith(), parts(), ids('Grace Oduya'))['head'], { person: id('Arthur Lyle'), role: 'director' });
    assert.equal(fillSeats([head], directoryWith(), parts(), ids('Grace Oduya'))['head'], undefined);
  });

  it('given that the head triaged too, then the required seat has the head, not a deputy', () => {
    assert.deepEqual(seated([{ ...line, fixed: id('Grace Oduya') }, head]), { line: undefined, head: 'Grace Oduya' });
  });

  it('given a line manager who reported or stood aside, then the seat stays empty', () => {
    assert.equal(seated(panel, harrowmere, parts({ reporters: ids('Tom Ashdown') }))['line'], undefined);
    assert.equal(seated(panel, harrowmere, parts(), ids('Tom Ashdown'))['line'], undefined);
  });

  it('given one person for two seats, then the required one has them', () => {
    const directory = directoryWith({ 'Ola Berg': { roles: ['a', 'b'] } });
    const seats: SeatWish[] = [{ id: 'optional', role: 'a', required: false, relations: [] }, { id: 'needed', role: 'b', required: true, relations: [] }];
    assert.deepEqual(seated(seats, directory), { optional: undefined, needed: 'Ola Berg' });
  });

  it('given that the first by name is the only one for another seat, then the second by name makes room', () => {
    const directory = directoryWith({ 'Callum Reid': { roles: ['a', 'b'] }, 'Kit Rowe': { roles: ['a'] } });
    const seat = (role: string): SeatWish => ({ id: role, role, required: true, relations: [] });
    assert.deepEqual(seated([seat('a'), seat('b')], directory), { a: 'Kit Rowe', b: 'Callum Reid' });
  });

  describe('when somebody leaves a seat', () => {
    it('the next by name comes, and never who left or who sits elsewhere', () => {
      const others = ids('Grace Oduya', 'Tom Ashdown');
      const gone: string[] = [];
      const order: (string | undefined)[] = [];
      for (let turn = 0; turn < 6; turn += 1) {
        const next = refill({ ...independent, ...(gone.length > 0 && { fixed: gone.at(-1) ?? '' }) }, others, harrowmere, parts(), gone);
        order.push(nameBy(next?.person));
        if (next) gone.push(next.person);
      }
      assert.deepEqual(order, ['Dan Pryce', 'Helen Marsh', 'Joel Peters', 'Martin Webb', 'Samira Khan', undefined]);
    });

    it('who is away comes after who is here', () => {
      const directory = directoryWith({ 'Dan Pryce': { away: true } });
      assert.equal(nameBy(refill(independent, [], directory, parts(), [])?.person), 'Grace Oduya');
    });
  });

  describe('whatever the seats and the people', () => {
    const person = fc.constantFrom(...people.map(({ id: oid }) => oid));
    const role = fc.constantFrom('a', 'b', 'c');
    const wish = fc.record(
      { role, required: fc.boolean(), relations: fc.subarray(['noEarlierPart', 'otherService'] as const), fixed: person, substitute: role },
      { requiredKeys: ['role', 'required', 'relations'] },
    );
    const seats = fc.array(wish, { minLength: 1, maxLength: 3 }).map((wishes) => wishes.map((each, index): SeatWish => ({ id: `seat${index}`, ...each })));
    const directory = fc
      .tuple(fc.array(fc.subarray(['a', 'b', 'c']), { minLength: people.length, maxLength: people.length }), fc.array(fc.boolean(), { minLength: people.length, maxLength: people.length }), fc.dictionary(role, fc.uniqueArray(person, { maxLength: 2 })))
      .map(([roles, away, named]) => directoryWith(Object.fromEntries(people.map(({ name }, index) => [name, { roles: (roles[index] ?? []).slice(0, index % 3), away: away[index] ?? false }])), named));
    const some = fc.uniqueArray(person, { maxLength: 4 });
    const given = fc.record({ reporters: some, victims: some, triagers: some });

    it('nobody sits twice, nobody sits who may not, and reporters, victims and those to avoid never sit', () => {
      fc.assert(
        fc.property(seats, directory, given, some, (wishes, known, roles, avoid) => {
          const filled = fillSeats(wishes, known, roles, avoid);
          const sitting = Object.values(filled).flatMap((seat) => seat?.person ?? []);
          assert.equal(new Set(sitting).size, sitting.length);
          for (const oid of sitting) assert.ok(![...roles.reporters, ...roles.victims, ...avoid].includes(oid));
          for (const seat of wishes) {
            const held = filled[seat.id];
            if (held && held.person !== seat.fixed) assert.ok(mayTakeSeat(held.person, seat.relations, roles, known).ok);
          }
        }),
      );
    });

    it('as many required seats are filled as any seating could fill', () => {
      fc.assert(
        fc.property(seats, directory, given, some, (wishes, known, roles, avoid) => {
          const fits = (seat: SeatWish, oid: string) => fillSeats([{ ...seat, required: true }], known, roles, [...avoid, ...people.map((each) => each.id).filter((other) => other !== oid)])[seat.id] !== undefined;
          const needed = wishes.filter((seat) => seat.required && seat.fixed === undefined);
          const most = largestMatching(needed.map((seat) => people.map((each) => each.id).filter((oid) => fits(seat, oid))));
          const filled = fillSeats(needed, known, roles, avoid);
          assert.equal(Object.values(filled).filter(Boolean).length, most);
        }),
        { numRuns: 60 },
      );
    });
  });
});

/** The greatest number of seats that can have somebody of their own, by augmenting paths. */
const largestMatching = (choices: string[][]): number => {
  const seatOf = new Map<string, number>();
  const tryFor = (seat: number, seen: Set<string>): boolean => {
    for (const oid of choices[seat] ?? []) {
      if (seen.has(oid)) continue;
      seen.add(oid);
      const holder = seatOf.get(oid);
      if (holder === undefined || tryFor(holder, seen)) {
        seatOf.set(oid, seat);
        return true;
      }
    }
    return false;
  };
  return choices.filter((_choice, seat) => tryFor(seat, new Set())).length;
};
