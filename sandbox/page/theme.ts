type Theme = 'light' | 'dark';

const isTheme = (value: string | null): value is Theme => value === 'light' || value === 'dark';

const wanted = (): Theme => {
  const asked = new URLSearchParams(location.search).get('theme');
  if (isTheme(asked)) return asked;
  const kept = localStorage.getItem('theme');
  if (isTheme(kept)) return kept;
  return matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light';
};

/** Sets the theme of the address, of the last visit or of the machine, in this order, and lets the button change it. */
export const themeSwitch = (control: HTMLButtonElement): void => {
  const set = (theme: Theme): void => {
    document.documentElement.dataset['theme'] = theme;
    control.setAttribute('aria-pressed', String(theme === 'dark'));
  };
  control.addEventListener('click', () => {
    const theme = document.documentElement.dataset['theme'] === 'dark' ? 'light' : 'dark';
    localStorage.setItem('theme', theme);
    const address = new URL(location.href);
    if (address.searchParams.has('theme')) {
      address.searchParams.set('theme', theme);
      history.replaceState(history.state, '', address);
    }
    set(theme);
  });
  set(wanted());
};
