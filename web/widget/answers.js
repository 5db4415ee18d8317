// An answer: its text and caveats, where it comes from, and what the visitor thinks of it.

const origin = ({reviewed}) => words.source + ' · ' + words.reviewed + ' '
  + new Date(reviewed + 'T12:00').toLocaleDateString(spoken, {dateStyle: 'long'});

const card = (item, answer, asked) => div('card',
  answer.question.toLowerCase() != asked?.toLowerCase() && make('h3', {part: 'question', dir: 'auto'}, phrase(answer.question)),
  prose(answer.text),
  div('notes', div('note', words.note), ...answer.caveats.map(one => prose(one))),
  make('details', {part: 'source'}, make('summary', {}, origin(answer)),
    ...answer.sources.map(({title, document, section, url}) => div('',
      url ? link('link', url, phrase(title)) : phrase(title ?? document), phrase(': ' + section)))),
  feedback(item, answer));

// Thumbs; then thanks, or a field for a report. The verdict is kept with the answer.
const feedback = ({conversation}, answer) => {
  const {intent, question} = answer;
  const row = make('div', {part: 'feedback', role: 'group', ariaLabel: words.helpful + ' ' + question});
  const comment = field('comment', words.report);
  const draw = (line, ...inside) => {
    row.replaceChildren(make('span', {}, line), ...inside);
    row.children[1].focus();
  };
  const choose = line => draw(line, button('up', '👍 ' + question, judge), button('down', '👎 ' + question, judge),
    button('reporting', words.report + ' ' + question, () => draw('', comment, button('report', words.send, judge, words.send), undo), words.report));
  const settle = verdict => {
    answer.verdict = verdict;
    verdict ? draw(words.thanks, undo) : choose(words.helpful);
  };
  const judge = async ({currentTarget: {className: verdict}}) => {
    const {error} = await post('feedback', {conversation, intent, verdict, comment: comment.value || null});
    if (error) return choose(words.failed);
    settle(verdict);
    keep();
    fire('feedback', {verdict, intent});
  };
  const undo = button('undo', words.undo, () => keep(settle()), words.undo);
  settle(answer.verdict);
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
