// What the clinic, the page and the script's tag have set.

const clinic = CLINIC;  // filled in by the server

// `document.currentScript` is empty in modules, and has no address where the script stands in a page or a bundle.
const tag = [document.currentScript, ...document.scripts]
  .find(one => one?.dataset.server || /\/widget(\.\w+)?\.js\b/.test(one?.src));
// Own values alone, whatever a page has put on Object.prototype.
const settings = {__proto__: null, ...tag?.dataset};
const option = name => settings[name] ?? clinic[name];
const server = settings.server?.replace(/\/*$/, '/') ?? tag?.src;
if (!server) return console.error('Caveat: no data-server');

const answers = settings.answers ?? 'en';  // the language that they are written in

// The page's language where it has one, else the language of the answers.
const spoken = [settings.lang, document.documentElement.lang || navigator.language, answers, 'en']
  .map(tag => /^[a-z]{2}(?![a-z])/i.test(tag) ? tag.replace('_', '-') : '')
  .find(tag => LOCALES[tag.slice(0, 2).toLowerCase()]);
const locale = spoken.slice(0, 2).toLowerCase();

// A page's own words, by the English ones that they stand for. The build turns `words.send` into a place in this list.
let own = {};
try {
  own = JSON.parse(settings.words ?? '{}');
} catch {
  console.error('Caveat: data-words is no JSON');
}
const words = LOCALES[locale].split('|').map((word, at) => own[LOCALES.en.split('|')[at]] ?? word);
