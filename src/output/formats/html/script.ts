/**
 * What the page can do beyond being read: turn light into dark, and sort, filter and turn over the list of
 * customers. It writes text only, never markup; without it every row stands on the page.
 */
export const SCRIPT = `
(function () {
  'use strict';
  var root = document.documentElement;
  var texts = new Intl.Collator(root.lang, { numeric: true });
  var theme = document.getElementById('theme');
  theme.hidden = false;
  theme.addEventListener('click', function () {
    var dark = root.dataset.theme
      ? root.dataset.theme === 'dark'
      : matchMedia('(prefers-color-scheme: dark)').matches;
    root.dataset.theme = dark ? 'light' : 'dark';
  });

  // Only what moves sideways is a stop of the keyboard.
  function stops() {
    document.querySelectorAll('.scroll').forEach(function (box) {
      if (box.scrollWidth > box.clientWidth) box.setAttribute('tabindex', '0');
      else box.removeAttribute('tabindex');
    });
  }
  addEventListener('resize', stops);
  document.addEventListener('toggle', stops, true);
  stops();

  document.querySelectorAll('table.rows').forEach(function (table, number) {
    var PER_PAGE = 25;
    var words = table.dataset;
    var body = table.tBodies[0];
    var rows = Array.from(body.rows, function (row, place) {
      var cells = Array.from(row.cells);
      return {
        row: row,
        place: place,
        text: cells.map(function (cell) { return cell.textContent; }).join(' ').toLowerCase(),
        group: cells[words.choose].textContent,
        values: cells.map(function (cell) {
          return 'v' in cell.dataset ? Number(cell.dataset.v) : cell.textContent;
        })
      };
    });
    if (rows.length === 0) return;
    var state = { column: -1, down: false, find: '', group: '', page: 0 };

    function make(tag, attributes) {
      var element = document.createElement(tag);
      Object.keys(attributes).forEach(function (name) { element.setAttribute(name, attributes[name]); });
      return element;
    }
    function press(label, act) {
      var button = make('button', { type: 'button' });
      button.textContent = label;
      button.addEventListener('click', act);
      return button;
    }

    var input = make('input', { type: 'search', 'aria-label': words.search, placeholder: words.search, autocomplete: 'off' });
    var select = make('select', { 'aria-label': words.all });
    var groups = rows.map(function (one) { return one.group; }).filter(function (group, at, all) { return all.indexOf(group) === at; });
    [''].concat(groups).forEach(function (group) {
      var option = make('option', { value: group });
      option.textContent = group === '' ? words.all : group;
      select.append(option);
    });
    var tools = make('div', { class: 'tools' });
    tools.append(input, select);
    var status = make('span', { role: 'status' });
    var turn = make('div', { class: 'tools turn' });
    var previous = press(words.previous, function () { state.page -= 1; show(); });
    var next = press(words.next, function () { state.page += 1; show(); });
    turn.append(status, previous, next);
    var box = table.parentElement;
    box.before(tools);
    box.after(turn);

    function again() { state.page = 0; show(); }
    input.addEventListener('input', function () { state.find = input.value.trim().toLowerCase(); again(); });
    select.addEventListener('change', function () { state.group = select.value; again(); });

    var heads = Array.from(table.tHead.rows[0].cells);
    heads.forEach(function (head, column) {
      var button = press(head.textContent, function () {
        var numbers = head.classList.contains('n');
        state.down = state.column === column ? !state.down : numbers;
        state.column = column;
        heads.forEach(function (other) { other.removeAttribute('aria-sort'); });
        head.setAttribute('aria-sort', state.down ? 'descending' : 'ascending');
        again();
      });
      button.title = words.sort + ' ' + head.textContent;
      head.textContent = '';
      head.append(button);
    });

    // What is not known comes last, whichever way the list is sorted.
    function compare(one, other) {
      var a = one.values[state.column];
      var b = other.values[state.column];
      var numbers = heads[state.column].classList.contains('n');
      var missing = function (value) { return numbers ? typeof value !== 'number' : value === ''; };
      if (missing(a) || missing(b)) return missing(a) - missing(b) || one.place - other.place;
      var order = numbers ? a - b : texts.compare(a, b);
      return (state.down ? -order : order) || one.place - other.place;
    }

    // On paper there is nothing to turn over: all that was found is there.
    var printing = false;
    addEventListener('beforeprint', function () { printing = true; show(); });
    addEventListener('afterprint', function () { printing = false; show(); });

    function show() {
      var found = rows.filter(function (one) {
        return (state.group === '' || one.group === state.group) && one.text.indexOf(state.find) >= 0;
      });
      if (state.column >= 0) found.sort(compare);
      var pages = Math.max(1, Math.ceil(found.length / PER_PAGE));
      state.page = Math.min(Math.max(0, state.page), pages - 1);
      var from = printing ? 0 : state.page * PER_PAGE;
      var shown = printing ? found : found.slice(from, from + PER_PAGE);
      rows.forEach(function (one) { one.row.hidden = true; });
      shown.forEach(function (one) { one.row.hidden = false; body.append(one.row); });
      status.textContent = found.length === 0
        ? words.nothing
        : words.showing.replace('{from}', from + 1).replace('{to}', from + shown.length).replace('{count}', found.length);
      previous.disabled = state.page === 0;
      next.disabled = state.page >= pages - 1;
    }
    show();
  });
})();
`;
