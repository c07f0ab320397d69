/**
 * The little Markdown that Teams knows in cards: bold, italic, links and lists. Everything else is text.
 * Headings, tables, pictures, quotes and HTML stay as they were typed.
 */

const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };
const escaped = (text: string): string => text.replace(/[&<>"']/g, (sign) => entities[sign] ?? sign);

const rules: { pattern: RegExp; write: (found: string[]) => string }[] = [
  { pattern: /\\([!-/:-@[-`{-~])/y, write: ([, sign = '']) => escaped(sign) },
  {
    pattern: /\[([^\]\n]+)\]\((https?:\/\/[^\s()<>]+|mailto:[^\s()<>]+)\)/y,
    write: ([, words = '', target = '']) =>
      `<a href="${escaped(target)}" target="_blank" rel="noopener noreferrer">${inline(words)}</a>`,
  },
  { pattern: /\*\*(?=\S)([^\n]+?)(?<=\S)\*\*/y, write: ([, words = '']) => `<strong>${inline(words)}</strong>` },
  { pattern: /(?<!\w)__(?=\S)([^\n]+?)(?<=\S)__(?!\w)/y, write: ([, words = '']) => `<strong>${inline(words)}</strong>` },
  { pattern: /\*(?=[^\s*])([^*\n]+?)(?<=\S)\*/y, write: ([, words = '']) => `<em>${inline(words)}</em>` },
  { pattern: /(?<!\w)_(?=[^\s_])([^_\n]+?)(?<=\S)_(?!\w)/y, write: ([, words = '']) => `<em>${inline(words)}</em>` },
];

const inline = (text: string): string => {
  let html = '';
  for (let at = 0; at < text.length; ) {
    const { written, length } = piece(text, at);
    html += written;
    at += length;
  }
  return html;
};

const piece = (text: string, at: number): { written: string; length: number } => {
  for (const { pattern, write } of rules) {
    pattern.lastIndex = at;
    const found = pattern.exec(text);
    if (found) return { written: write([...found]), length: found[0].length };
  }
  return { written: escaped(text.charAt(at)), length: 1 };
};

const item = /^\s*(?:([-*+])|(\d{1,9})[.)])\s+(.*)$/;

const list = (lines: string[]): string => {
  const first = item.exec(lines[0] ?? '');
  const items = lines.map((line) => `<li>${inline(item.exec(line)?.[3] ?? line)}</li>`).join('');
  const start = first?.[2];
  return start === undefined ? `<ul>${items}</ul>` : `<ol start="${Number(start)}">${items}</ol>`;
};

const kindOf = (line: string): 'bullets' | 'numbers' | 'words' => {
  const found = item.exec(line);
  if (!found) return 'words';
  return found[1] === undefined ? 'numbers' : 'bullets';
};

/** Markdown as HTML that is safe to put into the page. A lone line break is a space, as in Teams; a blank line parts paragraphs. */
export const toHtml = (text: string): string => {
  const blocks: { kind: ReturnType<typeof kindOf>; lines: string[] }[] = [];
  let open = false;
  for (const line of text.split(/\r\n|\r|\n/)) {
    const kind = kindOf(line);
    const last = blocks.at(-1);
    if (line.trim() === '') open = false;
    else if (last && last.kind === kind && (open || kind !== 'words')) last.lines.push(line);
    else blocks.push({ kind, lines: [line] });
    if (line.trim() !== '') open = true;
  }
  return blocks
    .map(({ kind, lines }) => (kind === 'words' ? `<p>${inline(lines.map((line) => line.trim()).join('\n'))}</p>` : list(lines)))
    .join('');
};
