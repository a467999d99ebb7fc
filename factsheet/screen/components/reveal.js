// What a link led to, in view under its title: once for each arrival.
let last = 0;

export default function ({ data }) {
  if (data.arrival === last) return;
  last = data.arrival;
  const name = data.field.replace(/[^\w-]/g, '-');
  [...document.querySelectorAll('.stMain h2')].at(-1)?.scrollIntoView({ block: 'start' });
  document.querySelector(`.st-key-${name}`)?.scrollIntoView({ block: 'nearest' });
}
