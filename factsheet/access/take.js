/* What a reader takes along from a card: its sentences on the clipboard. And in print all that opens is open.
   Stands in the page as dutch.js does: a component on each page that needs it would cost the server time at every click. */
(() => {
  const said = button => [...button.closest('.sd-bij').querySelectorAll('.sd-tekst')].map(p => p.textContent).join(' ');

  async function copy(button) {
    const label = button.textContent;
    try {
      await navigator.clipboard.writeText(said(button));
      button.textContent = 'Gekopieerd';
    } catch {
      button.textContent = 'Kopiëren lukt niet in deze browser';
    }
    setTimeout(() => { button.textContent = label; }, 2000);
  }

  document.addEventListener('click', event => {
    const button = event.target.closest?.('.sd-kopie');
    if (button) copy(button);
  });
  let opened = [];
  addEventListener('beforeprint', () => {
    opened = [...document.querySelectorAll('.stMain .sd-paneel:not([open]), .stMain .sd-vouw:not([open])')];
    opened.forEach(details => { details.open = true; });
  });
  addEventListener('afterprint', () => opened.forEach(details => { details.open = false; }));
})();
