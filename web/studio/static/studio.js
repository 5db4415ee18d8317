// A form leaves its page once the server is there to take it, and once however often its button is pressed: a browser
// would show its own error instead, and with it goes what was typed.
const UNREACHABLE = 'The server does not answer. Nothing was sent, and what you typed is still here: press once more in a moment.';
const SECONDS = 10;
const style = document.querySelector('link[rel=stylesheet]').href;
let busy = false;
let ready = false;

const isThere = () => fetch(style, {method: 'HEAD', cache: 'no-store', signal: AbortSignal.timeout(SECONDS * 1000)})
  .then(response => response.ok, () => false);

const say = (form, button) => {
  const note = Object.assign(document.createElement('p'), {className: 'note bad unreachable', textContent: UNREACHABLE});
  note.setAttribute('role', 'alert');
  (button?.closest('.actions') ?? form).prepend(note);
};

document.addEventListener('submit', async event => {
  const {target, submitter} = event;
  if (target.method !== 'post') return;
  if (ready) {
    ready = false;
    return;
  }
  event.preventDefault();
  if (busy) return;
  busy = true;
  submitter?.setAttribute('aria-busy', 'true');
  document.querySelectorAll('.unreachable').forEach(note => note.remove());
  ready = await isThere();
  if (ready) target.requestSubmit(submitter);
  else say(target, submitter);
  // Another press counts where the page is still here then: its reader may have chosen to stay.
  setTimeout(() => { busy = false; }, ready ? 3000 : 0);
  if (!ready) submitter?.removeAttribute('aria-busy');
});
addEventListener('pageshow', () => {
  busy = false;
  document.querySelectorAll('[aria-busy]').forEach(button => button.removeAttribute('aria-busy'));
});

// Nobody's words are lost by leaving the page in a hurry, or by sending another of its forms.
const typed = new Set(document.querySelectorAll('form[data-changed]'));
addEventListener('input', ({target}) => { if (target.form && 'guarded' in target.form.dataset) typed.add(target.form); });
addEventListener('submit', event => { if (!event.defaultPrevented) typed.delete(event.target); });
addEventListener('beforeunload', event => { if (typed.size) event.preventDefault(); });
