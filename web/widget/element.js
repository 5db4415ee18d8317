// The element on the page: where it stands, how it stays there, and what a page's scripts may do with it.

if (!customElements.get('caveat-widget')) {
  customElements.define('caveat-widget', class extends HTMLElement {
    remove() {
      this.back = null;
      super.remove();
    }
    disconnectedCallback() {
      setTimeout(() => this.isConnected || this.back?.());
    }
  });
}

const frame = make('div', {
  part: 'frame' + (settings.inline ? ' inline' : ''),
  lang: locale, dir: settings.dir ?? (/ar|he/.test(locale) ? 'rtl' : 'ltr'),
}, launcher);

// A framework that takes over the whole document may throw the element out: it is put in again, unless by `remove()`.
const place = () => document.querySelector(settings.inline || 'html')?.append(host);
const host = make('caveat-widget', {
  open, close, send, reset, isOpen,
  toggle: () => isOpen() ? close() : open(),
  show: () => host.hidden = false,
  hide: () => host.hidden = true,
  back: place,
  onblur({relatedTarget}) {  // the focus never goes behind a full screen
    if (relatedTarget && small.matches) close();
  },
  hidden: 'hidden' in settings,
});

const root = host.attachShadow({mode: 'open'});
const looks = new CSSStyleSheet();
looks.replaceSync(STYLE);
root.adoptedStyleSheets = [looks];
root.append(frame);
root.addEventListener('click', ({target}) => {
  const {href} = target.closest('a') ?? {};
  if (href) fire(/^tel/.test(href) ? 'call' : 'link', {href});
});
for (const name in settings)
  if (CSS.supports({color: 'color', colour: 'color', position: 'align-items'}[name] ?? '--any', settings[name]))
    host.style.setProperty('--caveat-' + name.replace('color', 'colour'), settings[name]);

// Above a phone's keyboard; while the visitor zooms with two fingers the panel stays as it is.
for (const change of ['resize', 'scroll']) visualViewport.addEventListener(change, ({target}) => {
  if (target.scale == 1) panel.style.cssText = `--top: ${target.offsetTop}px; --high: ${target.height}px`;
});

const restore = () => {
  try {
    begin(JSON.parse(sessionStorage.caveat));
    box.value = chat.draft ?? '';
  } catch {
    begin();  // nothing kept, or junk
  }
};
restore();
place();
if (settings.inline) {
  addEventListener('DOMContentLoaded', place);
  setTimeout(() => isOpen() || host.back && console.error('Caveat: no data-inline'), 1e4);  // however late it was put in
  reveal();
} else if (chat.open && !small.matches) reveal();
if (settings.delay) setTimeout(() => isOpen() || chat.items[0]
  || frame.prepend(button('hello', '', open, phrase(option('greeting')))), settings.delay * 1000);
addEventListener('pageshow', event => event.persisted && restore());
fire('ready');
