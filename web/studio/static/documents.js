// What is too large is said before it is sent: a server cuts such a request off, and the browser shows its own error.
const MB = 1024 * 1024;
const file = document.getElementById('document');
const refused = document.getElementById('refused');

const judge = () => {
  const most = Number(file.dataset.most);
  const size = [...file.files].reduce((sum, one) => sum + one.size, 0);
  const text = size > most
    ? `These are ${Math.ceil(size / MB)} MB, and ${most / MB} can be sent at once: send fewer, or save them smaller.`
    : '';
  file.setCustomValidity(text);
  if (!file.files.length) return;  // what the server said of the last ones stays
  refused.replaceChildren();
  if (text) refused.append(Object.assign(document.createElement('p'), {className: 'wrong', textContent: text}));
};

file.addEventListener('change', judge);
judge();  // a browser remembers what was chosen, and may be quicker than this script
