// What is too large is said before it is sent: a server cuts such a request off, and the browser shows its own error.
const file = document.getElementById('document');
const refused = document.getElementById('refused');

file.addEventListener('change', () => {
  const most = Number(file.dataset.most);
  const size = [...file.files].reduce((sum, one) => sum + one.size, 0);
  const text = size > most ? `These are ${Math.ceil(size / 1024 / 1024)} MB, and ${most / 1024 / 1024} can be sent at once: send fewer, or save them smaller.` : '';
  refused.replaceChildren(...text ? [Object.assign(document.createElement('p'), {className: 'wrong', textContent: text})] : []);
  file.setCustomValidity(text);
});
