// Nodes and texts. No text is ever parsed as HTML.

const make = (name, props, ...inside) => {
  const node = Object.assign(document.createElement(name), props);
  node.className = node.part;
  node.append(...inside.filter(Boolean));
  return node;
};
const div = (part, ...inside) => make('div', {part}, ...inside);

const button = (part, ariaLabel, onclick, face = '') => make('button', {part, ariaLabel, onclick}, face);

const lettered = (part, label, act) => button(part, label, act, label);

const field = (part, ariaLabel) => make('textarea', {part, ariaLabel, placeholder: ariaLabel, rows: 1});

// A short text in a direction of its own.
const phrase = (text, lang = answers) => make('bdi', {lang}, text);

const link = (part, href, ...inside) =>
  make('a', {part, href, target: /^http/.test(href) ? '_blank' : ''}, ...inside);

// What can be called, written to, booked or opened.
const actionLinks = actions => actions.filter(({href}) => /^(https?|mailto|tel):/.test(href))
  .map(({href, label}) => link('action', href, phrase(label)));

// Bold, links, and numbers, which stay on one line and read from left to right.
const MARKUP = /\*\*(\S|\S.*?\S)\*\*|\[([^[\]]+)\]\(((?:https:\/\/|mailto:|tel:)(?:[^\s()]|\([^\s()]*\))+)\)|(\+?\d[\d ().,-]{1,20}\d)/;

// Splitting at MARKUP gives, in turns: plain text, something bold, a link's words, its address, a number.
const inline = text => text.split(MARKUP).map((piece, at, all) => piece && [
  () => piece,
  () => make('b', {}, ...inline(piece)),
  () => link('link', all[at + 1], ...inline(piece)),
  () => '',
  () => make('bdi', {part: 'number', dir: 'ltr'}, piece),
][at % 5]()).filter(Boolean);

// Paragraphs, and lists of "- " lines.
const prose = (text, lang = answers) => {
  const box = make('div', {part: 'text', dir: 'auto', lang});
  let block;
  for (const line of text.split('\n')) {
    const [, item] = /^\s*- (.*)/.exec(line) ?? [];
    const name = item ? 'UL' : 'P';
    if (!line.trim()) block = 0;
    else {
      if (block?.tagName != name) box.append(block = make(name, {}));
      block.append(...item ? [make('li', {}, ...inline(item + '\n'))] : inline(line + '\n'));
    }
  }
  return box;
};
