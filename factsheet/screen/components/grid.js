// The table of figures that an editor types in. It belongs to the browser: every key changes it at once, and nothing
// that the server says later takes the place of what was typed. The server gets the whole table after each pause, keeps
// it, and answers up to where it came (`seq`), with what is wrong in it.
//
// A round begins when something else than typing changes the table (a pasted file, two versions put together). What was
// typed meanwhile, and is not in the new table, is typed into it again; what has no place there any more is told.

const PAUSE = 350; // milliseconds without a key until the table is sent; longer where answers take longer
const LEFT = 100; // the same after a cell is left, where answers come fast
const LONGEST = 4000; // of typing on, until it is sent all the same
const MOST_PATIENT = 60000;
const QUICK = 700;
const STEPS = 200; // that can be undone
const HOLD = 120; // that a click waits for the table that it made the editor leave
const PATIENCE = 4000; // as long an answer may take until the editor is told; and until what was refused is sent again

// What the list above the table shows; below these each wijk.
const ALL = 'alles';
const WRONG = 'alleen fouten';
const CHANGED = 'alleen veranderd';

const LOST = `position: fixed; inset: auto 1rem 1rem; z-index: 1000001; padding: .8rem 1rem; background: #fff; color: #1B2733;
  border: 2px solid #C4281B; border-radius: .3rem`;

const grids = new WeakMap();

export default function ({ parentElement, data, setStateValue, setTriggerValue }) {
  let grid = grids.get(parentElement);
  if (!grid) grids.set(parentElement, (grid = new Grid(parentElement)));
  grid.server = { cells: (table) => setStateValue('cells', table), cell: (cell) => setTriggerValue('cell', cell) };
  grid.update(data);
  return () => grid.leave();
}

const make = (tag, attributes = {}, ...children) => {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name === 'class') element.className = value;
    else if (name.startsWith('on')) element.addEventListener(name.slice(2), value);
    else if (value === true) element.setAttribute(name, '');
    else if (value !== false && value !== null && value !== undefined) element.setAttribute(name, value);
  }
  element.append(...children.filter((child) => child !== null));
  return element;
};

const many = (count, one, more) => `${count.toLocaleString('nl-NL')} ${count === 1 ? one : more}`;

// Numbers as Dutch people write them: sign, digits, decimals. What is no number stays as it was typed.
const NUMBER = /^(-?)(\d+|\d{1,3}(?:\.\d{3})+)(?:,(\d+))?$/;

const valueOf = (text) => (NUMBER.test(text) ? Number(text.replaceAll('.', '').replace(',', '.')) : null);

const decimalsOf = (text) => NUMBER.exec(text)?.[3]?.length ?? 0;

// The text as it will be read, digit for digit: a number in between would not keep all of them.
const tidy = (text, column) => {
  const bare = text.trim();
  const [, sign, digits, decimals = ''] = (column.kind === 'number' && NUMBER.exec(bare)) || [];
  if (digits === undefined) return bare;
  const whole = digits.replaceAll('.', '');
  const grouped = column.grouped ? whole.replace(/\B(?=(\d{3})+$)/g, '.') : whole;
  const rest = decimals.padEnd(column.decimals, '0');
  return `${sign}${grouped}${rest && ','}${rest}`;
};

// How much more or less than another figure, with a sign and no more decimals than these have.
const difference = (now, then, column) => {
  const less = (valueOf(now) - valueOf(then)).toFixed(Math.max(decimalsOf(now), decimalsOf(then)));
  const said = tidy(less.replace('-', '').replace('.', ','), column);
  return `${Number(less) === 0 ? '' : Number(less) < 0 ? '−' : '+'}${said}`;
};

const isWhole = (field) => field.value !== '' && field.selectionStart === 0 && field.selectionEnd === field.value.length;

class Grid {
  constructor(parent) {
    this.parent = parent;
    this.seq = this.acked = 0; // the number of the last change, and of the last one that the server has kept
    this.asked = 0; // the last change that was sent
    this.pause = PAUSE;
    this.patient = PATIENCE;
    this.times = 0;
    this.inFlight = this.overdue = false;
    this.differing = new Map(); // row → how many of its cells differ
    this.sent = []; // the tables that were sent, from the last one that was kept on: {seq, rows}
    this.changedAt = new Map(); // cell → the seq of its last change
    this.done = [];
    this.undone = [];
    this.show = null;
    this.warn = (event) => this.unsaved && event.preventDefault();
    window.addEventListener('beforeunload', this.warn);
    this.hold = (event) => this.wait(event);
    document.addEventListener('click', this.hold, true);
  }

  leave() {
    window.removeEventListener('beforeunload', this.warn);
    document.removeEventListener('click', this.hold, true);
    clearTimeout(this.timer);
    clearTimeout(this.patience);
    // Whoever is asked to log in again has lost what was on its way.
    if (this.unsaved) this.look(10);
  }

  look(times) {
    if (document.querySelector('input[type=password]')) this.mourn();
    else if (times) setTimeout(() => this.look(times - 1), PAUSE);
  }

  mourn() {
    const labels = this.difference(this.known(this.acked), this.data).map((change) => change.label);
    const close = make('button', { type: 'button', onclick: () => box.remove() }, 'Gezien');
    const words = make('p', {}, `Niet onthouden, want u was niet meer ingelogd: ${labels.join('; ')}.`);
    // The login page has no style of ours.
    const box = make('div', { role: 'alert', style: LOST }, words, close);
    document.body.append(box);
  }

  get unsaved() {
    return this.seq > this.acked;
  }

  // What the server says

  update(data) {
    const first = !this.data;
    const other = first || data.round !== this.data.round;
    const before = this.data;
    this.data = data;
    this.show ??= data.only_wrong && data.faults ? WRONG : ALL;
    if (first) this.frame();
    if (other) this.adopt(data, before);
    else if (data.heard >= this.asked) this.settle(data.seq);
    this.marks();
    if (first) this.filter(this.show);
    this.status();
  }

  settle(seq) {
    this.acked = Math.max(seq, this.acked);
    this.sent = this.sent.filter((table) => table.seq >= this.acked);
    this.inFlight = this.overdue = false;
    this.patient = PATIENCE;
    clearTimeout(this.patience);
    const took = performance.now() - (this.sentAt ?? performance.now());
    this.pause = took < QUICK ? PAUSE : Math.min(LONGEST, took);
    if (this.unsaved) this.schedule(this.data.failed ? PATIENCE : this.pause);
  }

  adopt(data, before) {
    const here = this.focused();
    const late = before ? this.late(data, before) : [];
    if (before) this.remember();
    else this.seq = data.seq;
    this.rows = data.rows.map(([id, ...cells]) => ({ id, cells }));
    this.changedAt.clear();
    this.settle(this.seq);
    this.sent = [{ seq: this.seq, rows: this.rows }];
    this.draw();
    const lost = late.filter((change) => !this.again(change));
    if (lost.length) this.tell(`Niet overgenomen: ${lost.map((change) => change.label).join('; ')}.`);
    if (here) this.focus(this.rows.find((row) => this.key(row) === here.key)?.id, here.column, here.caret);
  }

  // What was done since the table that the new round was made of.
  late(data, before) {
    return this.difference(this.known(data.after.round === before.round ? data.after.seq : this.acked), before);
  }

  known(seq) {
    return this.sent.findLast((table) => table.seq <= seq)?.rows ?? this.rows;
  }

  difference(known, before) {
    const then = new Map(known.map((row) => [row.id, row]));
    const now = new Set(this.rows.map((row) => row.id));
    const changes = this.rows.flatMap((row) => {
      const was = then.get(row.id);
      if (!was) return [{ kind: 'come', cells: row.cells, label: `rij ${this.label(row)}` }];
      return row.cells.flatMap((text, column) => {
        const label = `${this.label(row)}, ${before.columns[column].name}: ${text ?? 'leeg'}`;
        return was.cells[column] === text ? [] : [{ kind: 'cell', key: this.key(was), column, text: text ?? '', label }];
      });
    });
    const gone = known.filter((row) => !now.has(row.id));
    return [...changes, ...gone.map((row) => ({ kind: 'gone', key: this.key(row), label: `rij ${this.label(row)} weg` }))];
  }

  // Do again what came too late for this round. False when its row is not there any more.
  again({ kind, key, cells, column, text }) {
    const row = this.rows.find((one) => this.key(one) === key);
    if (kind === 'come') this.replace([...this.rows, { id: this.newest + 1, cells }]);
    else if (row && kind === 'gone') this.replace(this.rows.filter((one) => one !== row));
    else if (row) {
      this.put(row.id, column, text);
      this.draw();
    }
    return kind === 'come' || row !== undefined;
  }

  // The table itself

  key(row) {
    return JSON.stringify(this.data.keys.map((column) => row.cells[column] ?? ''));
  }

  get newest() {
    return Math.max(1, ...this.rows.map((row) => row.id));
  }

  row(id) {
    return this.rows.find((row) => row.id === id);
  }

  label(row) {
    return this.data.keys.map((column) => row.cells[column]).filter(Boolean).join(', ') || `rij ${row.id}`;
  }

  put(id, column, text) {
    const row = this.row(id);
    if (!row || (row.cells[column] ?? '') === text) return;
    const cells = row.cells.with(column, text || null);
    this.rows = this.rows.map((one) => (one.id === id ? { id, cells } : one));
    this.seq += 1;
    this.changedAt.set(`${id} ${column}`, this.seq);
    this.schedule();
  }

  replace(rows) {
    const here = this.focused();
    this.rows = rows;
    this.seq += 1;
    this.changedAt.clear();
    this.draw();
    this.marks();
    this.status();
    this.schedule();
    if (here) this.focus(this.row(here.id)?.id, here.column);
  }

  remember() {
    this.done = [...this.done.slice(1 - STEPS), this.rows];
    this.undone = [];
  }

  step(from, to) {
    if (!from.length) return;
    to.push(this.rows);
    this.replace(from.pop());
  }

  undo() {
    this.step(this.done, this.undone);
  }

  redo() {
    this.step(this.undone, this.done);
  }

  // To the server

  schedule(pause = this.pause) {
    clearTimeout(this.timer);
    this.waitingSince ??= performance.now();
    const left = this.waitingSince + Math.max(LONGEST, pause) - performance.now();
    this.timer = setTimeout(() => this.send(), Math.max(0, Math.min(pause, left)));
  }

  send(now = false) {
    clearTimeout(this.timer);
    // What is on its way is not sent once more: a message that comes after a click on another page would go back here.
    if (!this.unsaved || (this.inFlight && (!now || this.asked === this.seq))) return;
    this.inFlight = true;
    this.waitingSince = undefined;
    this.sentAt = performance.now();
    this.asked = this.seq;
    this.sent.push({ seq: this.seq, rows: this.rows });
    const rows = this.rows.map((row) => [row.id, ...row.cells]);
    // With a number of its own: what is the same as before, Streamlit does not pass on.
    this.times += 1;
    this.server.cells({ round: this.data.round, seq: this.seq, rows, times: this.times });
    clearTimeout(this.patience);
    this.patience = setTimeout(() => this.worry(), this.patient);
    this.status();
  }

  // No answer: it is sent again, for the connection may have broken; each time later, for a slow server begins anew.
  worry() {
    this.overdue = this.unsaved;
    this.inFlight = false;
    this.patient = Math.min(this.patient * 2, MOST_PATIENT);
    this.send();
  }

  // What stands on the screen

  frame() {
    this.counts = make('p', { class: 'sd-telling', role: 'status' });
    this.kept = make('p', { class: 'sd-bewaard', role: 'status' });
    this.note = make('p', { class: 'sd-noot', role: 'alert' });
    this.list = make('select', { onchange: () => this.filter(this.list.value) });
    this.back = this.button('Ongedaan maken', () => this.undo(), 'Ctrl+Z');
    this.forth = this.button('Opnieuw doen', () => this.redo(), 'Ctrl+Y');
    this.body = make('tbody');
    this.head = make('thead');
    const bar = make(
      'div',
      { class: 'sd-balk', role: 'group', 'aria-label': 'Boven de tabel' },
      make('div', { class: 'sd-stand' }, this.counts, this.kept),
      make('label', {}, 'Toon ', this.list),
      (this.next = this.button('Volgende fout', () => this.toNext())),
      this.back,
      this.forth,
      this.button('Rij erbij', () => this.add()),
      this.button('Rij weg', () => this.remove()),
      (this.gaps = this.button('', () => this.fill())),
      this.data.about ? this.button('Over deze cel', () => this.about(), 'Shift+F2') : null,
    );
    const caption = make('caption', { class: 'sd-voorlezen' }, this.data.label);
    this.table = make('table', {}, caption, this.head, this.body);
    const box = make('div', { class: 'sd-vel', tabindex: '-1', onscroll: () => this.explain(null) }, this.table);
    // One for all cells: what opens inside a table makes the browser lay out all of it.
    this.bubble = make('div', { class: 'sd-wolk', hidden: true, 'aria-hidden': 'true' });
    this.root = make('div', { class: 'sd-rooster', onfocusout: (event) => this.left(event) }, bar, this.note, box, this.bubble);
    for (const [type, act] of Object.entries({ keydown: 'pressed', input: 'typed', focusin: 'came', paste: 'pasted' }))
      this.body.addEventListener(type, (event) => event.target.dataset.column && this[act](event));
    this.body.addEventListener('mouseover', (event) => this.explain(event.target.closest('td, th')));
    this.body.addEventListener('mouseleave', () => this.explain(document.activeElement.closest('td, th')));
    this.body.addEventListener('click', (event) => event.target.closest('[data-open]') && this.open(event.target));
    this.root.addEventListener('keydown', (event) => this.shortcut(event));
    this.parent.append(this.root);
  }

  button(text, act, keys = null) {
    const title = keys ? { title: keys, 'aria-keyshortcuts': keys.replace('Ctrl', 'Control') } : {};
    // The cursor stays in its cell: most of these are about it.
    return make('button', { type: 'button', onmousedown: (event) => event.preventDefault(), onclick: act, ...title }, text);
  }

  draw() {
    const { columns, last } = this.data;
    this.base = new Map(this.data.base.map((cells) => [this.key({ cells }), cells]));
    this.before = new Map(last.rows.map((cells) => [this.key({ cells }), cells]));
    const titles = columns.flatMap((column) => [
      make('th', { scope: 'col', title: column.help, class: column.kind === 'number' ? 'sd-getal' : '' }, column.label),
      ...(this.compared(column)
        ? [`in ${last.year}`, 'verschil'].map((said) => make('th', { scope: 'col', class: 'sd-getal sd-naast' }, said))
        : []),
    ]);
    this.head.replaceChildren(make('tr', {}, make('th', { scope: 'col', class: 'sd-rij' }, 'rij'), ...titles));
    this.lines = new Map(this.rows.map((row) => [row.id, this.line(row)]));
    this.body.replaceChildren(...this.lines.values());
    this.filter(this.choices());
  }

  // What can be shown; what was chosen before stays where it can.
  choices() {
    const wijken = [...new Set(this.data.gebied === null ? [] : this.rows.map((row) => row.cells[this.data.gebied]))];
    const option = (text) => make('option', { value: text }, text);
    const group = make('optgroup', { label: 'Wijk' }, ...wijken.filter(Boolean).map(option));
    this.list.replaceChildren(...[ALL, WRONG, CHANGED].map(option), ...(group.children.length ? [group] : []));
    this.list.value = this.show;
    return (this.list.value ||= ALL);
  }

  compared(column) {
    return this.data.last.year !== null && column.measured;
  }

  line(row) {
    const cells = this.data.columns.flatMap((column, place) => [
      this.cell(row, place),
      ...(this.compared(column)
        ? [make('td', { class: 'sd-getal sd-naast' }), make('td', { class: 'sd-getal sd-naast' })]
        : []),
    ]);
    return make('tr', { 'data-id': row.id }, make('td', { class: 'sd-rij' }, String(row.id)), ...cells);
  }

  cell(row, place, opened = false) {
    const column = this.data.columns[place];
    const text = row.cells[place] ?? '';
    const known = { 'data-column': place, 'data-id': row.id, autocomplete: 'off', 'aria-label': `${column.name}, ${this.label(row)}` };
    const isKey = this.data.keys.includes(place);
    const fixed = isKey && !opened && this.base?.has(this.key(row)) && (!column.options || column.options.includes(text));
    const kind = `${column.kind === 'number' ? 'sd-getal' : ''} ${fixed ? '' : 'sd-veld'}`;
    const cell = make(isKey ? 'th' : 'td', { class: kind, scope: isKey && 'row' });
    if (fixed) {
      // Who names a row seldom changes: a text, that opens.
      cell.append(make('span', { 'data-open': true, title: 'Klik om te wijzigen' }, text));
    } else if (column.options) {
      const options = column.options.includes(text) ? column.options : [text, ...column.options];
      const list = make('select', known, ...['', ...options.filter(Boolean)].map((o) => make('option', { value: o }, o)));
      list.value = text;
      cell.append(list);
    } else {
      const field = make('input', { type: 'text', inputmode: column.kind === 'number' && 'decimal', ...known });
      field.value = text;
      cell.append(field);
    }
    cell.append(make('span', { class: 'sd-bel', id: `bel-${this.data.round}-${row.id}-${place}`, hidden: true }));
    return cell;
  }

  // The key of a row as a field that can be changed.
  open(target) {
    const cell = target.closest('th');
    const line = cell.parentElement;
    const row = this.row(Number(line.dataset.id));
    const place = [...line.querySelectorAll('th')].indexOf(cell);
    const column = this.data.keys[place];
    const opened = this.cell(row, column, true);
    cell.replaceWith(opened);
    opened.firstElementChild.focus();
  }

  field(id, column) {
    return this.lines.get(id)?.querySelector(`[data-column="${column}"]`) ?? null;
  }

  focused() {
    const at = document.activeElement;
    if (!this.body?.contains(at) || !at.dataset.column) return null;
    const id = Number(at.dataset.id);
    return { id, column: Number(at.dataset.column), key: this.key(this.row(id)), caret: at.selectionStart };
  }

  focus(id, column, caret = null) {
    const field = id === undefined ? null : this.field(id, column);
    field?.focus();
    if (field && caret !== null && field.setSelectionRange) field.setSelectionRange(caret, caret);
  }

  // Marks: what differs from what was kept, what is wrong, and what others said of it.

  marks() {
    this.wrong = new Map();
    for (const problem of this.data.problems) {
      const at = `${problem.row} ${problem.column}`;
      if ((this.changedAt.get(at) ?? 0) <= this.data.seq) this.wrong.set(at, problem);
    }
    this.said = new Map(this.data.remarks.map((remark) => [`${remark.row} ${remark.column}`, remark.text]));
    this.differing = new Map(this.rows.map((row) => [row.id, this.mark(row)]));
    this.count();
    const keys = new Set(this.rows.map((row) => this.key(row)));
    this.gone = [...this.base.keys()].filter((key) => !keys.has(key)).length;
  }

  // The number of its cells that differ.
  mark(row) {
    const line = this.lines.get(row.id);
    const [was, before] = [this.base.get(this.key(row)), this.before.get(this.key(row))];
    const isEmpty = row.cells.every((text) => !text);
    let changed = 0;
    let cell = line.firstElementChild;
    this.data.columns.forEach((column, place) => {
      cell = cell.nextElementSibling;
      const text = row.cells[place] ?? '';
      const differs = !isEmpty && (was ? tidy(was[place] ?? '', column) !== tidy(text, column) : text !== '');
      changed += differs && !this.data.keys.includes(place) ? 1 : 0;
      this.markCell(cell, row, place, differs && (!was || !this.data.keys.includes(place)));
      if (this.compared(column)) {
        const then = before ? (before[place] ?? '') : '';
        const now = tidy(text, column);
        (cell = cell.nextElementSibling).textContent = then || '–';
        (cell = cell.nextElementSibling).textContent =
          valueOf(now) === null || valueOf(then) === null ? '–' : difference(now, then, column);
      }
    });
    return changed;
  }

  markCell(cell, row, place, changed) {
    const [problem, remark] = [this.wrong.get(`${row.id} ${place}`), this.said.get(`${row.id} ${place}`)];
    const [field, bubble] = [cell.firstElementChild, cell.querySelector('.sd-bel')];
    cell.classList.toggle('sd-veranderd', changed);
    cell.classList.toggle('sd-fout', problem?.severity === 'fout');
    cell.classList.toggle('sd-waarschuwing', problem?.severity === 'waarschuwing');
    cell.classList.toggle('sd-opgemerkt', remark !== undefined);
    const was = this.base.get(this.key(row))?.[place];
    const told = [
      problem && `${problem.severity === 'fout' ? 'Fout' : 'Let op'}: ${problem.message}`,
      remark && `Opmerking: ${remark}`,
      changed && (was ? `Veranderd, was ${was}.` : 'Nieuw.'),
    ].filter(Boolean);
    bubble.replaceChildren(...told.map((line) => make('span', {}, line)));
    if (!field.dataset.column) return;
    field.ariaLabel = `${this.data.columns[place].name}, ${this.label(row)}`;
    field.ariaInvalid = problem?.severity === 'fout' ? 'true' : null;
    field.toggleAttribute('aria-describedby', told.length > 0);
    if (told.length) field.setAttribute('aria-describedby', bubble.id);
  }

  // What there is to say of a cell, beside it.
  explain(cell) {
    const told = this.body.contains(cell) ? cell.querySelector('.sd-bel') : null;
    this.bubble.hidden = !told?.childNodes.length;
    if (this.bubble.hidden) return;
    this.bubble.replaceChildren(...[...told.childNodes].map((line) => line.cloneNode(true)));
    const [at, own] = [cell.getBoundingClientRect(), this.bubble.getBoundingClientRect()];
    const below = at.bottom + own.height < window.innerHeight;
    this.bubble.style.left = `${Math.max(0, Math.min(at.left, window.innerWidth - own.width))}px`;
    this.bubble.style.top = `${below ? at.bottom : at.top - own.height}px`;
  }

  status() {
    const parts = [
      many(this.changed, 'cel veranderd', 'cellen veranderd'),
      this.gone ? many(this.gone, 'rij weg', 'rijen weg') : '',
      many(this.data.faults, 'fout', 'fouten'),
      this.data.warnings ? many(this.data.warnings, 'waarschuwing', 'waarschuwingen') : '',
    ];
    const said = parts.filter(Boolean).join(', ');
    if (this.counts.textContent !== said) this.counts.textContent = said;
    const kept = this.data.failed || this.standing();
    if (this.kept.textContent !== kept) this.kept.textContent = kept;
    this.kept.classList.toggle('sd-fout', Boolean(this.data.failed) || this.overdue);
    this.back.disabled = !this.done.length;
    this.forth.disabled = !this.undone.length;
    this.next.hidden = !this.wrong.size;
    const gaps = this.seq > this.data.seq ? 0 : this.data.lacking.length;
    this.gaps.hidden = !gaps;
    this.gaps.textContent = many(gaps, 'ontbrekende rij erbij', 'ontbrekende rijen erbij');
  }

  standing() {
    if (!this.unsaved) return this.seq ? 'Alles wat u typte is onthouden.' : '';
    return this.overdue ? 'Nog niet onthouden: er komt geen antwoord. Laat deze pagina open.' : 'Wordt onthouden…';
  }

  tell(text) {
    this.note.textContent = text;
  }

  filter(show) {
    this.show = show;
    for (const row of this.rows) this.lines.get(row.id).hidden = !this.fits(row);
    const shown = this.rows.filter((row) => !this.lines.get(row.id).hidden).length;
    this.tell(shown || !this.rows.length ? '' : 'Geen enkele rij past bij deze keuze.');
  }

  fits(row) {
    if (this.show === WRONG) return this.data.columns.some((_, place) => this.wrong?.has(`${row.id} ${place}`));
    if (this.show === CHANGED) return this.lines.get(row.id).querySelector('.sd-veranderd') !== null;
    return this.show === ALL || row.cells[this.data.gebied] === this.show;
  }

  toNext() {
    const cells = [...this.body.querySelectorAll('tr:not([hidden]) :is(.sd-fout, .sd-waarschuwing)')];
    const faults = cells.map((cell) => (cell.querySelector('[data-column]') ?? cell.closest('tr').querySelector('[data-column]')));
    const here = this.at ? this.field(this.at.id, this.at.column) : null;
    const after = faults.find((field) => here && field !== here && here.compareDocumentPosition(field) & Node.DOCUMENT_POSITION_FOLLOWING);
    (after ?? faults[0])?.focus();
  }

  // Rows

  add() {
    this.remember();
    const id = this.newest + 1;
    const gebied = this.data.gebied;
    const wijk = [ALL, WRONG, CHANGED].includes(this.show) ? null : this.show;
    const cells = this.data.columns.map((_, place) => (place === gebied ? wijk : null));
    this.replace([...this.rows, { id, cells }]);
    this.lines.get(id).hidden = false;
    this.focus(id, this.data.columns.findIndex((_, place) => !cells[place]));
  }

  // The rows that must be there and are not, to be filled in.
  fill() {
    this.remember();
    const first = this.newest + 1;
    this.replace([...this.rows, ...this.data.lacking.map((cells, number) => ({ id: first + number, cells }))]);
    this.filter(ALL);
    this.list.value = ALL;
    this.focus(first, this.data.columns.findIndex((column) => column.measured));
  }

  remove() {
    const row = this.at && this.row(this.at.id);
    if (!row) return this.tell('Zet de cursor eerst in de rij die weg moet.');
    this.remember();
    const rest = this.rows.filter((one) => one.id !== row.id);
    const next = rest[Math.min(this.rows.indexOf(row), rest.length - 1)];
    this.replace(rest);
    this.tell(`Rij ${row.id} (${this.label(row)}) is weg. Met Ctrl+Z haalt u hem terug.`);
    if (next) this.focus(next.id, this.at.column);
  }

  about() {
    const row = this.at && this.row(this.at.id);
    if (!row) return this.tell('Zet de cursor eerst in een cel.');
    this.send(true);
    this.server.cell({ row: row.id, column: this.data.columns[this.at.column].name });
  }

  // What the editor does

  came(event) {
    const field = event.target;
    this.at = { id: Number(field.dataset.id), column: Number(field.dataset.column), fresh: true };
    if (field.select) field.select();
    this.explain(field.parentElement);
  }

  typed(event) {
    const { id, column } = event.target.dataset;
    // What is typed in a cell, from coming to leaving, is undone in one step.
    if (this.at.fresh) this.remember();
    this.at.fresh = false;
    this.put(Number(id), Number(column), event.target.value);
    this.after(Number(id));
  }

  after(id) {
    for (const at of this.wrong.keys()) if ((this.changedAt.get(at) ?? 0) > this.data.seq) this.wrong.delete(at);
    this.differing.set(id, this.mark(this.row(id)));
    this.count();
    this.status();
    this.explain(this.field(id, this.at.column)?.parentElement ?? null);
  }

  count() {
    this.changed = [...this.differing.values()].reduce((sum, cells) => sum + cells, 0);
  }

  // A cell that is left shows its number as it will be read.
  left(event) {
    const field = event.target;
    // Not one that was drawn anew while the cursor stood in it.
    if (field.dataset.column && this.field(Number(field.dataset.id), field.dataset.column) === field) {
      const text = tidy(field.value, this.data.columns[field.dataset.column]);
      if (text !== field.value) {
        field.value = text;
        this.put(Number(field.dataset.id), Number(field.dataset.column), text);
      }
    }
    if (this.unsaved && this.pause === PAUSE) this.schedule(LEFT);
    if (this.root.contains(event.relatedTarget)) return;
    this.explain(null);
    if (!this.unsaved) return;
    this.leftAt = performance.now();
    this.send(true);
  }

  // Streamlit sends what a script gives it a moment later: a click on another page would overtake it, and be undone.
  wait(event) {
    const isPlain = !(event.ctrlKey || event.metaKey || event.shiftKey || event.altKey);
    if (!(performance.now() - this.leftAt < HOLD) || !isPlain || this.root.contains(event.target)) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    this.leftAt = undefined;
    // The words on a button may be drawn anew meanwhile; the button stays.
    const meant = event.target.closest('a, button, label, summary') ?? event.target;
    setTimeout(() => meant.click(), HOLD);
  }

  pressed(event) {
    const field = event.target;
    const moves = { ArrowUp: -1, ArrowDown: 1, Enter: event.shiftKey ? -1 : 1 };
    const isList = field.tagName === 'SELECT';
    if (event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key in moves && !(isList && event.key !== 'Enter')) this.move(event, moves[event.key], 0);
    else if (event.key === 'ArrowLeft' && !isList && (field.selectionEnd === 0 || isWhole(field))) this.move(event, 0, -1);
    else if (event.key === 'ArrowRight' && !isList && (field.selectionStart === field.value.length || isWhole(field)))
      this.move(event, 0, 1);
    else if (event.key === 'Escape') this.restore(event);
  }

  move(event, down, right) {
    event.preventDefault();
    let to = null;
    if (right) {
      const fields = [...event.target.closest('tr').querySelectorAll('[data-column]')];
      to = fields[fields.indexOf(event.target) + right] ?? null;
    } else {
      let line = event.target.closest('tr');
      do line = down > 0 ? line.nextElementSibling : line.previousElementSibling;
      while (line && (line.hidden || !line.querySelector(`[data-column="${event.target.dataset.column}"]`)));
      to = line?.querySelector(`[data-column="${event.target.dataset.column}"]`) ?? null;
    }
    if (to) to.focus();
    else if (down) event.target.select?.();
  }

  restore(event) {
    if (this.at.fresh) return;
    event.preventDefault();
    this.undo();
  }

  shortcut(event) {
    if (event.key === 'F2' && event.shiftKey && this.data.about) this.about();
    if (!(event.ctrlKey || event.metaKey)) return;
    const key = event.key.toLowerCase();
    if (key !== 'z' && key !== 'y') return;
    event.preventDefault();
    if (key === 'y' || event.shiftKey) this.redo();
    else this.undo();
  }

  // Cells from a spreadsheet: over the rows and columns from the cursor on, in the order that they stand in.
  pasted(event) {
    const text = event.clipboardData.getData('text/plain').replace(/\r/g, '').replace(/\n$/, '');
    if (!/[\t\n]/.test(text)) return;
    event.preventDefault();
    const block = text.split('\n').map((line) => line.split('\t'));
    const [id, column] = [Number(event.target.dataset.id), Number(event.target.dataset.column)];
    const visible = this.rows.filter((row) => !this.lines.get(row.id).hidden);
    const below = visible.slice(visible.findIndex((row) => row.id === id));
    const more = this.rows.length + block.length - below.length;
    if (more > this.data.most) return this.tell(`Zo worden het ${many(more, 'rij', 'rijen')}. Hier passen er ${this.data.most.toLocaleString('nl-NL')}.`);
    const width = this.data.columns.length;
    const rows = new Map(this.rows.map((row) => [row.id, row]));
    block.forEach((line, down) => {
      const row = below[down] ?? { id: this.newest + 1 + down - below.length, cells: Array(width).fill(null) };
      const cells = [...row.cells];
      line.forEach((cell, right) => {
        if (column + right < width) cells[column + right] = tidy(cell, this.data.columns[column + right]) || null;
      });
      rows.set(row.id, { id: row.id, cells });
    });
    this.remember();
    this.replace([...rows.values()]);
    const left = Math.max(...block.map((line) => line.length)) - (width - column);
    const unfit = left > 0 ? ` ${many(left, 'kolom paste', 'kolommen pasten')} niet.` : '';
    this.tell(`${many(block.length, 'rij', 'rijen')} geplakt.${unfit}`);
  }
}
