// What a button did, beside that button: brought into view, and the focus where something must be done.
const shown = new WeakMap();

export default function ({ parentElement, data }) {
  if (shown.get(parentElement) === data.token) return;
  shown.set(parentElement, data.token);
  const box = document.getElementById(data.token);
  if (!box) return;
  // A region that is there before its words is read aloud; one that comes with them often is not.
  const words = box.querySelector('.sd-uitkomst-tekst') ?? box;
  const text = [...words.childNodes];
  words.replaceChildren();
  requestAnimationFrame(() => {
    words.replaceChildren(...text);
    box.scrollIntoView({ block: 'nearest' });
    if (data.focus) box.focus({ preventScroll: true });
  });
}
