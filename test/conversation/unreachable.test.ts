import assert from 'node:assert/strict';
import { named } from '../../sandbox/harrowmere/people.ts';
import { afterwards } from './afterwards.ts';
import { cardOf, caseOf, panelOn, seats, type Panel } from './panel-steps.ts';
import { openScene, type Scene } from './scene.ts';
import { finish, report, triage } from './steps.ts';

describe('people whom no card reaches', () => {
  let scene: Scene;
  before(async () => { scene = await openScene(); });
  after(() => scene.close());

  const fault = (name: string, state: 'fine' | 'blocked' | 'uninstalled' | 'disabled', nested = false) => scene.standIns.connector.fault({ person: { id: named(name).id, state, nested } });
  const mails = (name: string) => scene.standIns.graph.person(named(name).id).mail.filter((mail) => mail.folder === 'inbox' && mail.subject.startsWith('Fair Contact'));

  /** A panel of which one member cannot be reached from the start. */
  const panelWithout = async (who: string, member: string, state: 'blocked' | 'uninstalled' | 'disabled', nested: boolean): Promise<Panel> => {
    fault(member, state, nested);
    return panelOn(scene, { who, what: 'He shouted.' });
  };

  for (const [state, nested, member, who] of [['blocked', false, 'Grace Oduya', 'Mr Wren'], ['uninstalled', true, 'Dan Pryce', 'Mrs Smew']] as const)
    describe(`a member of a panel who has ${state} the bot`, () => {
      let panel: Panel;
      before(async () => { panel = await panelWithout(who, member, state, nested); });

      it('then it is a state of the case, with a mail to them that says nothing of it', async () => {
        assert.ok(panel.members.includes(member));
        const found = (await caseOf(scene, panel.stream)).unreachable[named(member).id];
        assert.equal(found?.mailed, true);
        assert.equal(mails(member).length, 1);
        const mail = JSON.stringify(mails(member)[0]);
        assert.match(mail, /my tasks/);
        assert.ok(!mail.includes(who) && !mail.includes('shouted') && !mail.includes('Priya'));
      });

      it('then the chair or the case owner sees it on their card, and the administrator among what is stuck', async () => {
        const owner = await (await cardOf(scene, panel.owner, panel)).next('No conflict');
        assert.match(owner.text, new RegExp(`${member} cannot be reached in Teams; an email was sent`));
        const stuck = await scene.user('Ola Berg').asks('stuck');
        assert.ok(stuck.text.includes(member) && !stuck.text.includes(who));
      });

      it('then their seat is kept: being out of reach is no answer', async () => {
        assert.ok(Object.values(await seats(scene, panel.stream)).includes(member));
      });

      it('when they can be reached again and write or install, then what waits for them comes at once, and all is well', async () => {
        if (state === 'uninstalled') await scene.standIns.connector.install(named(member).id);
        else {
          fault(member, 'fine');
          await scene.user(member).says('hello');
        }
        await scene.quiet();
        const card = await cardOf(scene, member, panel);
        assert.match(card.text, /Do you have a conflict of interest/);
        assert.deepEqual((await caseOf(scene, panel.stream)).unreachable, {});
        assert.ok(!(await scene.user('Ola Berg').asks('stuck')).text.includes(member));
        const opened = await (await scene.user(panel.owner).asks('my tasks')).next('Open');
        assert.ok(!opened.text.includes('cannot be reached'));
        await card.next('No conflict');
        assert.equal(mails(member).length, 1, 'one mail and no more');
      });
    });

  it('given a manager who cannot be reached, when a report comes, then it goes up the line after its time as always', async () => {
    fault('Joel Peters', 'blocked');
    const step = await report(scene, { by: 'Callum Reid', who: 'Mr Teal', what: 'He swore.' });
    await finish(step);
    await scene.quiet();
    assert.equal(mails('Joel Peters').length, 1);
    await scene.later({ days: 9 });
    assert.ok((await scene.user('Samira Khan').card('Mr Teal')).has('Decide'));
    fault('Joel Peters', 'fine');
  });

  it('given a reporter who has blocked the bot, when the case is decided, then nothing is stuck, and on return the list says it', async () => {
    const step = await finish(await report(scene, { who: 'Mrs Pike', what: 'She rang forty times.' }));
    assert.match(step.text, /how it stands/);
    fault('Priya Nair', 'blocked');
    await triage(scene, { about: 'Mrs Pike', 'What happens now?': 'No breach' });
    await scene.quiet();
    assert.deepEqual(await scene.read.effects({ state: 'stuck' }), []);
    fault('Priya Nair', 'fine');
    const list = await scene.user('Priya Nair').asks('my cases');
    assert.match(list.text, /Mrs Pike/);
  });

  it('given a calendar that refuses, when a panel is convened, then the administrator sees it stuck and can start it again', async () => {
    const organiser = named('Fair Contact meetings').id;
    scene.standIns.graph.changePerson(organiser, { left: true });
    const panel = await panelOn(scene, { who: 'Mr Heron', what: 'He kicked the van.' });
    assert.equal((await caseOf(scene, panel.stream)).panel?.meeting.state, 'wanted');
    const stuck = await scene.user('Ola Berg').asks('stuck');
    assert.match(stuck.text, /A meeting in calendars/);
    assert.ok(!stuck.text.includes('Heron'));
    assert.match((await cardOf(scene, panel.chair, panel)).text, /conflict of interest/, 'the panel does not wait for it');
    scene.standIns.graph.changePerson(organiser, { left: false });
    const again = await stuck.next('Try again');
    assert.match(again.text, /It is being tried again/);
    await scene.quiet();
    assert.equal((await caseOf(scene, panel.stream)).panel?.meeting.state, 'booked');
    assert.match((await scene.user('Ola Berg').asks('stuck')).text, /Nothing is stuck/);
  });

  afterwards(() => scene);
});
