// A button that copies a text, and tells that it did: with its own words, and read aloud.
const LABEL = 'Kopieer de link';

export default function ({ parentElement, data }) {
  let button = parentElement.querySelector('button');
  if (!button) {
    parentElement.innerHTML = '<button type="button" class="sd-kopieer"></button><span role="status" class="sd-voorlezen"></span>';
    button = parentElement.querySelector('button');
    button.textContent = LABEL;
  }
  const status = parentElement.querySelector('[role=status]');
  button.onclick = async () => {
    const done = (await copied(data.text)) ? 'Gekopieerd' : 'Kopiëren lukt niet. Selecteer de link en kopieer hem zelf.';
    button.textContent = done;
    status.textContent = done;
    setTimeout(() => {
      button.textContent = LABEL;
      status.textContent = '';
    }, 4000);
  };
}

// Without https a browser has no clipboard for scripts; it still copies what is selected.
async function copied(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    const field = document.createElement('textarea');
    field.value = text;
    document.body.append(field);
    field.select();
    const done = document.execCommand('copy');
    field.remove();
    return done;
  }
}
