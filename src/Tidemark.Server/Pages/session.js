const quietLimit = 15_000;
const pollEvery = 2_000;
const detailsEvery = 900;
const hiddenPatience = 30_000;
const equityKept = 4_000;
const stateNames = {
  recovering: ['Taking up', 'wait'], warmingUp: ['Warming up', 'wait'], running: ['Running', 'good'], paused: ['Paused', 'wait'],
  waitingForPrices: ['Waiting for prices', 'wait'], finished: ['Finished', 'wait'], stopped: ['Stopped', 'wrong'], failed: ['Failed', 'wrong'],
};
const workingStates = ['created', 'submitted', 'unknown', 'open', 'partiallyFilled'];
const ended = ['stopped', 'failed'];

const priceChart = new PriceChart(byId('price-chart'), byId('price-readout'));
const indicatorChart = new IndicatorChart(byId('indicator-chart'), byId('indicator-readout'));
const equityChart = new EquityChart(byId('equity-chart'), byId('equity-readout'));

let status = null;
let equityPoints = [];
let indicator = '';
let stream = null;
let lastHeard = 0;
let lostSince = null;
let detailsAt = 0;
let detailsTimer = null;
let isAsking = false;

/* ---- what the server says ---- */

class Refused extends Error {
  constructor(code, text) {
    super(text);
    this.code = code;
  }
}

async function load(path, options) {
  const answer = await fetch(`/api/v1/${path}`, { signal: AbortSignal.timeout(10_000), ...options });
  if (answer.ok) return answer.json();
  const problem = await answer.json().catch(() => ({}));
  throw new Refused(answer.status, problem.detail ?? `${answer.status} ${answer.statusText}`);
}

function listen() {
  stream?.close();
  stream = new EventSource('/api/v1/events');
  stream.addEventListener('status', event => {
    heard();
    showStatus(JSON.parse(event.data));
  });
  stream.addEventListener('heartbeat', heard);
  stream.addEventListener('error', () => lost());
}

function heard() {
  lastHeard = Date.now();
  if (lostSince) {
    lostSince = null;
    toggle('lost', false);
    byId('main').classList.remove('old');
    showButtons();
  }
  write('connection', 'live', 'connection live');
}

function lost(text) {
  lostSince ??= new Date();
  write('connection', 'connection lost', 'connection broken');
  write('lost', text ?? `Connection lost at ${timeOfDay(lostSince)}. What you see below is old; the session itself may go on. Trying again…`);
  toggle('lost', true);
  byId('main').classList.add('old');
  showButtons();
}

/** Looks after the stream: a silent or closed one is replaced, and until then the status is asked for. */
async function watch() {
  if (document.hidden && stream === null) return;
  const isOpen = stream?.readyState === EventSource.OPEN;
  if (isOpen && Date.now() - lastHeard < quietLimit) return;
  if (isOpen) lost();
  try {
    showStatus(await load('status'));
    heard();
    if (!isOpen || stream.readyState === EventSource.CLOSED) listen();
  } catch (failure) {
    lost(failure instanceof Refused && failure.code === 401 ? 'This browser is no longer logged in. Open the link that ./tidemark token --link prints.' : undefined);
  }
}

/* ---- what the page shows ---- */

function showStatus(now) {
  if (status && (now.sessionId !== status.sessionId || now.snapshotVersion < status.snapshotVersion)) equityPoints = [];
  status = now;
  const [name, tone] = stateNames[now.status] ?? [words(now.status), 'wait'];
  write('status', name, `pill ${tone}`);
  write('description', now.description);
  write('problem', now.problem ? `The session stopped because something is wrong: ${now.problem}` : '');
  toggle('problem', Boolean(now.problem));
  toggle('simulated', now.simulated);
  write('simulated-what', `${now.priceSource}${now.speedFactor === 1 ? '' : `, ${quantity(now.speedFactor)}× real time`} · no real prices, no real money`);
  showFigures(now);
  showAbout(now);
  showButtons();
  document.title = `${now.simulated ? 'SIMULATED · ' : ''}${amount(now.equity)} ${now.currency} ${percent(now.pnlFraction)} · Tidemark`;
  refreshSoon();
}

function showFigures(now) {
  write('equity', amount(now.equity));
  write('currency', now.currency);
  const arrow = now.pnl > 0 ? '▲ ' : now.pnl < 0 ? '▼ ' : '';
  write('pnl', `${arrow}${signed(now.pnl, 2)} ${now.currency} (${percent(now.pnlFraction)})`, `pnl ${signName(now.pnl)}`);
  const first = now.instruments[0];
  write('price-name', first ? symbolOf(first.instrument) : 'Last price');
  write('price', price(first?.lastPrice ?? null));
  write('price-note', first?.lastBarAt ? `${first.interval} bar of ${time(first.lastBarAt).slice(11)}` : 'no price yet');
  write('trips', now.roundTripCount.toLocaleString('en-US'));
  write('trips-note', now.roundTripCount ? `${now.winningRoundTripCount} won after fees` : 'none closed yet');
  write('fill-count', plural(now.fillCount, 'fill'));
  const costs = [[now.fees, 'fees'], [now.slippage, 'slippage'], [now.funding, 'funding'], [now.interest, 'interest'], [now.liquidation, 'forced closing']];
  write('fees', `${costs.filter(([paid, name]) => paid || name === 'fees').map(([paid, name]) => `${amount(paid)} ${name}`).join(' · ')} ${now.currency}`);
  write('now', time(now.asOf).slice(11));
  write('today', `${now.asOf.slice(0, 10)} UTC`);
  write('started', `since ${time(now.startedAt)}`);
  write('price-title', first ? `${first.instrument} · ${first.interval}` : 'Price');
  write('version', `· Tidemark ${now.programVersion}`);
}

function showAbout(now) {
  const rows = [
    ['Strategy', `${now.strategy} (${now.parameters.map(p => `${p.name} ${p.value}`).join(', ')})`],
    ['Size of a trade', now.sizing],
    ['Costs', now.costs],
    ['Prices', now.priceSource],
    ['Began with', `${amount(now.initialEquity)} ${now.currency}`],
    ['Session', now.sessionId],
    ['Journal', plural(now.journalRecordCount, 'record')],
  ];
  const about = byId('about');
  if (about.childElementCount !== rows.length * 2) about.replaceChildren(...rows.flatMap(([term]) => [make('dt', { textContent: term }), make('dd')]));
  rows.forEach(([, text], i) => {
    const shown = about.children[i * 2 + 1];
    if (shown.textContent !== text) shown.textContent = text;
  });
}

function showButtons() {
  const canAsk = status && !lostSince && !isAsking && !ended.includes(status.status);
  const isPaused = status?.status === 'paused';
  write('pause', isPaused ? 'Resume…' : 'Pause…');
  byId('pause').disabled = !canAsk;
  byId('flatten').disabled = !canAsk || status.positionCount + status.workingOrderCount === 0;
  byId('flatten').title = byId('flatten').disabled && canAsk ? 'Nothing to close: no positions and no working orders' : '';
}

function showPosition(portfolio) {
  const [first, ...others] = portfolio.positions;
  if (!first) {
    write('position', 'Flat', 'value');
    write('position-note', 'no open position');
    return;
  }
  write('position', `${words(first.side)} ${quantity(Math.abs(first.quantity))} ${baseOf(first.instrument)}`, `value ${sideTone(first)}`);
  write('position-note', `${signed(portfolio.unrealizedPnl, 2)} ${portfolio.currency} unrealized${others.length ? `, ${plural(others.length, 'more position')}` : ''}`);
}

/** Tables and charts follow the status, once a second at most. */
function refreshSoon() {
  if (detailsTimer) return;
  detailsTimer = setTimeout(async () => {
    try {
      await refresh();
    } catch {
      // The watch over the stream tells about a lost connection.
    } finally {
      detailsAt = Date.now();
      detailsTimer = null;
    }
  }, Math.max(0, detailsAt + detailsEvery - Date.now()));
}

async function refresh() {
  const newest = equityPoints[equityPoints.length - 1];
  const since = newest && equityPoints.length < equityKept ? `?since=${newest.time}` : '';
  const [portfolio, orders, fills, equity, bars, models] = await Promise.all(
    [load('portfolio'), load('orders?limit=50'), load('fills?limit=500'), load(`equity${since}`), load('bars'), load('models')]);
  const outputs = await indicatorOn(bars.bars);
  equityPoints = since ? [...equityPoints.filter(p => p.time < newest.time), ...equity.points] : equity.points;
  showPosition(portfolio);
  tables.positions.show(portfolio.positions);
  tables.balances.show(portfolio.balances);
  tables.fills.show(fills.fills.slice(0, 50), fills.totalCount > 50 ? `last 50 of ${fills.totalCount.toLocaleString('en-US')}` : '');
  const working = orders.orders.filter(o => workingStates.includes(o.status)).length;
  tables.orders.show(orders.orders, working ? plural(working, 'working order') : '');
  const charted = portfolio.positions.find(p => p.instrument === bars.instrument);
  priceChart.show(bars.bars, fills.fills.filter(f => f.instrument === bars.instrument), charted, bars.simulated, outputs.filter(o => o.isOnPrice));
  indicatorChart.show(outputs.filter(o => !o.isOnPrice), bars.bars);
  equityChart.show(equityPoints, equity.initialEquity, equity.currency, equity.simulated);
  await panel.refresh(models);
}

/** The outputs of the chosen indicator with a value for each bar shown; none when none is chosen. */
async function indicatorOn(bars) {
  if (!indicator) return [];
  try {
    const answer = await load(`bars/indicator?expression=${encodeURIComponent(indicator)}`);
    const places = new Map(answer.openTimes.map((at, place) => [at, place]));
    const outputs = answer.outputs.map(o => ({ ...o, values: bars.map(b => o.values[places.get(b.openTime)] ?? null) }));
    const last = outputs.map(o => `${o.name} ${o.values.at(-1) === null ? 'not defined yet' : price(o.values.at(-1))}`);
    write('indicator-readout', `${answer.expression}: ${last.join(', ')}`);
    return outputs;
  } catch (failure) {
    if (!(failure instanceof Refused)) throw failure;
    write('indicator-readout', failure.message, 'readout wrong');
    indicator = '';
    return [];
  }
}

byId('indicator-form').addEventListener('submit', event => {
  event.preventDefault();
  indicator = byId('indicator').value.trim();
  write('indicator-readout', '', 'readout soft');
  refreshSoon();
});

byId('indicator').addEventListener('focus', async () => {
  const names = byId('indicator-names');
  if (names.children.length) return;
  const { indicators } = await load('indicators').catch(() => ({ indicators: [] }));
  for (const one of indicators.filter(i => i.input !== 'trades' && i.input !== 'quotes')) names.append(new Option(one.title, one.name));
}, { passive: true });

/* ---- what a person asks for ---- */

const questions = {
  pause: () => ['Pause the session?', 'It opens no new positions until it is resumed. Orders that reduce positions still pass, and open positions stay open.', 'Pause'],
  resume: () => ['Resume the session?', 'The strategy may open positions again.', 'Resume'],
  flatten: () => ['Close everything?', `This cancels ${plural(status.workingOrderCount, 'working order')} and closes ${plural(status.positionCount, 'position')} at the market${status.simulated ? ' (simulated)' : ''}. The strategy goes on and may open new ones; pause it to prevent that.`, 'Close everything'],
};

function ask(command) {
  const [title, text, yes] = questions[command]();
  write('confirm-title', title);
  write('confirm-text', text);
  write('confirm-yes', yes);
  byId('confirm-yes').className = command === 'flatten' ? 'danger' : '';
  // Not by the dialog's close event: that of an earlier question may come late, when this one has been answered.
  byId('confirm-yes').onclick = () => { if (!isAsking) send(command); };
  byId('confirm').showModal();
}

async function send(command) {
  isAsking = true;
  showButtons();
  try {
    await load('commands', { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify({ command, reason: 'asked for on the page' }) });
    tell(`The session was asked to ${command}.`);
  } catch (failure) {
    tell(`Could not ask the session to ${command}: ${failure.message}`, true);
  } finally {
    isAsking = false;
    showButtons();
  }
}

let messageTimer = null;

function tell(text, isBad = false) {
  write('message', text, `notice${isBad ? ' bad' : ''}`);
  clearTimeout(messageTimer);
  messageTimer = setTimeout(() => toggle('message', false), isBad ? 15_000 : 5_000);
}

/* ---- beginning ---- */

byId('pause').addEventListener('click', () => ask(status.status === 'paused' ? 'resume' : 'pause'));
byId('flatten').addEventListener('click', () => ask('flatten'));

// A browser opens few connections to one server: a page that nobody looks at gives its own back.
let hiddenTimer = null;
document.addEventListener('visibilitychange', () => {
  clearTimeout(hiddenTimer);
  if (!document.hidden) {
    if (stream === null) listen();
    return;
  }
  hiddenTimer = setTimeout(() => {
    stream?.close();
    stream = null;
  }, hiddenPatience);
});

lastHeard = Date.now();
listen();
setInterval(watch, pollEvery);
