/* What Streamlit says by itself, in Dutch. Stands in its page before its own scripts (see http_guard.py).
   Only texts and attributes are changed, never elements: React finds back everything that it made. */
(() => {
  /* Dates and numbers as in the Netherlands, whatever the language of the browser. */
  const languages = Object.freeze(["nl-NL", "nl"]);
  Object.defineProperty(navigator, "language", {get: () => languages[0]});
  Object.defineProperty(navigator, "languages", {get: () => languages});

  const MONTHS = {
    January: "januari", February: "februari", March: "maart", April: "april", May: "mei", June: "juni", July: "juli",
    August: "augustus", September: "september", October: "oktober", November: "november", December: "december",
  };
  const PARTS = {day: "dag", month: "maand", year: "jaar", hour: "uur", minute: "minuut"};
  const SILENT = "De server antwoordt niet. Zodra dat weer kan, maakt deze pagina vanzelf verbinding.";
  const WORDS = new Map(Object.entries({
    /* Around the page */
    "Skip to main content": "Naar de inhoud",
    "Main menu": "Menu",
    "App pages": "Pagina's",
    "Sidebar": "Zijbalk",
    "Open sidebar": "Open het menu",
    "Expand sidebar": "Open het menu",
    "Close sidebar": "Sluit het menu",
    "Collapse sidebar": "Sluit het menu",
    "Theme": "Kleuren",
    "System": "Automatisch",
    "Light": "Licht",
    "Dark": "Donker",
    "Print": "Afdrukken",
    "Settings": "Instellingen",
    "Rerun": "Opnieuw laden",
    "Running...": "Bezig…",
    "Stopping...": "Stopt…",
    "Connecting": "Verbinding maken",
    "Connecting to Streamlit server": "Er wordt verbinding gemaakt met de server.",
    "Error": "Fout",
    "Error:": "Fout:",
    "Unable to connect to Streamlit server": "Er is geen verbinding met de server.",
    "Close": "Sluiten",
    "Dismiss": "Sluiten",
    "Cancel": "Annuleren",
    "Retry": "Opnieuw proberen",
    "Link to heading": "Link naar dit kopje",
    "visualization": "grafiek",
    "add icon": "",
    "Help": "Uitleg",
    "Connection error": "Geen verbinding",
    "Connection failed": "Geen verbinding",
    "Connection timed out.": SILENT,
    "Is Streamlit still running? If you accidentally stopped Streamlit, just restart it in your terminal:": SILENT,
    "Streamlit server is not responding. Are you connected to the internet?": SILENT,
    /* Choosing and typing */
    "No results": "Niets gevonden",
    "No options to select": "Er valt niets te kiezen",
    "No options to select.": "Er valt niets te kiezen",
    "Choose an option": "Kies",
    "Choose options": "Kies",
    "Select all": "Alles kiezen",
    "Selected values": "Gekozen",
    "Clear all": "Alles wissen",
    "Clear value": "Wissen",
    "Clear entry": "Wissen",
    "Clear date": "Datum wissen",
    "Clear time": "Tijd wissen",
    "Show password": "Toon het wachtwoord",
    "Hide password": "Verberg het wachtwoord",
    "Increment": "Een meer",
    "Decrement": "Een minder",
    "Press Enter to apply": "Druk op Enter",
    "Press Enter to submit form": "Druk op Enter",
    "Press Ctrl+Enter to apply": "Druk op Ctrl+Enter",
    /* Days */
    "Choose date": "Kies een dag",
    "Previous month": "Vorige maand",
    "Next month": "Volgende maand",
    "Use arrow keys to navigate dates. Enter to select. Escape to close.":
      "Loop met de pijltjes langs de dagen. Kies met Enter. Sluit met Escape.",
    "Empty": "Leeg",
    "yyyy": "jjjj",
    /* Files */
    "Upload": "Kies bestanden",
    "Browse files": "Kies bestanden",
    "Add files": "Nog een bestand",
    "• CSV, TXT, TSV, XLSX": "• Excel (.xlsx) of CSV",
    "Drag and drop a file here": "Sleep een bestand hierheen",
    "Drag and drop files here": "Sleep bestanden hierheen",
    "file upload": "Kies bestanden",
    "Upload failed": "Het uploaden is mislukt",
    "Click to retry upload": "Klik om het opnieuw te proberen",
    "Only one file is allowed.": "Kies één bestand.",
    "Too many files": "Dat zijn te veel bestanden.",
    "File size is too small.": "Dit bestand is te klein.",
    "Unexpected error. Please try again.": "Dat lukte niet. Probeer het opnieuw.",
    "Download failed": "Het downloaden is mislukt",
    "Copy to clipboard": "Kopieer",
    "Copied": "Gekopieerd",
    "Fullscreen": "Op het hele scherm",
    "Close fullscreen": "Terug naar de pagina",
  }));
  const size = (number, unit) => `${Number(number).toLocaleString("nl-NL")} ${unit === "KB" ? "kB" : unit}`;
  const PATTERNS = [
    [/^(\d+) options? available\.$/, (_, n) => `${n} ${n === "1" ? "keuze" : "keuzes"}.`],
    [/^(day|month|year|hour|minute), (.*)$/s, (_, part, name) => `${PARTS[part]}, ${name}`],
    [/^(\d+ – )(\w+)$/, (whole, number, month) => (month in MONTHS ? number + MONTHS[month] : whole)],
    [/^Selected Date: (\w+) (\d+), (\d+)$/, (_, month, day, year) => `Gekozen: ${day} ${MONTHS[month]} ${year}`],
    [/^Choose date, (.*)$/, "Kies een dag, $1"],
    [/^Help for (.*)$/s, "Uitleg bij $1"],
    [/^Remove (.*)$/s, "Verwijder $1"],
    [/^Cancel upload of (.*)$/s, "Stop het uploaden van $1"],
    [/^([\d.]+)(B|KB|MB|GB)$/, (_, number, unit) => size(number, unit)],
    [/^(.*), ([\d.]+)(B|KB|MB|GB)$/s, (_, name, number, unit) => `${name}, ${size(number, unit)}`],
    [/^([\d.]+)(MB|GB) per file/, (_, number, unit) => `Hoogstens ${size(number, unit)} per bestand`],
    [/^File must be ([\d.]+)(KB|MB|GB) or smaller\.$/, (_, number, unit) => `Kies een bestand van hoogstens ${size(number, unit)}.`],
    [/^(Connection failed with status|Cannot connect to Streamlit) .*$/s, SILENT],
    [/^(Error: )?.*files are not allowed\.$/s, "Dit soort bestand kan hier niet."],
  ];
  const ATTRIBUTES = ["aria-label", "title", "placeholder", "alt", "aria-valuetext", "aria-roledescription"];
  /* In these stands what this program says, and in the last what somebody can choose: that is Dutch, or data. */
  const OURS = ".stHtml, .stText, .stTable, .stCode, .stBidiComponent, .stVegaLiteChart, table, [data-testid=stMarkdownContainer], [data-testid=stFileChipName], [role=option][id], option";
  /* But in these Streamlit speaks itself, in markdown. */
  const THEIRS = "[data-testid=stFileUploader], [data-testid=stTooltipContent], [data-testid=stDialog]";

  const ours = element => element.matches(OURS) && !element.closest(THEIRS);
  const inOurs = element => {
    const box = element?.closest(OURS);
    return Boolean(box) && !box.closest(THEIRS);
  };

  function dutch(words) {
    const known = WORDS.get(words.trim());
    if (known !== undefined) return words.replace(words.trim(), known);
    const pattern = PATTERNS.find(([form]) => form.test(words));
    return pattern ? words.replace(...pattern) : words;
  }

  function text(node) {
    const said = dutch(node.data);
    if (said !== node.data) node.data = said;
  }

  function attribute(element, name) {
    const value = element.getAttribute(name);
    const said = value && dutch(value);
    if (said !== value) element.setAttribute(name, said);
  }

  function visit(node) {
    if (node.nodeType === Node.TEXT_NODE) text(node);
    if (node.nodeType !== Node.ELEMENT_NODE) return;
    ATTRIBUTES.forEach(name => attribute(node, name));
    if (!ours(node) && !["SCRIPT", "STYLE"].includes(node.tagName)) node.childNodes.forEach(visit);
  }

  /* A chart is one picture, with the name of the box around it: what Vega says inside it helps nobody. */
  function hush(node) {
    if (node.nodeName === "svg" && node.matches(".marks")) node.setAttribute("aria-hidden", "true");
  }

  new MutationObserver(records => {
    for (const {type, target, addedNodes, attributeName} of records) {
      addedNodes.forEach(hush);
      if (type === "attributes") inOurs(target.parentElement) || attribute(target, attributeName);
      else if (inOurs(type === "characterData" ? target.parentElement : target)) continue;
      else if (type === "characterData") text(target);
      else addedNodes.forEach(visit);
    }
  }).observe(document, {subtree: true, childList: true, characterData: true, attributes: true, attributeFilter: ATTRIBUTES});
})();
