import { Html, html } from '../../../src/api/http/html.js';

describe('HTML that is put together', () => {
  it('escapes every value, in text and in attributes', () => {
    const name = `<script>"Tom" & 'Eve'</script>`;
    const escaped = '&lt;script&gt;&quot;Tom&quot; &amp; &#39;Eve&#39;&lt;/script&gt;';
    expect(html`<p title="${name}">${name}</p>`.text).toBe(`<p title="${escaped}">${escaped}</p>`);
  });

  it('takes what is HTML already as it is, alone and in lists', () => {
    const items = ['a<', 'b'].map((item) => html`<li>${item}</li>`);
    const list = html`<p>${items}${new Html('<hr>')}${3}</p>`;
    expect(list.text.replaceAll(/\s/g, '')).toBe('<p><li>a&lt;</li><li>b</li><hr>3</p>');
  });
});
