// What was said, what is awaited, and what the tab keeps of it.

let chat, turn, asked;

const fire = (name, detail) => document.dispatchEvent(new CustomEvent('caveat:' + name, {detail}));

const call = (number, label) => ({href: 'tel:' + number.replace(/\(0\)|[^+\d]/g, ''), label: label + number});

// The latest question at the top, and the first suggestion in sight at the bottom. Before any, the head stays in sight.
const look = () => {
  chips.style.bottom = Math.min(0, 60 - chips.offsetHeight) + 'px';
  scroll.scrollTop = turn.offsetTop - 64;
  panel.scrollTop = asked && scroll.offsetTop + turn.offsetTop - 64;
};

const show = (item, place = log) => {
  const {kind, text, lang, answers = [], suggestions = [], actions = [], advice} = item;
  const mine = kind == 'you', urgent = kind == 'urgent';
  const links = actionLinks(actions);
  turn = div(mine ? kind : 'bot ' + kind,
    div('sr', (mine ? words.you : words.bot) + ': '),
    urgent && div('alarm', words.urgent),
    advice && div('advice', prose(advice.text), div('row', ...actionLinks(advice.actions))),
    text && (mine ? div('text', phrase(text, '')) : prose(text, lang)),
    ...answers.map(one => card(item, one, answers[1] ? '' : asked)),
    urgent && div('row', ...links));
  if (mine) asked = text;
  chips.replaceChildren(...urgent ? [] : links, ...suggestions.map(({label, message = label, act = send}) =>
    button('chip', label, () => {
      toBox();
      act(message);
    }, phrase(label, lang))));
  place.append(turn);
  look();
};

// "Try again" takes it away: "No answer came" is not left standing above the answer.
const fail = (message, said, place) => show({
  kind: 'failed', text: said || words.failed, lang: locale, actions: [call(option('emergency'), words.urgent + ': ')],
  suggestions: [{label: words.again, act() {
    turn.remove();
    ask(message);
  }}],
}, place);

const keep = () => {
  chat.open = isOpen();
  chat.draft = box.value;
  try {
    sessionStorage.caveat = JSON.stringify(chat);
  } catch {}  // forbidden
};

const add = item => {
  show(item);
  chat.items = [...chat.items, item].slice(-40);
  keep();
};

// What the server said; nothing where what came cannot be understood.
const post = async (path, body) => {
  try {
    const response = await fetch(new URL('api/' + path, server), {
      method: 'POST', credentials: 'omit', headers: {'Content-Type': 'application/json'},
      body: JSON.stringify(body), signal: AbortSignal.timeout(10000)});
    return response.status == 204 ? {} : await response.json();
  } catch {
    return {error: {}};
  }
};

const ask = async message => {
  const mine = chat;  // until "Start over"
  chips.replaceChildren();
  status.textContent = words.wait;
  const reply = await post('chat', {message, conversation: mine.token});
  if (mine != chat) return;
  status.textContent = '';
  try {
    if (!(reply.text || reply.answers[0]) || !reply.answers.every(one => one.caveats[0])) throw 0;
    chat.token = reply.conversation;
    add(reply);
  } catch {
    const {code, message: said} = reply?.error ?? {};
    if (code == 'too_long') box.value ||= message;
    return fail(message, said);
  }
  if (!isOpen()) markLauncher('launcher unread', '(1) ');
  fire('reply', {kind: reply.kind, intent: reply.answers[0]?.intent, reason: reply.reason});
};

// True if it was sent: not while an answer is awaited. The server says what is too long, unless it tells an emergency.
const send = text => {
  text = text.trim();
  if (!text || status.textContent) return false;
  add({kind: 'you', text});
  ask(text);
  return true;
};

// The page's own, else the clinic's, those of the page's topic first.
const starters = () => settings.starters?.split('|').map(label => ({label}))
  ?? clinic.starters.toSorted((one, other) => (other.topic == settings.topic) - (one.topic == settings.topic));

const begin = (saved = {items: []}) => {
  chat = saved;
  asked = status.textContent = '';
  log.replaceChildren();
  past.replaceChildren(div('notice', phrase(option('notice'))));
  [{kind: 'greeting', text: option('greeting'), suggestions: starters()}, ...chat.items].forEach(item => show(item, past));
  const last = chat.items.at(-1);
  if (last?.kind == 'you') fail(last.text, '', past);
};

const reset = () => {
  const before = chat;
  const start = saved => {
    begin(saved);
    keep();
    toBox();
  };
  start();
  if (before.items[0]) chips.prepend(lettered('undo', words.undo, () => start(before)));
};
