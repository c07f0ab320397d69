import { Refused, sendMessage, type Attached } from './api.ts';
import { button, element, icon } from './element.ts';
import { sizeOf } from './message.ts';

/** Where a person types a message and adds files. */
export interface Compose {
  element: HTMLElement;
  /** Puts words into the box, as the bot's command menu does in Teams, for the person to send. */
  fill(words: string): void;
}

/** The compose box of the person with this object id; what was typed survives a reload of this window. */
export const compose = (oid: string): Compose => {
  const kept = `draft ${oid}`;
  const box = element('textarea', {
    rows: '1',
    'aria-label': 'Message to Fair Contact',
    placeholder: 'Type a message',
  });
  const picker = element('input', { type: 'file', multiple: true, hidden: true, 'aria-label': 'Files to attach' });
  const attach = button('', () => picker.click(), { class: 'quiet', 'aria-label': 'Attach files', title: 'Attach files' });
  const send = element('button', { type: 'submit', class: 'quiet', 'aria-label': 'Send', title: 'Send' }, icon('send'));
  const chips = element('ul', { class: 'chips', 'aria-label': 'Files to send' });
  const fault = element('p', { class: 'fault', role: 'alert' });
  attach.append(icon('attach'));
  const form = element('form', { class: 'compose' }, fault, chips, element('div', { class: 'row' }, attach, picker, box, send));
  let files: Attached[] = [];

  const fit = (): void => {
    box.style.height = 'auto';
    // A box that is not shown yet has no height to fit.
    if (box.scrollHeight > 0) box.style.height = `${Math.min(box.scrollHeight, 140)}px`;
  };

  const set = (words: string): void => {
    box.value = words;
    sessionStorage.setItem(kept, words);
    fit();
  };

  const showFiles = (): void => {
    chips.replaceChildren(...files.map((attached) => chip(attached.file, () => drop(attached))));
  };

  const add = (more: Attached[]): void => {
    files = [...files, ...more];
    showFiles();
    box.focus();
  };

  const drop = (attached: Attached): void => {
    files = files.filter((other) => other !== attached);
    showFiles();
    box.focus();
  };

  const submit = async (): Promise<void> => {
    const words = box.value.trim();
    const going = files;
    if (words === '' && going.length === 0) return;
    set('');
    files = [];
    showFiles();
    fault.textContent = '';
    try {
      await sendMessage(oid, words, going);
    } catch (error) {
      fault.textContent = error instanceof Refused ? error.message : 'The message could not be sent. Please try again.';
      set(words);
      files = going;
      showFiles();
    }
  };

  picker.addEventListener('change', () => {
    add([...(picker.files ?? [])].map((file) => ({ file, pasted: false })));
    picker.value = '';
  });
  box.addEventListener('paste', (event) => {
    const pictures = [...(event.clipboardData?.files ?? [])].filter(({ type }) => type.startsWith('image/'));
    if (pictures.length === 0) return;
    event.preventDefault();
    add(pictures.map((file) => ({ file, pasted: true })));
  });
  box.addEventListener('input', () => {
    set(box.value);
    fault.textContent = '';
  });
  box.addEventListener('keydown', (event) => {
    if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    void submit();
  });
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    void submit();
  });
  set(sessionStorage.getItem(kept) ?? '');

  return {
    element: form,
    fill: (words) => {
      set(words);
      box.focus();
    },
  };
};

const chip = (file: File, remove: () => void): HTMLElement =>
  element(
    'li',
    { class: 'chip' },
    icon(file.type.startsWith('image/') ? 'picture' : 'file'),
    element('span', {}, file.name),
    element('small', {}, sizeOf(file.size)),
    button('×', remove, { class: 'quiet', 'aria-label': `Remove ${file.name}` }),
  );
