/** Which addresses the bot speaks with: an allow-list of prefixes, compared after an exact parse. */

const loopback = new Set(['127.0.0.1', '[::1]', 'localhost']);

export const parsedUrl = (text: string): URL | undefined => URL.parse(text) ?? undefined;

/** True for plain or secure http to this very machine. */
export const isLoopback = (url: URL): boolean => ['http:', 'https:'].includes(url.protocol) && loopback.has(url.hostname);

/** True when the text is nothing but `http://<loopback>[:port]`. */
export const isLoopbackOrigin = (text: string): boolean => {
  const url = parsedUrl(text);
  return url !== undefined && url.protocol === 'http:' && isLoopback(url) && url.origin === text.replace(/\/$/, '');
};

const bare = (url: URL): boolean => url.username === '' && url.password === '' && url.search === '' && url.hash === '';

// What a parser has to mend, another one may read otherwise.
const asWritten = (url: URL, text: string): boolean => url.href === text || url.href === `${text}/`;

const within = (path: string, prefix: string): boolean => path === prefix || path.startsWith(prefix.endsWith('/') ? prefix : `${prefix}/`);

/** A check whether an address is one of `prefixes` or lies below it. */
export const allowList = (prefixes: string[]) => {
  const allowed = prefixes.map((prefix) => new URL(prefix));
  const below = (url: URL): boolean => allowed.some((prefix) => url.origin === prefix.origin && within(url.pathname, prefix.pathname));
  return {
    /** For a service URL: nothing but origin and path. */
    serviceUrl: (text: string): boolean => {
      const url = parsedUrl(text);
      return url !== undefined && asWritten(url, text) && bare(url) && below(url);
    },
    /** For an address below a service URL, which may carry a query. */
    address: (url: URL): boolean => url.username === '' && url.password === '' && below(url),
  };
};

export type AllowList = ReturnType<typeof allowList>;
