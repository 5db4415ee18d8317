// An answer: its text and caveats, where it comes from, and what the visitor thinks of it.

const origin = ({reviewed}) => words.source + (reviewed ? ' · ' + words.reviewed + ' '
  + new Date(reviewed).toLocaleDateString(spoken, {timeZone: 'UTC', dateStyle: 'long'}) : '');

const card = (item, answer, asked) => div('card',
  answer.question.toLowerCase() != asked?.toLowerCase() && make('h3', {part: 'question', dir: 'auto'}, phrase(answer.question)),
  prose(answer.text),
  div('notes', div('note', words.note), ...answer.caveats.map(one => prose(one))),
  make('details', {part: 'source'}, make('summary', {}, origin(answer)),
    ...answer.sources.map(({title, section, url}) => div('',
      url ? link('link', url, phrase(title)) : phrase(title), phrase(': ' + section)))),
  feedback(item, answer));

// Thumbs; then thanks, or a field for a report. The verdict is kept with the answer, and can be taken back.
const feedback = ({conversation}, answer) => {
  const {intent, question} = answer;
  const row = make('div', {part: 'feedback', role: 'group', ariaLabel: words.helpful + ' ' + question});
  const comment = field('comment', words.report);
  const draw = (line, ...inside) => {
    row.replaceChildren(make('span', {}, line), ...inside);
    row.children[1].focus();
  };
  const report = () => draw('', comment, lettered('report', words.send, judge), lettered('cancel', words.close, () => refresh()));
  const refresh = line => answer.judged ? draw(line || words.thanks, undo) : draw(line || words.helpful,
    button('up', '👍 ' + question, judge), button('down', '👎 ' + question, judge),
    button('reporting', words.report + ' ' + question, report, words.report));
  // Tells the server once at a time, whatever is pressed meanwhile. `judged` is null when a verdict is taken back.
  const settle = async (judged, body) => {
    if (row.ariaBusy) return;
    row.ariaBusy = true;
    const {error} = await post('feedback', {conversation, intent, ...body});
    row.ariaBusy = null;
    if (error) return refresh(words.failed);
    answer.judged = judged;
    refresh();
    keep();
    fire('feedback', {intent, verdict: judged?.verdict});
  };
  const judge = ({currentTarget: {className: verdict}}) => {
    const judged = {verdict, comment: comment.value || null};
    settle(judged, judged);
  };
  const undo = lettered('undo', words.undo, () => settle(null, {...answer.judged, undo: true}));
  refresh();
  return row;
};

const plain = (node, parts) => [...node.querySelectorAll(parts)].map(one => one.textContent).join('\n');

// From a sentence on, what is copied takes the caveats along; a word or a number does not.
const oncopy = event => {
  const selection = root.getSelection?.() ?? getSelection();
  const text = selection + '';
  const touched = [...root.querySelectorAll('.card')]
    .filter(one => one.contains(event.target) || selection.containsNode(one, true));
  if (!touched[0] || text && !/[.!?؟]/.test(text)) return;
  event.preventDefault();
  event.clipboardData.setData('text', [text, ...touched.map(one => plain(one, '.note, .notes .text, .source > *'))].join('\n'));
};
