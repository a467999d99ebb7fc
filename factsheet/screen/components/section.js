// The section that a link led to, in view: also while what stands above it is still being drawn, until the reader moves.
let last = '';

export default function ({ data }) {
  if (!data.section || data.section === last) return;
  last = data.section;
  let moved = false;
  ['wheel', 'keydown', 'pointerdown', 'touchstart'].forEach(name =>
    addEventListener(name, () => { moved = true; }, { once: true, passive: true }));
  const show = () => moved || document.getElementById(data.section)?.scrollIntoView({ block: 'start' });
  [0, 300, 800, 1500, 2500].forEach(wait => setTimeout(show, wait));
}
