// The widget on this page asks the bot with the change, not the one in service.
const {chat} = document.currentScript.dataset;
const call = window.fetch;
window.fetch = (address, options) => String(address).endsWith('/api/chat')
  ? call(chat, {...options, credentials: 'same-origin'})
  : Promise.reject(new Error('not while trying'));
