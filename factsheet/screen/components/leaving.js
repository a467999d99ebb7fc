// Files that were dropped and not kept are gone with the page: the browser asks first, in its own words.
const ask = event => event.preventDefault();

export default function ({ data }) {
  removeEventListener('beforeunload', ask);
  if (data.ask) addEventListener('beforeunload', ask);
}
