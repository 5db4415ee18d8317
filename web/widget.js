// Caveat
if (!document.querySelector('caveat-widget')) {
const clinic = {};  // filled in by the server
const script = document.currentScript;
Object.assign(clinic, script.dataset);

const KEYS = 'down|close|up|send|reviewed|restart|again|notice|failed|report|urgent|ask|you|note|source|bot|wait'.split('|');
const WORDS = {
  en: 'Not helpful|Close|Helpful|Send|Reviewed|Start over|Try again|No personal details, please.|No answer came.|Report this answer|Urgent|Ask a question|You|Please note|Source|Automated assistant|Looking that up…',
  es: 'No es útil|Cerrar|Útil|Enviar|Revisado|Reiniciar|Reintentar|Sin datos personales.|Sin respuesta.|Reportar respuesta|Urgente|Haga una pregunta|Usted|Importante|Fuente|Asistente automático|Buscando…',
  fr: 'Pas utile|Fermer|Utile|Envoyer|Relu|Recommencer|Réessayer|Sans données personnelles.|Pas de réponse.|Signaler la réponse|Urgent|Posez une question|Vous|Important|Source|Assistant automatique|Recherche…',
  pl: 'Niepomocne|Zamknij|Pomocne|Wyślij|Sprawdzono|Od nowa|Ponów|Bez danych osobowych.|Brak odpowiedzi.|Zgłoś odpowiedź|Pilne|Zadaj pytanie|Ty|Ważne|Źródło|Automatyczny asystent|Szukam…',
  ar: 'غير مفيد|إغلاق|مفيد|إرسال|المراجعة|بدء من جديد|أعد المحاولة|دون بيانات شخصية.|لم يصل رد.|إبلاغ عن رد|عاجل|اطرح سؤالاً|أنت|مهم|المصدر|مساعد آلي|جارٍ البحث…',
};
const locale = [clinic.lang, document.documentElement.lang, navigator.language, 'en']
  .map(tag => tag?.slice(0, 2).toLowerCase()).find(tag => WORDS[tag]);
const say = key => WORDS[locale].split('|')[KEYS.indexOf(key)];

const looks = new CSSStyleSheet();
looks.replaceSync(`
:host { all: initial !important; color-scheme: inherit !important }
* { box-sizing: border-box; margin: 0; padding: 0; font: inherit; color: inherit; overflow-wrap: anywhere }
.frame {
  --colour: var(--caveat-colour, #066);
  --ink: light-dark(oklch(from var(--colour) min(l, .45) c h), oklch(from var(--colour) max(l, .8) c h));
  color-scheme: var(--caveat-theme, inherit);
  position: fixed;
  z-index: 999999999;
  inset: auto 1em max(1em, env(safe-area-inset-bottom));
  display: flex;
  justify-content: var(--caveat-position, end);
  pointer-events: none;
  white-space: pre-line;
  color: CanvasText;
  font: 1em/1.5 var(--caveat-font, system-ui, sans-serif);
}
.frame > * { pointer-events: auto; box-shadow: 0 .5em 2em #0004 }
.sr { position: absolute; clip-path: inset(50%) }
:focus-visible { outline: 2px solid var(--ink); outline-offset: -2px }
.panel, .you, .bot, .status:not(:empty), button, .call, textarea { border: 1px solid #8886; border-radius: 1.4em; background: light-dark(#fff, #222); padding: .5em 1em }
button, .call { min-height: 44px; min-width: 44px; color: var(--ink); text-align: center; text-decoration: none }
.launcher, .head, .head button, .you, .send, .feedback [aria-pressed=true] {
  --ink: lch(from var(--colour) calc((49.4 - l) * infinity) 0 0);
  background: var(--colour);
  color: var(--ink);
  border: 1px solid #0000;
}
.launcher { padding: 1em; border-radius: 2em }
.launcher::before { content: ''; width: 1.4em; height: 1.1em; border: 2px solid; border-radius: 1em 1em 1em 0 }
.launcher, a, b { font-weight: 600 }
.panel { display: grid; grid: auto 1fr auto / 100%; width: min(25em, 100%); height: min(44em, 100dvh - 2em); padding: 0; overflow: hidden }
.launcher, .head, .compose, .feedback, .feedback button { display: flex; flex-wrap: wrap; align-items: center; gap: .5em }
.head, .compose { padding: .5em .75em }
.compose { padding-bottom: max(.5em, env(safe-area-inset-bottom)) }
.name { flex: 6em; font-size: 1.2em }
.head button, .send { padding: 0 .4em }
.close, .send { font-size: 1.4em }
.scroll { overflow-y: auto; scrollbar-color: #8886 #0000; overscroll-behavior: contain; position: relative; padding: .75em; background: color-mix(in oklab, Canvas, var(--colour) 6%) }
.scroll, .past, .log, .you, .bot, .card, .question, .notes { display: grid; align-content: start; gap: .75em }
.chips { display: contents }
.past, .log { justify-items: start }
.status { justify-self: start }
.you { justify-self: end; border-end-end-radius: .3em }
.bot { padding: 1em; border-start-start-radius: .3em }
.feedback + .card { padding-top: 1em; border-top: 1px solid #8886 }
.text a { padding: 1em; margin: -1em }
.source, .notice, ::placeholder { opacity: .7 }
.notes { gap: .4em; margin: 0 -1em; padding: .75em 1em; border: solid #8886; border-width: 1px 0; background: #fa02 }
textarea { flex: 1; min-width: 0; min-height: 44px; max-height: 8em; field-sizing: content; resize: none }
.urgent { border: 3px solid #c22; border-radius: .3em }
.alarm, .urgent .call { background: #c22; --ink: #fff; color: var(--ink) }
.alarm { margin: -1.1em -1.1em 0; padding: .5em 1.1em }
.up::before, .down::before { content: ''; border: .6em solid; clip-path: polygon(0 40%, 20% 40%, 20% 100%, 30% 100%, 30% 40%, 45% 0, 60% 10%, 55% 40%, 100% 40%, 90% 100%, 0 100%) }
.down::before { rotate: 180deg }
.feedback { margin: -.5em }
.feedback button { border: 0; padding: .75em }
.chip, textarea { border-color: var(--ink); text-align: start }
::placeholder { color: inherit }
button:hover { filter: brightness(.9) }
@media (max-width: 30em), (max-height: 28em) {
  .panel { position: fixed; inset: var(--top, 0) 0 auto; width: auto; height: var(--high, 100dvh); border: 0; border-radius: 0 }
}
@media screen and (prefers-reduced-motion: no-preference) {
  .panel, .log > * { animation: appear .3s }
  .status { animation: appear 1s infinite alternate }
  @keyframes appear { from { opacity: .3 } }
}
@media print {
  .frame, .panel, .scroll { position: static; display: block; width: auto; height: auto; overflow: visible; color-scheme: light }
  button, .launcher, .feedback, .compose { display: none }
}
`);

const make = (tag, props, ...inside) => {
  const node = Object.assign(document.createElement(tag), props);
  node.className = node.part;
  node.append(...inside);
  return node;
};
const button = (part, ariaLabel, onclick, face = ariaLabel) => make('button', {part, ariaLabel, onclick}, face);
const link = (to, part, before) =>
  make('a', {part, href: to[0] == 'h' ? to : 'tel:' + to.replace(/\(0\)|[^+\d]/g, '')}, before + to);
const prose = (text, lang = clinic.answers || 'en', least = 99) => make('bdi', {part: 'text', lang},
  ...text.split(/(https?:\/\/\S+[\w/]|\+?\d[\d ().-]+\d)/)
    .map((piece, odd) => odd % 2 && piece.length >= least ? link(piece, 'link', '') : piece));
const answer = (conversation, {intent, question, text, caveats, sources, reviewed}) => [
  make('div', {part: 'card'}, make('b', {part: 'question'}, prose(question)), prose(text),
    make('div', {part: 'notes'}, make('b', {part: 'note'}, say('note')), ...caveats.map(one => prose(one))),
    make('div', {part: 'source'}, say('source') + ': ', prose(sources.map(one => one.document + ', ' + one.section).join('; ')),
      '\n' + say('reviewed') + ': ' + new Date(reviewed + 'T12:00').toLocaleDateString(locale, {dateStyle: 'long'}))),
  make('div', {part: 'feedback'}, ...['up', 'down', 'report'].map(verdict => button(verdict, say(verdict),
    async ({currentTarget: pressed}) => {
      if (await post('feedback', {conversation, intent, verdict}))
        for (const one of pressed.parentNode.children) one.ariaPressed = one == pressed;
    }, verdict == 'report' ? say(verdict) : '')))];

let chat, turn;
const look = () => scroll.scrollTop = turn.offsetTop - 64;
const chips = make('div', {part: 'chips'});
const show = ({kind, text, lang, conversation, answers = [], suggestions = []}, place = log) => {
  const urgent = kind == 'urgent', failed = kind == 'failed';
  turn = make('div', {part: (kind == 'you' ? '' : 'bot ') + kind}, make('div', {part: 'sr'}, say(kind == 'you' ? kind : 'bot') + ': '),
    urgent ? make('b', {part: 'alarm'}, say(kind)) : '',
    text ? prose(text, lang, urgent ? 3 : 7) : '',  // 150 may be a price
    ...answers.flatMap(one => answer(conversation, one)),
    urgent || failed ? link(clinic.emergency, 'call', say('urgent') + ': ') : '',
    failed ? link(clinic.phone, 'call', clinic.name + ': ') : '');
  chips.replaceChildren(...suggestions.map(({label, message = label}) => button('chip', label, () => {
    box.focus();
    chips.replaceChildren();
    (failed ? ask : send)(message);
  }, prose(label, lang))));
  place.append(turn, chips);
  look();
};
const fail = (message, place) =>
  show({kind: 'failed', text: say('failed'), lang: locale, suggestions: [{label: say('again'), message}]}, place);
const keep = () => {
  try {
    if (chat.items[0]) sessionStorage.caveat = JSON.stringify(chat);
    else delete sessionStorage.caveat;
  } catch {}  // forbidden
};
const add = item => {
  show(item);
  chat.items = [...chat.items, item].slice(-40);
  keep();
};
const post = async (call, body) => {
  try {
    const response = await fetch(new URL('api/' + call, script.src), {
      method: 'POST', credentials: 'omit', headers: {'Content-Type': 'application/json'},
      body: JSON.stringify(body), signal: AbortSignal.timeout(10000)});
    return response.ok && JSON.parse(await response.text() || true);
  } catch {}
};
const ask = async message => {
  const mine = chat;  // until "Start over"
  status.textContent = say('wait');
  const reply = await post('chat', {message, conversation: mine.token});
  if (mine != chat) return;
  status.textContent = '';
  if (reply) {
    chat.token = reply.conversation;
    add(reply);
    fire('reply', {kind: reply.kind});
  } else fail(message);
};
const send = text => {
  text = text.trim();
  if (!text || status.textContent) return;
  add({kind: 'you', text, lang: ''});
  ask(text);
  return true;
};
const begin = (saved = {items: []}) => {
  chat = saved;
  status.textContent = '';
  log.replaceChildren();
  past.replaceChildren(make('div', {part: 'notice'}, say('bot') + '. ' + say('notice')));
  [{kind: 'greeting', text: clinic.greeting, suggestions: clinic.starters}, ...chat.items].forEach(item => show(item, past));
  const last = chat.items.at(-1);
  if (last?.kind == 'you') fail(last.text, past);
};

const fire = (name, detail) => document.dispatchEvent(new CustomEvent('caveat:' + name, {detail}));
const open = () => {
  frame.replaceChildren(panel);
  look();
  box.focus();
  fire('open');
};
const close = () => {
  const inside = root.activeElement;
  frame.replaceChildren(launcher);
  if (inside) launcher.focus();
  fire('close');
};
const restart = () => {
  begin();
  keep();
  box.focus();
};
const submit = () => {
  if (send(box.value)) box.value = '';
  box.focus();
};
const past = make('div', {part: 'past'});
const log = make('div', {part: 'log', role: 'log'});
const status = make('div', {part: 'status', role: 'status'});
const oncopy = event => {
  const whole = [...root.querySelectorAll('.card')]
    .filter(card => card.contains(event.target) || (root.getSelection?.() || getSelection()).containsNode(card, true));
  if (!whole[0]) return;
  event.preventDefault();
  event.clipboardData.setData('text', whole.map(card => card.innerText).join('\n'));
};
const scroll = make('div', {part: 'scroll', tabIndex: 0, oncopy}, past, log, status);
const box = make('textarea', {part: 'box', ariaLabel: say('ask'), placeholder: say('ask'), maxLength: 1000});
const launcher = button('launcher', say('ask'), open);
const onkeydown = event => {
  event.stopPropagation();  // no shortcuts
  if (event.isComposing || event.keyCode == 229) return;
  if (event.key == 'Escape') close();
  if (event.key != 'Enter' || event.shiftKey || event.target != box) return;
  event.preventDefault();
  submit();
};
const panel = make('div', {part: 'panel', role: 'dialog', ariaLabel: clinic.name, onkeydown},
  make('div', {part: 'head'}, make('b', {part: 'name'}, clinic.name), button('restart', say('restart'), restart), button('close', say('close'), close, '×')),
  scroll,
  make('div', {part: 'compose'}, box, button('send', say('send'), submit, '↑')));
const onblur = ({relatedTarget}) => {  // not behind a full screen
  if (relatedTarget && getComputedStyle(panel).position == 'fixed') close();
};
for (const change of ['resize', 'scroll']) visualViewport.addEventListener(change, ({target}) => {
  if (target.scale == 1) panel.style.cssText = `--top: ${target.offsetTop}px; --high: ${target.height}px`;
});
const frame = make('div', {part: 'frame', lang: locale, dir: locale == 'ar' ? 'rtl' : 'ltr'}, launcher);
const host = make('caveat-widget', {open, close, send, onblur});
const root = host.attachShadow({mode: 'open'});
root.adoptedStyleSheets = [looks];
root.append(frame);
for (const key in script.dataset) host.style.setProperty('--caveat-' + key, script.dataset[key]);
const restore = () => {
  try {
    begin(JSON.parse(sessionStorage.caveat));
  } catch {
    begin();  // nothing kept, or junk
  }
};
restore();
addEventListener('pageshow', event => event.persisted && restore());
document.documentElement.append(host);
fire('ready');
}
