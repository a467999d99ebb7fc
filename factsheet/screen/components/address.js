// What stands behind the # of the address.
export default function ({ setTriggerValue }) {
  setTriggerValue('token', location.hash.slice(1));
}
