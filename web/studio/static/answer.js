// While an answer is written, what stands beside it is looked at again: the documents' words and what grounding finds.
// Without this script, "Try it" does the same.
const form = document.getElementById('edit');
let waiting;
let latest = 0;

const look = async () => {
  const mine = ++latest;
  const response = await fetch(form.dataset.look, {method: 'POST', body: new URLSearchParams(new FormData(form))});
  if (!response.ok || mine !== latest) return;
  const page = new DOMParser().parseFromString(await response.text(), 'text/html');
  const found = page.getElementById('grounds');
  if (found) document.getElementById('grounds').replaceChildren(...found.childNodes);
};

form.addEventListener('input', () => {
  clearTimeout(waiting);
  waiting = setTimeout(() => look().catch(() => {}), 700);  // where nobody answers, saving says so
});
