// Puts the chosen figure where the cursor stood in the text. Without this script the server puts it at the end.
const cursors = new WeakMap();
let shown = null;

const find = (key, what) => document.querySelector(`.st-key-${key.replace(/[^\w-]/g, '-')} ${what}`);

document.addEventListener('focusout', ({ target }) => {
  if (target.tagName === 'TEXTAREA') cursors.set(target, [target.selectionStart, target.selectionEnd]);
}, true);

document.addEventListener('click', (event) => {
  if (!shown || !find(shown.data.button, 'button')?.contains(event.target)) return;
  // The figure that stands in the list now: the server may not have heard of it yet.
  const area = find(shown.data.area, 'textarea');
  const [hole] = find(shown.data.choice, 'input')?.value.match(/\{[^{}]+\}$/) ?? [];
  if (!area || !hole) return;
  event.stopImmediatePropagation();
  insert(area, hole);
  // Streamlit keeps a text at Ctrl+Enter, once it knows that it changed.
  setTimeout(() => {
    area.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', code: 'Enter', ctrlKey: true, bubbles: true }));
    shown?.setTriggerValue('inserted', true);
  });
}, true);

function insert(area, hole) {
  const [from, to] = cursors.get(area) ?? [area.value.length, area.value.length];
  const before = /[^\s(]$/.test(area.value.slice(0, from)) ? ' ' : '';
  const after = /^[\w{]/.test(area.value.slice(to)) ? ' ' : '';
  area.focus();
  area.setSelectionRange(from, to);
  // As if it was typed: the browser can undo it, and the page hears of it.
  document.execCommand('insertText', false, `${before}${hole}${after}`);
}

export default function ({ data, setTriggerValue }) {
  shown = { data, setTriggerValue };
  return () => { shown = null; };
}
