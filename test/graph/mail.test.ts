import assert from 'node:assert/strict';
import { GraphFailure } from '../../bot/graph/failure.ts';
import { sendMailOnce, type Mail } from '../../bot/graph/mail.ts';
import { path, withKey } from '../../bot/graph/odata.ts';
import { named } from '../../sandbox/harrowmere/people.ts';
import { openOffice, type Office } from './office.ts';
import { answer, clientOf, lost, startScripted } from './scripted.ts';

const from = named('Grace Oduya').mail;
const to = named('Priya Nair');

const mail: Mail = { key: 'case/7K3F 12 mail', from, to: [to.mail], subject: 'Fair Contact: something waits for you', text: 'Please open Fair Contact in Teams.' };

describe('A mail', () => {
  let office: Office;
  beforeEach(async () => void (office = await openOffice()));
  afterEach(() => office.close());

  const received = () => office.sandbox.person(to.id).mail.filter(({ folder }) => folder === 'inbox');
  const outcome = (call: Promise<unknown>) => call.then(() => 'sent', (error: unknown) => (error instanceof GraphFailure ? error.outcome : String(error)));

  it('is sent once, however often it is asked for', async () => {
    const first = await sendMailOnce(office.graph, mail);
    assert.deepEqual(await sendMailOnce(office.graph, mail), first);
    assert.equal(received().length, 1);
    assert.equal(received()[0]?.body.trim(), mail.text);
  });

  it('under another key is another mail', async () => {
    await sendMailOnce(office.graph, mail);
    await sendMailOnce(office.graph, { ...mail, key: 'case/7K3F 13 mail' });
    assert.equal(received().length, 2);
  });

  it('whose sending is not answered is looked for, and counts as sent when it was', async () => {
    office.sandbox.fault({ method: 'POST', path: '/send', kind: 'lost-answer' });
    assert.equal(await outcome(sendMailOnce(office.graph, mail)), 'sent');
    assert.equal(received().length, 1);
  });

  it('whose sending failed is still a draft: the next call sends that draft', async () => {
    office.sandbox.fault({ method: 'POST', path: '/send', kind: 'broken' });
    assert.equal(await outcome(sendMailOnce(office.graph, mail)), 'later');
    assert.equal(received().length, 0);
    assert.equal(await outcome(sendMailOnce(office.graph, mail)), 'sent');
    assert.equal(received().length, 1);
    assert.equal(office.sandbox.person(named('Grace Oduya').id).mail.length, 1);
  });

  it('whose draft is not answered is sent once at the next call', async () => {
    office.sandbox.fault({ method: 'POST', path: '/messages', kind: 'lost-answer' });
    assert.equal(await outcome(sendMailOnce(office.graph, mail)), 'later');
    assert.equal(await outcome(sendMailOnce(office.graph, mail)), 'sent');
    assert.equal(received().length, 1);
  });

  it('that was sent is not sent again from a second draft with its key', async () => {
    await sendMailOnce(office.graph, mail);
    await office.graph.post(path`/users/${from}/messages`, { subject: 'twin', body: { contentType: 'text', content: '' }, toRecipients: [{ emailAddress: { address: to.mail } }], ...withKey(mail.key) });
    await sendMailOnce(office.graph, mail);
    assert.equal(received().length, 1);
  });

  it('that is refused stays refused', async () => {
    assert.equal(await outcome(sendMailOnce(office.graph, { ...mail, to: ['no address'] })), 'refused');
  });

  it('that is found nowhere after a lost answer is for a person to judge', async () => {
    const server = await startScripted();
    const none = answer(200, { value: [] });
    server.say(none, none, none, answer(201, { id: 'a', isDraft: true }), lost, none);
    const { graph, waits } = clientOf(server.url);
    assert.equal(await outcome(sendMailOnce(graph, mail)), 'unknown');
    assert.deepEqual(waits, [500, 1_500]);
    await server.close();
  });
});
