/** How the page writes times: always London's, whatever the clock of the machine that shows them. */

const london = (options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat =>
  new Intl.DateTimeFormat('en-GB', { timeZone: 'Europe/London', ...options });

const hour = london({ hour: '2-digit', minute: '2-digit' });
const wholeDay = london({ weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' });
const shortDay = london({ weekday: 'short', day: 'numeric', month: 'short', year: 'numeric' });

const written = (format: Intl.DateTimeFormat, at: string): string => {
  const date = new Date(at);
  return Number.isNaN(date.valueOf()) ? '' : format.format(date);
};

/** "16:24" */
export const timeOf = (at: string): string => written(hour, at);

/** "Wednesday, 25 November 2026" */
export const dayOf = (at: string): string => written(wholeDay, at).replace(/^(\w+) /, '$1, ');

/** "Wed, 25 Nov 2026, 16:24" */
export const momentOf = (at: string): string => `${written(shortDay, at)}, ${timeOf(at)}`;
