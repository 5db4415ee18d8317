// Enter asks, as in any chat; Shift and Enter begin a new line. Without this script, the button asks.
const message = document.getElementById('message');

document.getElementById('ask-help').hidden = false;
message.addEventListener('keydown', event => {
  if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return;
  event.preventDefault();
  message.form.requestSubmit();
});
