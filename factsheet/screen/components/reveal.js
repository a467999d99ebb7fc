// What a link led to, in the middle of the window: once for each arrival.
let last = 0;

export default function ({ data }) {
  if (data.arrival === last) return;
  last = data.arrival;
  const name = data.field.replace(/[^\w-]/g, '-');
  document.querySelector(`.st-key-${name}`)?.scrollIntoView({ block: 'center' });
}
