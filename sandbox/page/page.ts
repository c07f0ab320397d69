import { follow, readConfig, readPeople, type Change, type Config, type Person } from './api.ts';
import { chat, type Chat } from './chat.ts';
import { clockControl } from './clock.ts';
import { button, element, icon, part } from './element.ts';
import { peopleList } from './people.ts';
import { side, tabs } from './side.ts';
import { themeSwitch } from './theme.ts';

const asked = (): string => new URLSearchParams(location.search).get('as') ?? '';

const addressOf = (name: string): URL => {
  const address = new URL(location.href);
  address.searchParams.set('as', name);
  return address;
};

const start = ({ graph, clock, landlord }: Config): void => {
  part('landlord').textContent = landlord;
  const list = peopleList(part('people-list'), part<HTMLSelectElement>('people-chooser'), (oid) => choose(oid));
  const panels = side(graph, part('calendar'), part('mailbox'));
  const readClock = clock ? clockControl(part('clock')) : () => undefined;
  const chats = new Map<string, Chat>();
  let people: Person[] = [];
  let chosen = '';

  const know = async (): Promise<void> => {
    people = await readPeople();
    list.show(people, chosen);
    for (const open of chats.values()) open.know(people);
  };

  const chatOf = (person: Person): Chat => {
    const open = chats.get(person.id);
    if (open) return open;
    const made = chat(person, (oid) => choose(oid), sideButton);
    chats.set(person.id, made);
    part('chats').append(made.element);
    void made.load();
    return made;
  };

  const show = (person: Person): void => {
    chosen = person.id;
    part('nobody').hidden = true;
    document.title = `${person.name} – Fair Contact (simulation)`;
    const mine = chatOf(person);
    for (const open of chats.values()) open.show(open === mine);
    mine.know(people);
    list.show(people, chosen);
    panels.show(person.id);
  };

  const choose = (oid: string): void => {
    const person = people.find(({ id }) => id === oid);
    if (!person || oid === chosen) return;
    history.pushState(null, '', addressOf(person.name));
    show(person);
  };

  const showAsked = (): void => {
    const name = asked();
    const person = name === '' ? people[0] : people.find((one) => one.name.toLowerCase() === name.toLowerCase());
    if (person) return show(person);
    part('nobody').textContent = `Nobody at ${landlord} is called ${name}. Choose a person.`;
    part('nobody').hidden = false;
  };

  const hear = (change: Change): void => {
    if (change.type === 'clock') {
      readClock();
      return panels.again();
    }
    if (change.oid !== undefined) chats.get(change.oid)?.hear(change);
    void know().catch(() => undefined);
  };

  const again = (): void => {
    tellLost(false);
    readClock();
    void know().catch(() => undefined);
    for (const open of chats.values()) void open.load();
  };

  follow<Change>('/ui/stream', 'message', { hear, lost: () => tellLost(true), found: again });
  addEventListener('popstate', showAsked);
  void know().then(showAsked, () => tellLost(true));
};

const tellLost = (lost: boolean): void => {
  part('lost').textContent = lost ? 'The connection to the sandbox is lost. Trying again …' : '';
};

const showSide = (shown: boolean): void => {
  part('side').classList.toggle('shown', shown);
  if (shown) part('side-close').focus();
  else document.querySelector<HTMLElement>('.chat:not([hidden]) .side-open')?.focus();
};

const sideButton = (): HTMLElement => {
  const made = button('', () => showSide(true), { class: 'quiet side-open', 'aria-label': 'Calendar and mail', title: 'Calendar and mail' });
  made.append(icon('calendar'), element('span', {}, 'Calendar and mail'));
  return made;
};

themeSwitch(part<HTMLButtonElement>('theme'));
tabs(part('side-tabs'));
part('side-close').addEventListener('click', () => showSide(false));
part('side').addEventListener('keydown', ({ key }) => {
  if (key === 'Escape' && part('side').classList.contains('shown')) showSide(false);
});
part('skip').addEventListener('click', () => document.querySelector<HTMLElement>('.chat:not([hidden]) .compose textarea')?.focus());
void readConfig().then(start, () => {
  part('lost').textContent = 'The sandbox does not answer. Start it with npm start, then reload this page.';
});
