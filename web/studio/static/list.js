// Tick all answers of the page at once. Without this script, each is ticked by itself.
const all = document.getElementById('all');

if (all) {
  all.parentElement.hidden = false;
  all.addEventListener('change', () => {
    for (const box of document.querySelectorAll('input[name="intent"]')) box.checked = all.checked;
  });
}
