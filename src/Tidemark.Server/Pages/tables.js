const byId = id => document.getElementById(id);

/** Writes text only where it differs, so that screen readers and selections are left in peace. */
function write(id, text, className) {
  const element = byId(id);
  if (element.textContent !== text) element.textContent = text;
  if (className !== undefined && element.className !== className) element.className = className;
}

const toggle = (id, isShown) => byId(id).classList.toggle('hidden', !isShown);

/** A table inside a card; rows that are new since the last time are marked for a moment. */
class Table {
  /** @param columns {name, of: row => text, kind: 'number' | 'optional' | '', tone: row => class} */
  constructor(card, title, columns, keyOf, emptyText) {
    Object.assign(this, { columns, keyOf, emptyText, known: null, last: null });
    const caption = make('caption', { className: 'sr-only', textContent: title });
    this.body = make('tbody');
    const heads = columns.map(c => make('th', { scope: 'col', textContent: c.name, className: c.kind ?? '' }));
    this.table = make('table', {}, caption, make('thead', {}, make('tr', {}, ...heads)), this.body);
    this.scroll = make('div', { className: 'scroll', tabIndex: 0, role: 'region', ariaLabel: title }, this.table);
    this.empty = make('p', { className: 'empty', textContent: 'Loading…' });
    this.count = make('span', { className: 'soft' });
    card.querySelector('h2, h3').append(this.count);
    card.append(this.scroll, this.empty);
  }

  show(rows, count = '') {
    this.count.textContent = count;
    this.empty.textContent = this.emptyText;
    this.scroll.classList.toggle('hidden', rows.length === 0);
    this.empty.classList.toggle('hidden', rows.length > 0);
    const texts = rows.map(row => this.columns.map(c => c.of(row)));
    const state = JSON.stringify(texts);
    if (state === this.last) return;
    this.last = state;
    const keys = rows.map(this.keyOf);
    this.body.replaceChildren(...rows.map((row, i) => {
      const cells = this.columns.map((c, j) => make('td', { textContent: texts[i][j], className: `${c.kind ?? ''} ${c.tone?.(row) ?? ''}`.trim() }));
      return make('tr', { className: this.known && !this.known.has(keys[i]) ? 'fresh' : '' }, ...cells);
    }));
    this.known = new Set(keys);
  }
}

/** An element with text or children; text is never read as HTML. */
function make(tag, properties = {}, ...children) {
  const element = Object.assign(document.createElement(tag), properties);
  element.append(...children);
  return element;
}

const sideTone = row => row.side === 'buy' || row.side === 'long' ? 'up' : 'down';

const tables = {
  positions: new Table(byId('positions'), 'Positions', [
    { name: 'Instrument', of: p => symbolOf(p.instrument) },
    { name: 'Side', of: p => p.side, tone: sideTone },
    { name: 'Quantity', of: p => quantity(p.quantity), kind: 'number' },
    { name: 'Entry', of: p => price(p.averagePrice), kind: 'number optional' },
    { name: 'Last', of: p => price(p.lastPrice), kind: 'number optional' },
    { name: 'Strategy', of: p => p.strategy, kind: 'optional' },
    { name: 'Open P&L', of: p => signed(p.unrealizedPnl, 2), kind: 'number', tone: p => signName(p.unrealizedPnl) },
  ], p => p.instrument + p.strategy, 'No open position.'),
  balances: new Table(byId('balances'), 'Balances', [
    { name: 'Asset', of: b => b.asset },
    { name: 'Balance', of: b => quantity(b.balance), kind: 'number' },
    { name: 'Account', of: b => b.account, kind: 'optional' },
  ], b => b.account + b.asset, 'No balances.'),
  fills: new Table(byId('fills'), 'Fills', [
    { name: 'Time', of: f => time(f.time) },
    { name: 'Side', of: f => f.side, tone: sideTone },
    { name: 'Quantity', of: f => quantity(f.quantity), kind: 'number' },
    { name: 'Price', of: f => price(f.price), kind: 'number' },
    { name: 'Value', of: f => amount(f.price * f.quantity), kind: 'number optional' },
    { name: 'Fee', of: f => `${significant(f.fee)} ${f.feeAsset}`, kind: 'number optional' },
    { name: 'Instrument', of: f => symbolOf(f.instrument), kind: 'optional' },
    { name: 'Order', of: f => `${f.orderId}${f.tag ? ` ${f.tag}` : ''}`, kind: 'optional' },
  ], f => `${f.orderId} ${f.time} ${f.price} ${f.quantity}`, 'No fills yet.'),
  orders: new Table(byId('orders'), 'Orders', [
    { name: 'Created', of: o => time(o.createdAt) },
    { name: 'Side', of: o => o.side, tone: sideTone },
    { name: 'Type', of: o => o.type, kind: 'optional' },
    { name: 'Instrument', of: o => symbolOf(o.instrument), kind: 'optional' },
    { name: 'Quantity', of: o => quantity(o.quantity), kind: 'number' },
    { name: 'Filled', of: o => quantity(o.filledQuantity), kind: 'number optional' },
    { name: 'Limit / stop', of: o => o.limitPrice ?? o.stopPrice ? price(o.limitPrice ?? o.stopPrice) : nothing, kind: 'number optional' },
    { name: 'Average', of: o => o.averagePrice ? price(o.averagePrice) : nothing, kind: 'number optional' },
    { name: 'State', of: o => words(o.status) + (o.reason === 'none' || o.reason === 'requested' ? '' : `: ${words(o.reason)}`), kind: 'wraps' },
    { name: 'Number', of: o => `${o.orderId}${o.tag ? ` ${o.tag}` : ''}`, kind: 'optional' },
  ], o => o.orderId, 'No orders yet.'),
};
