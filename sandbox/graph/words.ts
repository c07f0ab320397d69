/** Bodies of mail and events: text to HTML and back, and the block with the link that joins a Teams meeting. */

const escapes: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
const unescapes: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', nbsp: ' ', '#39': "'" };

/** Outlook keeps the body of an event as HTML, whatever it was given. */
export function toHtml(body: { contentType: 'text' | 'html'; content: string } | undefined): string {
  if (!body) return '';
  if (body.contentType === 'html') return body.content;
  return body.content.replace(/[&<>"]/g, (sign) => escapes[sign] ?? sign).replaceAll('\n', '<br>');
}

export function toText(body: { contentType: 'text' | 'html'; content: string }): string {
  if (body.contentType === 'text') return body.content;
  return body.content
    .replace(/<(style|script)[\s\S]*?<\/\1>/gi, '')
    .replace(/<br\s*\/?>|<\/(p|div|li|h\d|tr)>/gi, '\n')
    .replace(/<[^>]*>/g, '')
    .replace(/&(\w+|#39);/g, (whole, name: string) => unescapes[name] ?? whole)
    .replace(/\n{3,}/g, '\n\n')
    .trim();
}

/** What Outlook shows of a body in a list. */
export const previewOf = (html: string): string => toText({ contentType: 'html', content: html }).slice(0, 255);

/** The words that Teams adds below the organiser's own. The meeting lives as long as they stand in the body. */
export const withJoinBlock = (html: string, joinUrl: string): string =>
  `${html}<div class="me-email-text"><p>Microsoft Teams meeting</p><a href="${joinUrl}">Join the meeting now</a></div>`;
