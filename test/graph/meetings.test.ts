import assert from 'node:assert/strict';
import { GraphFailure } from '../../bot/graph/failure.ts';
import { bookMeeting, busyTimes, cancelMeeting, findMeeting, moveMeeting, type MeetingWish } from '../../bot/graph/meetings.ts';
import { path } from '../../bot/graph/odata.ts';
import { named } from '../../sandbox/harrowmere/people.ts';
import { invited, openOffice, type Office } from './office.ts';
import { answer, clientOf, startScripted } from './scripted.ts';

const organiser = named('Grace Oduya').id;
const nine = '2026-12-03T09:00:00Z';
const ten = '2026-12-03T10:00:00Z';

const wish = (changes: Partial<MeetingWish> = {}): MeetingWish => ({
  key: "case/7K3F 1 meeting O'Hara & co",
  organiser,
  attendees: invited('Tom Ashdown', 'Samira Khan'),
  subject: 'Fair Contact panel: case 7K3F',
  body: 'The papers are on your card.',
  start: nine,
  minutes: 45,
  ...changes,
});

describe('Meetings', () => {
  let office: Office;
  beforeEach(async () => void (office = await openOffice()));
  afterEach(() => office.close());

  const calendarOf = (name: string) => office.sandbox.person(named(name).id).events;
  const told = (name: string) => office.sandbox.person(named(name).id).mail.map(({ kind }) => kind);
  const sent = (method: string) => office.sandbox.requests().filter((request) => request.method === method);

  it('given a wish, when it is booked, then everybody has it with its link, and it is found by its key', async () => {
    const booked = await bookMeeting(office.graph, wish());
    assert.match(booked.joinUrl, /^https:/);
    assert.deepEqual([booked.start, booked.end], [nine, '2026-12-03T09:45:00Z']);
    assert.deepEqual(booked.attendees, ['tom.ashdown@harrowmere.example', 'samira.khan@harrowmere.example']);
    assert.equal(calendarOf('Samira Khan').length, 1);
    assert.deepEqual(await findMeeting(office.graph, organiser, wish().key), booked);
    assert.equal(await findMeeting(office.graph, organiser, 'case/7K3F 1 meeting'), undefined);
  });

  it('given a meeting, when it is read, then it is private, for Teams, and shows who comes', async () => {
    const { id } = await bookMeeting(office.graph, wish());
    const event = await office.graph.get<Record<string, unknown>>(path`/users/${organiser}/events/${id}`);
    assert.equal(event['sensitivity'], 'private');
    assert.equal(event['isOnlineMeeting'], true);
    assert.equal(event['hideAttendees'], false);
    assert.equal(event['allowNewTimeProposals'], false);
    assert.equal(event['subject'], 'Fair Contact panel: case 7K3F');
  });

  for (const kind of ['lost-answer', 'broken'] as const) {
    it(`given a POST with trouble (${kind}), when it is booked and booked again, then there is one meeting and one invitation`, async () => {
      office.sandbox.fault({ method: 'POST', path: '/events', kind, times: 1 });
      const booked = await bookMeeting(office.graph, wish()).catch(async (error: unknown) => {
        assert.ok(error instanceof GraphFailure && error.outcome === 'unknown');
        return (await findMeeting(office.graph, organiser, wish().key)) ?? bookMeeting(office.graph, wish());
      });
      assert.equal(calendarOf('Grace Oduya').length, 1);
      assert.equal(calendarOf('Grace Oduya')[0]?.id, booked.id);
      assert.deepEqual(told('Tom Ashdown'), ['invitation']);
    });
  }

  it('given a lost answer, when it is booked, then the meeting is found without a second POST', async () => {
    office.sandbox.fault({ method: 'POST', path: '/events', kind: 'lost-answer' });
    assert.match((await bookMeeting(office.graph, wish())).joinUrl, /^https:/);
    assert.equal(sent('POST').length, 1);
  });

  it('given the same key twice without a look in between, then there is one meeting', async () => {
    const [one, other] = [await bookMeeting(office.graph, wish()), await bookMeeting(office.graph, wish())];
    assert.equal(one.id, other.id);
    assert.equal(calendarOf('Tom Ashdown').length, 1);
  });

  it('given a join link that never comes, then the outbox is asked to come back, after four looks', async () => {
    const server = await startScripted();
    server.say(answer(201, { id: 'a', start: { dateTime: nine.slice(0, -1), timeZone: 'UTC' }, end: { dateTime: ten.slice(0, -1), timeZone: 'UTC' }, isCancelled: false, onlineMeeting: null, attendees: [] }));
    const { graph, waits } = clientOf(server.url);
    await assert.rejects(bookMeeting(graph, wish()), (error: GraphFailure) => error.outcome === 'later' && error.code === 'noJoinLink');
    assert.deepEqual(waits, [250, 500, 1_000, 2_000]);
    await server.close();
  });

  it('given a refusal, when it is booked, then it is passed on without a look', async () => {
    await assert.rejects(bookMeeting(office.graph, wish({ attendees: [{ id: '', name: 'Nobody', mail: 'no address' }] })), (error: GraphFailure) => error.outcome === 'refused');
    assert.deepEqual(sent('GET'), []);
  });

  describe('when it is moved', () => {
    it('keeps its link and tells everybody of the new time', async () => {
      const { id, joinUrl } = await bookMeeting(office.graph, wish());
      const moved = await moveMeeting(office.graph, organiser, id, { start: ten, minutes: 30, attendees: wish().attendees });
      assert.deepEqual(moved, { id, joinUrl, start: ten, end: '2026-12-03T10:30:00Z', attendees: moved.attendees });
      const { body } = await office.graph.get<{ body: { content: string } }>(path`/users/${organiser}/events/${id}`);
      assert.match(body.content, /meetup-join/);
      assert.deepEqual(told('Samira Khan'), ['update', 'invitation']);
    });

    it('to nobody else, then only those who come and go are told', async () => {
      const { id } = await bookMeeting(office.graph, wish());
      await moveMeeting(office.graph, organiser, id, { start: nine, minutes: 45, attendees: invited('Tom Ashdown', 'Joel Peters') });
      assert.deepEqual([told('Tom Ashdown'), told('Joel Peters'), told('Samira Khan')], [['invitation'], ['invitation'], ['cancellation', 'invitation']]);
    });

    it('to where it is already, then nothing is sent', async () => {
      const { id } = await bookMeeting(office.graph, wish());
      await moveMeeting(office.graph, organiser, id, { start: nine, minutes: 45, attendees: invited('Samira Khan', 'Tom Ashdown') });
      assert.deepEqual(sent('PATCH'), []);
    });
  });

  describe('when it is cancelled', () => {
    it('is gone from every calendar, and cancelling again does nothing', async () => {
      const { id } = await bookMeeting(office.graph, wish());
      await cancelMeeting(office.graph, organiser, id, 'The panel is not needed.');
      await cancelMeeting(office.graph, organiser, id, 'The panel is not needed.');
      assert.equal(await findMeeting(office.graph, organiser, wish().key), undefined);
      assert.deepEqual(told('Tom Ashdown'), ['cancellation', 'invitation']);
      assert.equal(sent('POST').length, 2);
    });

    it('and booked again under its key, then there is a new meeting, and only one', async () => {
      for (const time of [nine, nine, ten]) {
        const { id, start } = await bookMeeting(office.graph, wish({ start: time }));
        assert.equal(start, time);
        assert.equal((await bookMeeting(office.graph, wish({ start: time }))).id, id);
        assert.deepEqual(calendarOf('Grace Oduya').filter(({ cancelled }) => !cancelled).map((event) => event.id), [id]);
        await cancelMeeting(office.graph, organiser, id, '');
      }
    });

    it('and the answer is lost, then one look settles it', async () => {
      const { id } = await bookMeeting(office.graph, wish());
      office.sandbox.fault({ method: 'POST', path: '/cancel', kind: 'lost-answer' });
      await cancelMeeting(office.graph, organiser, id, '');
      assert.deepEqual(told('Tom Ashdown'), ['cancellation', 'invitation']);
    });

    it('and Graph fails before it does so, then the failure is passed on', async () => {
      const { id } = await bookMeeting(office.graph, wish());
      office.sandbox.fault({ method: 'POST', path: '/cancel', kind: 'broken' });
      await assert.rejects(cancelMeeting(office.graph, organiser, id, ''), (error: GraphFailure) => error.outcome === 'unknown');
    });
  });

  describe('busy times', () => {
    const from = '2026-12-03T00:00:00Z';
    const to = '2026-12-04T00:00:00Z';

    it("given a meeting and a stranger, then the meeting is busy time and the stranger's error is theirs alone", async () => {
      for (const name of ['Tom Ashdown', 'Samira Khan']) office.sandbox.changePerson(named(name).id, { busy: [] });
      await bookMeeting(office.graph, wish());
      const found = await busyTimes(office.graph, organiser, [{ mail: 'Tom.Ashdown@harrowmere.example' }, { mail: 'gone@harrowmere.example' }], from, to);
      assert.deepEqual(found, {
        'Tom.Ashdown@harrowmere.example': { busy: [{ start: nine, end: '2026-12-03T09:45:00Z' }] },
        'gone@harrowmere.example': { error: 'ErrorMailRecipientNotFound' },
      });
    });

    it('given more people than one question may name, then it is asked in parts', async () => {
      const many = Array.from({ length: 41 }, (_, index) => ({ mail: `person${index}@harrowmere.example` }));
      const found = await busyTimes(office.graph, organiser, many, from, to);
      assert.equal(Object.keys(found).length, 41);
      assert.equal(sent('POST').length, 3);
    });

    it('given a lost answer, then it may simply be asked again', async () => {
      office.sandbox.fault({ path: '/getSchedule', kind: 'lost-answer' });
      await assert.rejects(busyTimes(office.graph, organiser, invited('Tom Ashdown'), from, to), (error: GraphFailure) => error.outcome === 'later');
    });
  });
});
