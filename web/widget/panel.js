// The launcher, and the panel with its head, its menu and the box where one types.

const isOpen = () => panel.isConnected;

const small = matchMedia('(max-width: 30em), (max-height: 28em)');  // the panel fills it
const coarse = matchMedia('(pointer: coarse)');  // a phone: its keyboard would cover the answer
const toBox = () => (coarse.matches ? scroll : box).focus();

const markLauncher = (part, count) => {
  launcher.part = launcher.className = part;
  launcher.ariaLabel = count + words.ask;
};

const reveal = () => {
  markLauncher('launcher', '');
  subtitle.textContent = [option('subtitle'), openingLine()].filter(Boolean).join(' · ') || words.bot;
  frame.replaceChildren(panel);
  look();
};

const open = () => {
  reveal();
  keep();
  toBox();
  fire('open');
};

const close = () => {
  if (settings.inline) return;
  const inside = root.activeElement;
  frame.replaceChildren(launcher);
  if (inside) launcher.focus();
  keep();
  fire('close');
};

const submit = () => {
  if (send(box.value)) box.value = '';
  toBox();
};

const save = () => {
  const text = plain(scroll, '.sr, .question, .note, .text, .source > *');
  make('a', {href: URL.createObjectURL(new Blob([text])), download: 'chat.txt'}).click();
};

// The conversation goes on the paper, not the page around it.
const printOut = () => {
  const {style} = document.body;
  style.display = settings.inline ? '' : 'none';
  print();
  style.display = '';
};

const quiet = event => event.stopPropagation();  // no shortcuts of the page
const onkeydown = event => {
  quiet(event);
  if (event.isComposing || event.keyCode == 229) return;
  if (event.key == 'Escape') menu.open ? menu.open = false : close();
  if (event.key != 'Enter' || event.shiftKey || event.target != box) return;
  event.preventDefault();
  submit();
};

const choice = (label, act) => lettered('choice', label, act);

const initials = make('div', {part: 'logo', ariaHidden: true},
  option('name').match(/(?<!\S)\S/gu).slice(0, 2).join(''));
const logo = option('logo')
  ? make('img', {part: 'logo', alt: '', loading: 'lazy', onerror: () => logo.replaceWith(initials), src: new URL(option('logo'), server)})
  : initials;

const past = div('past');
const log = make('div', {part: 'log', role: 'log', ariaLabel: words.bot});
const chips = div('chips');
const status = make('div', {part: 'status', role: 'status'});
const scroll = make('div', {part: 'scroll', tabIndex: 0, oncopy}, past, log, chips, status);
const box = field('box', words.ask);
box.oninput = keep;
const subtitle = div('subtitle');
const launcher = button('launcher', words.ask, open, make('span', {part: 'label'}, settings.label ?? words.ask));
const menu = make('details', {part: 'menu'}, make('summary', {part: 'more', ariaLabel: words.menu}, '•••'), div('choices',
  choice(words.restart, reset), choice(words.print, printOut), choice(words.save, save),
  option('privacy') && link('choice', option('privacy'), words.policy)));
menu.lastChild.onclick = () => menu.open = false;
const quick = div('quick', ...actionLinks([
  call(option('phone'), ''), {href: option('booking'), label: words.book}]));
const panel = make('div', {part: 'panel', role: 'dialog', ariaLabel: option('name'), onkeydown, onkeyup: quiet, onkeypress: quiet},
  div('head', logo, div('', make('h2', {part: 'name'}, option('name')), subtitle), menu,
    settings.inline ? '' : button('close', words.close, close)),
  scroll, div('compose', quick, box, button('send', words.send, submit)));
