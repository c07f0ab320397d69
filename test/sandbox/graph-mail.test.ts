import assert from 'node:assert/strict';
import { allOf, byKey, id, immutable, key, letter, mailOf, openOffice, withKey, type Answer, type Office } from './graph-kit.ts';

const sender = id('Grace Oduya');
const messages = `/users/${sender}/messages`;
const to = (...addresses: string[]) => addresses.map((address) => ({ emailAddress: { address } }));

describe('Mail in the stand-in for Graph', () => {
  let office: Office;
  before(async () => void (office = await openOffice()));
  after(() => office.close());

  const draft = (changes: object = {}, headers: Record<string, string> = immutable): Promise<Answer> => office.call('POST', messages, letter(changes), headers);
  const send = (messageId: string): Promise<Answer> => office.call('POST', `${messages}/${messageId}/send`);
  const inbox = (person: string, subject: string) =>
    office.graph.person(id(person)).mail.filter((message) => message.folder === 'inbox' && message.subject === subject);

  it('is a draft until it is sent, and keeps its immutable id when it moves', async () => {
    const { status, body } = await draft({ subject: 'First' });
    assert.deepEqual([status, body.isDraft], [201, true]);
    assert.deepEqual(inbox('Priya Nair', 'First'), []);
    const sent = await send(body.id);
    assert.deepEqual([sent.status, sent.body], [202, '']);
    const read = await office.call('GET', `${messages}/${body.id}`, undefined, immutable);
    assert.deepEqual([read.status, read.body.id, read.body.isDraft], [200, body.id, false]);
    assert.equal(inbox('Priya Nair', 'First').length, 1);
  });

  it('changes its other id when it moves', async () => {
    const { body } = await draft({ subject: 'Other id' }, {});
    assert.equal((await office.call('GET', `${messages}/${body.id}`)).status, 200);
    await send(body.id);
    assert.equal((await office.call('GET', `${messages}/${body.id}`)).body.error.code, 'ErrorItemNotFound');
  });

  it('is not sent twice', async () => {
    const { body } = await draft({ subject: 'Twice' });
    await send(body.id);
    assert.equal((await send(body.id)).status, 400);
    assert.equal(inbox('Priya Nair', 'Twice').length, 1);
  });

  it('is found by its key as a draft and as a sent message', async () => {
    const { body } = await draft({ singleValueExtendedProperties: [{ id: key, value: 'notice 8' }] });
    const found = () => office.call('GET', `${messages}?${byKey('notice 8')}&${withKey}&$select=isDraft`, undefined, immutable);
    const before = await found();
    assert.deepEqual(before.body.value.map((message: { isDraft: boolean }) => message.isDraft), [true]);
    assert.deepEqual(before.body.value[0].singleValueExtendedProperties, [{ id: key, value: 'notice 8' }]);
    await send(body.id);
    assert.deepEqual((await found()).body.value.map((message: { id: string; isDraft: boolean }) => [message.id, message.isDraft]), [[body.id, false]]);
    const folder = (name: string) => office.call('GET', `/users/${sender}/mailFolders/${name}/messages?${byKey('notice 8')}`);
    assert.equal((await folder('sentitems')).body.value.length, 1);
    assert.equal((await folder('drafts')).body.value.length, 0);
    assert.equal((await office.call('GET', `/users/${id('Priya Nair')}/messages?${byKey('notice 8')}`)).body.value.length, 0);
  });

  it('reaches every recipient once, blind copies unseen', async () => {
    const { body } = await draft({
      subject: 'Many',
      toRecipients: to(mailOf('Tom Ashdown'), mailOf('Tom Ashdown').toUpperCase(), 'customer@elsewhere.example'),
      ccRecipients: to(mailOf('Samira Khan')),
      bccRecipients: to(mailOf('Helen Marsh')),
    });
    await send(body.id);
    for (const person of ['Tom Ashdown', 'Samira Khan', 'Helen Marsh']) assert.equal(inbox(person, 'Many').length, 1, person);
    const { body: list } = await office.call('GET', `/users/${id('Tom Ashdown')}/mailFolders/inbox/messages`);
    const seen = list.value.find((message: { subject: string }) => message.subject === 'Many');
    assert.deepEqual([seen.bccRecipients, seen.from.emailAddress.address, seen.isRead], [[], mailOf('Grace Oduya'), false]);
  });

  it('shows the page its words as text, with the names of what is attached', async () => {
    const { body } = await draft({
      subject: 'Page',
      body: { contentType: 'html', content: '<p>Dear&nbsp;all &amp; sundry</p><p>Thank you</p>' },
      attachments: [{ '@odata.type': '#microsoft.graph.fileAttachment', name: 'letter.docx', contentBytes: 'aGVsbG8=' }],
    });
    assert.equal(body.hasAttachments, true);
    await send(body.id);
    const [seen] = inbox('Priya Nair', 'Page');
    assert.equal(seen?.body, 'Dear all & sundry\nThank you');
    assert.deepEqual(seen?.attachments, ['letter.docx']);
    assert.equal(seen?.at, '2026-12-01T08:00:00Z');
  });

  it('shows its own headers to those who ask', async () => {
    const headers = [{ name: 'x-fair-contact', value: '1' }];
    const { body } = await draft({ internetMessageHeaders: headers });
    const read = await office.call('GET', `${messages}/${body.id}?$select=internetMessageHeaders`, undefined, immutable);
    assert.deepEqual(read.body.internetMessageHeaders, headers);
  });

  it('comes in pages, the newest first', async () => {
    const { values, pages } = await allOf(office, `${messages}?$select=subject`);
    assert.ok(pages > 1);
    assert.equal(values.length, office.graph.person(sender).mail.length);
    await draft({ subject: 'Newest' });
    const { body } = await office.call('GET', `${messages}?$top=1&$select=subject`);
    assert.equal(body.value[0].subject, 'Newest');
  });

  for (const [why, changes] of [
    ['an unknown property', { recipients: [] }],
    ['no recipients', { toRecipients: [] }],
    ['no subject', { subject: undefined }],
    ['a recipient who is a bare address', { toRecipients: ['a@b.example'] }],
    ['an address that is none', { toRecipients: to('Priya Nair') }],
    ['a header without x-', { internetMessageHeaders: [{ name: 'subject', value: 'x' }] }],
    ['an attachment without its type', { attachments: [{ name: 'a', contentBytes: '' }] }],
  ] as const) {
    it(`is refused with ${why}`, async () => assert.equal((await draft(changes)).status, 400));
  }

  it('is refused in a mailbox, a folder or under an id that is not there', async () => {
    assert.equal((await office.call('POST', '/users/nobody/messages', letter())).body.error.code, 'ErrorInvalidUser');
    assert.equal((await office.call('GET', `/users/${sender}/mailFolders/attic/messages`)).status, 404);
    assert.equal((await send('nothing')).status, 404);
    const { body } = await draft();
    assert.equal((await office.call('POST', `${messages}/${body.id}/send`, { saveToSentItems: true })).status, 400);
  });

  it('is sent once when the answer to the sending is lost', async () => {
    const { body } = await draft({ subject: 'Lost' });
    office.graph.fault({ kind: 'lost-answer', method: 'POST', path: '/send' });
    await assert.rejects(send(body.id));
    assert.equal((await office.call('GET', `${messages}/${body.id}`, undefined, immutable)).body.isDraft, false);
    assert.equal(inbox('Priya Nair', 'Lost').length, 1);
  });
});
