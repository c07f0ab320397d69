import assert from 'node:assert/strict';
import { people } from '../../sandbox/harrowmere/people.ts';
import { allOf, asked, byKey, id, immutable, key, london, mailOf, openOffice, panelMeeting, withKey, type Answer, type Office } from './graph-kit.ts';

const organiser = id('Grace Oduya');
const events = `/users/${organiser}/events`;

describe('A meeting in the stand-in for Graph', () => {
  let office: Office;
  let transaction = 0;
  before(async () => void (office = await openOffice()));
  after(() => office.close());

  const book = (changes: object = {}, headers: Record<string, string> = immutable): Promise<Answer> => {
    transaction += 1;
    return office.call('POST', events, panelMeeting({ transactionId: `meeting-${transaction}`, ...changes }), headers);
  };
  const copies = (person: string, subject: string) => office.graph.person(id(person)).events.filter((event) => event.subject.endsWith(subject));
  const told = (person: string, subject: string) =>
    office.graph.person(id(person)).mail.filter((message) => message.subject.endsWith(subject)).map(({ kind }) => kind);

  it('has no link to join in the first answer, and has it when it is read again', async () => {
    const booked = await book();
    assert.equal(booked.status, 201);
    assert.equal(booked.body.onlineMeeting, null);
    const read = await office.call('GET', `${events}/${booked.body.id}`, undefined, immutable);
    assert.match(read.body.onlineMeeting.joinUrl, /^https:/);
    assert.equal(read.body.onlineMeetingProvider, 'teamsForBusiness');
    assert.ok(read.body.body.content.includes(read.body.onlineMeeting.joinUrl));
    assert.equal(read.body.sensitivity, 'private');
    assert.equal(read.body.allowNewTimeProposals, false);
  });

  it('stands in the calendars of all who are asked, and each is told', async () => {
    await book({ subject: 'For all' });
    for (const person of ['Grace Oduya', 'Tom Ashdown', 'Samira Khan']) assert.equal(copies(person, 'For all').length, 1, person);
    assert.equal(copies('Helen Marsh', 'For all').length, 0);
    assert.deepEqual(told('Tom Ashdown', 'For all'), ['invitation']);
    assert.deepEqual(told('Grace Oduya', 'For all'), []);
    const [seen] = copies('Tom Ashdown', 'For all');
    assert.equal(seen?.organiser.address, mailOf('Grace Oduya'));
    assert.deepEqual([seen?.start, seen?.end, seen?.cancelled], ['2026-12-03T10:00:00Z', '2026-12-03T11:00:00Z', false]);
    assert.ok(seen?.joinUrl);
  });

  it('is the same meeting when the same transaction is sent again', async () => {
    const first = await book({ subject: 'Once', transactionId: 'once' });
    const second = await book({ subject: 'Once', transactionId: 'once' });
    assert.deepEqual([second.status, second.body.id], [201, first.body.id]);
    assert.equal(copies('Tom Ashdown', 'Once').length, 1);
    const other = await book({ subject: 'Once', transactionId: 'twice' });
    assert.notEqual(other.body.id, first.body.id);
  });

  it('shows each only themselves when the attendees are hidden', async () => {
    await book({ subject: 'Hidden', hideAttendees: true });
    assert.deepEqual(copies('Tom Ashdown', 'Hidden')[0]?.attendees.map(({ address }) => address), [mailOf('Tom Ashdown')]);
    assert.equal(copies('Grace Oduya', 'Hidden')[0]?.attendees.length, 2);
    const mail = office.graph.person(id('Tom Ashdown')).mail.find(({ subject }) => subject === 'Hidden');
    assert.deepEqual(mail?.to.map(({ address }) => address), [mailOf('Tom Ashdown')]);
  });

  it('is found by its key, and shows the key only when asked', async () => {
    const { body } = await book({ singleValueExtendedProperties: [{ id: key, value: 'case 9' }] });
    const found = await office.call('GET', `${events}?${byKey('case 9')}&$select=id,subject`, undefined, immutable);
    assert.deepEqual(found.body.value.map((event: { id: string }) => event.id), [body.id]);
    assert.deepEqual(Object.keys(found.body.value[0]).toSorted(), ['@odata.etag', 'id', 'subject']);
    const shown = await office.call('GET', `${events}?${byKey('case 9')}&${withKey}`, undefined, immutable);
    assert.deepEqual(shown.body.value[0].singleValueExtendedProperties, [{ id: key, value: 'case 9' }]);
    assert.deepEqual((await office.call('GET', `${events}?${byKey('case 10')}`)).body.value, []);
    const attendee = await office.call('GET', `/users/${id('Tom Ashdown')}/events?${byKey('case 9')}`);
    assert.deepEqual(attendee.body.value, []);
  });

  it('lists all events by the links to the next page', async () => {
    const { values, pages } = await allOf(office, `${events}?$select=id&$top=3`);
    assert.equal(values.length, office.graph.person(organiser).events.filter(({ cancelled }) => !cancelled).length);
    assert.ok(pages > 1);
    assert.equal(new Set(values.map((value) => value.id)).size, values.length);
  });

  it('speaks in UTC, or in the zone that is preferred', async () => {
    const { body } = await book({ start: { dateTime: '2026-07-06T10:00:00', timeZone: 'GMT Standard Time' }, end: london('2026-07-06T11:00:00') });
    assert.deepEqual(body.start, { dateTime: '2026-07-06T09:00:00.0000000', timeZone: 'UTC' });
    const local = await office.call('GET', `${events}/${body.id}`, undefined, { prefer: 'IdType="ImmutableId", outlook.timezone="GMT Standard Time"' });
    assert.deepEqual(local.body.start, { dateTime: '2026-07-06T10:00:00.0000000', timeZone: 'GMT Standard Time' });
    assert.match(local.headers.get('preference-applied') ?? '', /ImmutableId.*GMT Standard Time/);
    const unknown = await office.call('GET', `${events}/${body.id}`, undefined, { prefer: 'outlook.timezone="Harrowmere"' });
    assert.deepEqual([unknown.status, unknown.body.error.code], [400, 'TimeZoneNotSupportedException']);
  });

  for (const [why, changes, code] of [
    ['a zone that nobody knows', { start: { dateTime: '2026-12-03T10:00:00', timeZone: 'Harrowmere' } }, 'TimeZoneNotSupportedException'],
    ['an offset in place of a zone', { start: { dateTime: '2026-12-03T10:00:00', timeZone: '+01:00' } }, 'TimeZoneNotSupportedException'],
    ['a day that does not exist', { start: london('2026-02-30T10:00:00') }, 'ErrorInvalidPropertyValue'],
    ['an end before its start', { end: london('2026-12-03T09:00:00') }, 'ErrorCalendarEndDateIsEarlierThanStartDate'],
    ['all day without midnights', { isAllDay: true }, 'ErrorInvalidPropertyValue'],
    ['more than 500 attendees', { attendees: Array.from({ length: 501 }, () => asked('Tom Ashdown')) }, 'RequestBodyRead'],
  ] as const) {
    it(`is refused with ${why}`, async () => {
      const answer = await book({ subject: 'Refused', ...changes });
      assert.deepEqual([answer.status, answer.body.error.code], [400, code]);
      assert.equal(copies('Grace Oduya', 'Refused').length, 0);
    });
  }

  it('moves in every calendar, and all are told', async () => {
    const { body } = await book({ subject: 'Moved' });
    const moved = await office.call('PATCH', `${events}/${body.id}`, { start: london('2026-12-04T14:00:00'), end: london('2026-12-04T15:00:00') }, immutable);
    assert.equal(moved.status, 200);
    assert.equal(moved.body.id, body.id);
    assert.ok(moved.body.onlineMeeting.joinUrl);
    assert.equal(copies('Tom Ashdown', 'Moved')[0]?.start, '2026-12-04T14:00:00Z');
    assert.deepEqual(told('Tom Ashdown', 'Moved'), ['update', 'invitation']);
    const wrong = await office.call('PATCH', `${events}/${body.id}`, { start: london('2026-12-04T16:00:00') }, immutable);
    assert.equal(wrong.status, 400);
    assert.equal((await office.call('PATCH', `${events}/${body.id}`, { transactionId: 'new' }, immutable)).status, 400);
    assert.equal((await office.call('PATCH', `${events}/${body.id}`, {}, immutable)).status, 400);
  });

  it('tells only those who come or go when the attendees change', async () => {
    const { body } = await book({ subject: 'Others' });
    await office.call('PATCH', `${events}/${body.id}`, { attendees: [asked('Tom Ashdown'), asked('Helen Marsh')] }, immutable);
    assert.deepEqual(told('Tom Ashdown', 'Others'), ['invitation']);
    assert.deepEqual(told('Helen Marsh', 'Others'), ['invitation']);
    assert.deepEqual(told('Samira Khan', 'Others'), ['cancellation', 'invitation']);
    assert.equal(copies('Samira Khan', 'Others')[0]?.cancelled, true);
    assert.equal(copies('Tom Ashdown', 'Others')[0]?.attendees.length, 2);
  });

  it('loses its online meeting when the body is written without the link', async () => {
    const { body } = await book({ subject: 'Body' });
    const { body: read } = await office.call('GET', `${events}/${body.id}`, undefined, immutable);
    const kept = await office.call('PATCH', `${events}/${body.id}`, { body: { contentType: 'html', content: `<p>New words</p>${read.body.content}` } }, immutable);
    assert.equal(kept.body.onlineMeeting.joinUrl, read.onlineMeeting.joinUrl);
    const lost = await office.call('PATCH', `${events}/${body.id}`, { body: { contentType: 'text', content: 'New words' } }, immutable);
    assert.deepEqual([lost.body.isOnlineMeeting, lost.body.onlineMeeting], [false, null]);
    assert.equal(copies('Tom Ashdown', 'Body')[0]?.joinUrl, null);
  });

  it('is cancelled by its organiser alone, with a word to everybody', async () => {
    const { body } = await book({ subject: 'Off' });
    const [copy] = copies('Tom Ashdown', 'Off');
    const byAttendee = await office.call('POST', `/users/${id('Tom Ashdown')}/events/${copy?.id}/cancel`, { comment: 'no' }, immutable);
    assert.deepEqual([byAttendee.status, byAttendee.body.error.code], [400, 'ErrorInvalidRequest']);
    const moved = await office.call('PATCH', `/users/${id('Tom Ashdown')}/events/${copy?.id}`, { subject: 'mine' }, immutable);
    assert.equal(moved.status, 400);

    const cancelled = await office.call('POST', `${events}/${body.id}/cancel`, { comment: 'The panel is complete without it.' }, immutable);
    assert.deepEqual([cancelled.status, cancelled.body], [202, '']);
    assert.equal((await office.call('GET', `${events}/${body.id}`, undefined, immutable)).body.error.code, 'ErrorItemNotFound');
    assert.equal((await office.call('POST', `${events}/${body.id}/cancel`, { comment: '' }, immutable)).status, 404);
    assert.equal(copies('Tom Ashdown', 'Off')[0]?.cancelled, true);
    assert.equal(copies('Grace Oduya', 'Off')[0]?.cancelled, true);
    const mail = office.graph.person(id('Tom Ashdown')).mail.find(({ subject }) => subject === 'Canceled: Off');
    assert.equal(mail?.body, 'The panel is complete without it.');
  });

  it('is not known under the id of another mailbox', async () => {
    const { body } = await book();
    assert.equal((await office.call('GET', `/users/${id('Tom Ashdown')}/events/${body.id}`, undefined, immutable)).status, 404);
    assert.equal((await office.call('POST', '/users/nobody/events', panelMeeting())).body.error.code, 'ErrorInvalidUser');
  });
});

describe('Free and busy in the stand-in for Graph', () => {
  let office: Office;
  before(async () => void (office = await openOffice({ pageSize: 50 })));
  after(() => office.close());

  const ask = (changes: object = {}, headers?: Record<string, string>): Promise<Answer> => {
    const body = { schedules: [mailOf('Tom Ashdown')], startTime: london('2026-12-07T09:00:00'), endTime: london('2026-12-07T17:00:00'), availabilityViewInterval: 60, ...changes };
    return office.call('POST', `/users/${organiser}/calendar/getSchedule`, body, headers);
  };
  const viewOf = async (mail: string, changes: object = {}): Promise<string> => (await ask({ schedules: [mail], ...changes })).body.value[0].availabilityView;

  it('gives each their own entry, and an error to those whom it does not know', async () => {
    const { status, body } = await ask({ schedules: [mailOf('Tom Ashdown'), 'nobody@harrowmere.example'] });
    assert.equal(status, 200);
    assert.equal(body.value[0].availabilityView.length, 8);
    assert.equal(body.value[0].error, undefined);
    assert.equal(body.value[1].error.responseCode, 'ErrorMailRecipientNotFound');
  });

  it('repeats every week, through the change of clocks too', async () => {
    const monday = await viewOf(mailOf('Tom Ashdown'));
    assert.equal(await viewOf(mailOf('Tom Ashdown'), { startTime: london('2026-12-14T09:00:00'), endTime: london('2026-12-14T17:00:00') }), monday);
    assert.equal(await viewOf(mailOf('Tom Ashdown'), { startTime: london('2027-07-05T09:00:00'), endTime: london('2027-07-05T17:00:00') }), monday);
    assert.equal(await viewOf(mailOf('Tom Ashdown'), { startTime: london('2026-12-12T00:00:00'), endTime: london('2026-12-14T00:00:00') }), '0'.repeat(48));
  });

  it('leaves time in common in every week, but not all of it', async () => {
    const week = { startTime: london('2026-12-07T00:00:00'), endTime: london('2026-12-12T00:00:00') };
    const views = (await ask({ schedules: people.map(({ mail }) => mail), ...week })).body.value.map((entry: { availabilityView: string }) => entry.availabilityView);
    for (let first = 0; first + 4 <= views.length; first += 1) {
      const four: string[] = views.slice(first, first + 4);
      const hours = Array.from({ length: 120 }, (_, hour) => hour).filter((hour) => hour % 24 >= 9 && hour % 24 < 17);
      const common = hours.filter((hour) => four.every((view) => view[hour] === '0')).length;
      assert.ok(common > 0 && common < 20, `${common} of 40 hours`);
    }
  });

  it('tells of booked meetings, of their kind, and not of what is private', async () => {
    office.graph.changePerson(id('Martin Webb'), { busy: [{ start: '2026-12-07T09:00:00Z', end: '2026-12-07T09:30:00Z' }] });
    const book = (changes: object) => office.call('POST', events, panelMeeting({ attendees: [asked('Martin Webb')], ...changes }));
    await book({ transactionId: 'a', start: london('2026-12-07T11:00:00'), end: london('2026-12-07T12:00:00') });
    await book({ transactionId: 'b', start: london('2026-12-07T14:00:00'), end: london('2026-12-07T15:00:00'), showAs: 'tentative', sensitivity: 'normal' });
    const { body } = await ask({ schedules: [mailOf('Martin Webb')] }, { prefer: 'outlook.timezone="Europe/Berlin"' });
    assert.equal(body.value[0].availabilityView, '20200100');
    const [byHand, panel, other] = body.value[0].scheduleItems;
    assert.deepEqual(byHand.start, { dateTime: '2026-12-07T10:00:00.0000000', timeZone: 'Europe/Berlin' });
    assert.deepEqual([panel.isPrivate, panel.subject, panel.status], [true, undefined, 'busy']);
    assert.deepEqual([other.isPrivate, other.subject, other.status], [false, 'Panel', 'tentative']);
    office.graph.changePerson(id('Martin Webb'), { busy: [] });
    assert.equal(await viewOf(mailOf('Martin Webb')), '00200100');
  });

  for (const [why, changes] of [
    ['an interval below 5 minutes', { availabilityViewInterval: 4 }],
    ['an interval above a day', { availabilityViewInterval: 1441 }],
    ['more than 62 days', { endTime: london('2027-02-08T09:00:00') }],
    ['more than 20 mailboxes', { schedules: Array.from({ length: 21 }, (_, n) => `p${n}@harrowmere.example`) }],
    ['an end before the start', { endTime: london('2026-12-07T08:00:00') }],
    ['nobody', { schedules: [] }],
    ['names as Microsoft writes them elsewhere', { Schedules: [] }],
  ] as const) {
    it(`refuses to look at ${why}`, async () => assert.equal((await ask(changes)).status, 400));
  }

  it('takes 62 days and 20 mailboxes', async () => {
    const answer = await ask({ schedules: Array.from({ length: 20 }, (_, n) => `p${n}@harrowmere.example`), endTime: london('2027-02-07T09:00:00') });
    assert.equal(answer.status, 200);
  });

  it('shows a calendar between two moments', async () => {
    const view = (query: string) => office.call('GET', `/users/${id('Martin Webb')}/calendarView?${query}`);
    const day = await view('startDateTime=2026-12-07T00:00:00Z&endDateTime=2026-12-08T00:00:00%2B00:00');
    assert.deepEqual(day.body.value.map((event: { start: { dateTime: string } }) => event.start.dateTime.slice(11, 16)), ['11:00', '14:00']);
    assert.equal((await view('startDateTime=2026-12-07T00:00:00Z')).status, 400);
    assert.equal((await view('startDateTime=2026-12-07T00:00:00+01:00&endDateTime=2026-12-08')).status, 400);
    assert.equal((await view('startDateTime=2026-12-08&endDateTime=2026-12-07')).status, 400);
    const seeded = await office.call('GET', `/users/${id('Tom Ashdown')}/calendarView?startDateTime=2026-12-07&endDateTime=2026-12-12`);
    assert.ok(seeded.body.value.length > 3);
  });
});
