import { moveClock, readClock, type Move } from './api.ts';
import { button, element } from './element.ts';
import { momentOf } from './times.ts';

const moves: [Move, string][] = [
  ['nextDue', 'Next due'],
  ['day', '+1 day'],
  ['month', '+1 month'],
];

const passedInWords = (passed: number): string => {
  if (passed === 0) return 'Nothing fell due.';
  return passed === 1 ? '1 deadline passed.' : `${passed} deadlines passed.`;
};

/** The local clock's control: shows case time and moves it. Returns a function that reads the time again. */
export const clockControl = (place: HTMLElement): (() => void) => {
  const face = element('time', { 'aria-label': 'Case time' });
  const said = element('span', { class: 'said', role: 'status' });
  const show = (now: string): void => {
    face.textContent = momentOf(now);
    face.dateTime = now;
  };

  const read = (): void => {
    void readClock().then(({ now }) => show(now), () => undefined);
  };

  const move = async (by: Move): Promise<void> => {
    controls.disabled = true;
    said.textContent = 'Moving the clock …';
    try {
      const { now, passed } = await moveClock(by);
      show(now);
      said.textContent = passedInWords(passed);
    } catch {
      said.textContent = 'The clock could not be moved.';
    }
    controls.disabled = false;
  };

  const controls = element('fieldset', { 'aria-label': 'Move the clock' }, ...moves.map(([by, label]) => button(label, () => void move(by))));
  place.replaceChildren(element('span', { class: 'label' }, 'Case time'), face, controls, said);
  read();
  setInterval(read, 20_000);
  return read;
};
