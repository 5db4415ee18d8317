// Buttons of the page open the assistant; those with a question ask it at once. This is all that a page needs.
document.addEventListener('click', event => {
  const button = event.target.closest('[data-ask]');
  const assistant = document.querySelector('caveat-widget');
  if (!button || !assistant) return;
  assistant.open();
  if (button.dataset.ask) assistant.send(button.dataset.ask);
});
