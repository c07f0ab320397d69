import assert from 'node:assert/strict';
import fc from 'fast-check';
import { toHtml } from '../../sandbox/page/markdown.ts';

describe('the page, when it reads the little Markdown of Teams', () => {
  const table: [string, string, string][] = [
    ['bold', 'say **now** or __later__', '<p>say <strong>now</strong> or <strong>later</strong></p>'],
    ['italic', '*so* and _so_', '<p><em>so</em> and <em>so</em></p>'],
    ['italic within bold', '**not *ever* again**', '<p><strong>not <em>ever</em> again</strong></p>'],
    ['no italic within a word', 'my_file_name 2*3*4', '<p>my_file_name 2<em>3</em>4</p>'],
    ['a link', '[policy](https://a.example/b_c_d?e=1&f)', '<p><a href="https://a.example/b_c_d?e=1&amp;f" target="_blank" rel="noopener noreferrer">policy</a></p>'],
    ['no link that runs', '[x](javascript:alert(1))', '<p>[x](javascript:alert(1))</p>'],
    ['bullets after words', 'Bring:\n- one\n- two', '<p>Bring:</p><ul><li>one</li><li>two</li></ul>'],
    ['numbers from where they start', '3. three\n4. four', '<ol start="3"><li>three</li><li>four</li></ol>'],
    ['a lone line break as a space', 'one\ntwo', '<p>one\ntwo</p>'],
    ['a blank line as a new paragraph', 'one\n\ntwo', '<p>one</p><p>two</p>'],
    ['an escaped sign as itself', '\\*not\\* \\<b\\>', '<p>*not* &lt;b&gt;</p>'],
    ['headings, pictures and HTML as typed', '# A ![b](c) <b>d</b>', '<p># A ![b](c) &lt;b&gt;d&lt;/b&gt;</p>'],
  ];
  for (const [what, given, expected] of table) {
    it(`then it shows ${what}`, () => assert.equal(toHtml(given), expected));
  }

  it('then nothing but its own few tags ever comes out, whatever goes in', () => {
    const piece = fc.constantFrom('**', '_', '*', '[', '](', ')', 'https://a.example/', 'javascript:', '<', '>', '"', "'", '&', '\\', '\n', '- ', '1. ', 'word', ' ', 'onerror=');
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 30 }), (pieces) => {
        const own = /<\/?(?:p|strong|em|ul|li)>|<ol start="\d+">|<\/ol>|<a href="(?:https?:\/\/|mailto:)[^"<>]*" target="_blank" rel="noopener noreferrer">|<\/a>/g;
        assert.doesNotMatch(toHtml(pieces.join('')).replaceAll(own, ''), /[<>"']/);
      }),
    );
  });
});
