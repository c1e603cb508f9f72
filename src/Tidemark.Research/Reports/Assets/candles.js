'use strict';
// Candles with the fills on them. A stretch of the candles is shown, brought together to what fits; the strip below tells where it is.
const candles = (() => {
  const { data, node, signed, timeTicks, valueTicks, indexAt, timeText } = sheet;
  const margin = { left: 6, right: 72, top: 12, bottom: 22 };
  const narrowest = 5;
  const shortest = 12;
  const host = document.getElementById('candle-chart');
  const strip = document.getElementById('candle-brush');
  if (!host || !data.instruments.some(one => one.count)) return null;

  const view = { instrument: Math.max(data.instruments.findIndex(one => one.count), 0), from: 0, to: 0, window: null };
  const canvas = svg(host, 'Candles with buys and sells');
  const brush = svg(strip, 'The stretch of time that is shown');
  let shown = [];
  let layout = null;
  let outline = null;

  function svg(parent, label) {
    const element = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
    element.setAttribute('role', 'img');
    element.setAttribute('aria-label', label);
    parent.appendChild(element);
    return element;
  }

  const source = () => packed(view.window ?? data.instruments[view.instrument]);

  // Candles from view.from to view.to, several made one where they would be too narrow, with their fills.
  function visible(width) {
    const bars = source();
    const from = Math.floor(view.from), to = Math.min(Math.ceil(view.to), bars.t.length);
    // Of the length asked for: a stretch that begins inside a candle must not halve the detail.
    const group = Math.max(Math.ceil((view.to - view.from - 1e-6) / Math.max(width / narrowest, 1)), 1);
    const result = [];
    let next = bars.fills.findIndex(fill => fill[0] >= from);
    if (next < 0) next = bars.fills.length;
    for (let start = from; start < to; start += group) {
      const end = Math.min(start + group, to);
      const candle = { time: bars.t[start], last: bars.t[end - 1], open: bars.o[start], close: bars.c[end - 1], high: -Infinity, low: Infinity, buys: 0, buyPrice: 0, sells: 0, sellPrice: 0 };
      for (let i = start; i < end; i++) {
        if (bars.h[i] > candle.high) candle.high = bars.h[i];
        if (bars.l[i] < candle.low) candle.low = bars.l[i];
      }
      for (; next < bars.fills.length && bars.fills[next][0] < end; next++) {
        const [, buys, buyPrice, sells, sellPrice] = bars.fills[next];
        candle.buyPrice = buys ? (candle.buyPrice * candle.buys + buyPrice * buys) / (candle.buys + buys) : candle.buyPrice;
        candle.sellPrice = sells ? (candle.sellPrice * candle.sells + sellPrice * sells) / (candle.sells + sells) : candle.sellPrice;
        candle.buys += buys;
        candle.sells += sells;
      }
      result.push(candle);
    }
    return { candles: result, group };
  }

  function draw() {
    const width = host.clientWidth, height = host.clientHeight;
    if (width < 50) return;
    canvas.replaceChildren();
    canvas.setAttribute('viewBox', `0 0 ${width} ${height}`);
    const plot = width - margin.left - margin.right;
    const { candles: list, group } = visible(plot);
    shown = list;
    if (!list.length) return;
    let low = Math.min(...list.map(candle => candle.low)), high = Math.max(...list.map(candle => candle.high));
    const room = (high - low || high * 0.01) * 0.07;
    [low, high] = [low - room, high + room];
    const floor = height - margin.bottom, right = width - margin.right, slot = plot / list.length;
    layout = { slot, right, floor, x: i => margin.left + (i + 0.5) * slot, y: value => floor - (value - low) / (high - low) * (floor - margin.top) };
    drawAxes(list, low, high);
    drawCandles(list, slot);
    drawTrips(list, group);
    drawFills(list, slot);
    layout.cross = node(canvas, 'line', { y1: margin.top, y2: floor, stroke: 'var(--muted)', 'stroke-dasharray': '3 3', visibility: 'hidden' });
    tell(list, group);
  }

  function drawAxes(list, low, high) {
    const ticks = valueTicks(low, high, 6);
    const digits = ticks.length > 1 ? Math.min(Math.max(-Math.floor(Math.log10(ticks[1] - ticks[0]) + 1e-9), 0), 8) : 2;
    for (const value of ticks) {
      const y = layout.y(value);
      node(canvas, 'line', { x1: margin.left, x2: layout.right, y1: y, y2: y, stroke: 'var(--grid)' });
      node(canvas, 'text', { x: layout.right + 8, y: y + 4 }, sheet.fixed(value, digits));
    }
    const times = list.map(candle => candle.time);
    for (const { time, text } of timeTicks(times[0], list[list.length - 1].last, (layout.right - margin.left) / 95)) {
      const x = margin.left + (indexAt(times, time) + 0.5) * layout.slot;
      if (x < 16 || x > layout.right - 14) continue;
      node(canvas, 'line', { x1: x, x2: x, y1: margin.top, y2: layout.floor, stroke: 'var(--grid)' });
      node(canvas, 'text', { x: x, y: layout.floor + 16, 'text-anchor': 'middle' }, text);
    }
  }

  // Four paths instead of thousands of elements.
  function drawCandles(list, slot) {
    const half = Math.max(slot * 0.36, 0.5);
    const paths = { up: ['', ''], down: ['', ''] };
    list.forEach((candle, i) => {
      const path = paths[candle.close >= candle.open ? 'up' : 'down'];
      const x = layout.x(i);
      const top = layout.y(Math.max(candle.open, candle.close)), foot = Math.max(layout.y(Math.min(candle.open, candle.close)), top + 0.8);
      path[0] += `M${x.toFixed(1)} ${layout.y(candle.high).toFixed(1)}V${layout.y(candle.low).toFixed(1)}`;
      path[1] += `M${(x - half).toFixed(1)} ${top.toFixed(1)}H${(x + half).toFixed(1)}V${foot.toFixed(1)}H${(x - half).toFixed(1)}Z`;
    });
    for (const [kind, color] of [['up', 'var(--good)'], ['down', 'var(--bad)']]) {
      node(canvas, 'path', { d: paths[kind][0], stroke: color, fill: 'none', opacity: 0.55 });
      node(canvas, 'path', { d: paths[kind][1], fill: color, opacity: 0.55 });
    }
  }

  function drawTrips(list, group) {
    const times = list.map(candle => candle.time);
    const end = list[list.length - 1].last;
    const trips = view.window ? [view.window.trip] : data.trips.filter(trip => trip[1] === data.instruments[view.instrument].index && trip[4] >= times[0] && trip[2] <= end);
    if (trips.length > 80 || (group > 1 && trips.length > 40)) return;
    for (const [, , entry, entryPrice, exit, exitPrice, , pnl] of trips) {
      node(canvas, 'line', {
        x1: layout.x(indexAt(times, entry)), y1: layout.y(entryPrice), x2: layout.x(indexAt(times, exit)), y2: layout.y(exitPrice),
        stroke: pnl > 0 ? 'var(--good)' : 'var(--bad)', 'stroke-width': 1.6, 'stroke-dasharray': '5 3',
      });
    }
  }

  // Buys point up from below the candle, sells point down from above it.
  function drawFills(list, slot) {
    const size = Math.min(Math.max(slot * 0.7, 4.5), 7);
    let buys = '', sells = '';
    list.forEach((candle, i) => {
      const x = layout.x(i);
      if (candle.buys) buys += triangle(x, Math.min(layout.y(candle.low) + 3, layout.floor - size * 1.7), size, 1);
      if (candle.sells) sells += triangle(x, layout.y(candle.high) - 3, size, -1);
    });
    node(canvas, 'path', { d: buys, fill: 'var(--own)', stroke: 'var(--panel)', 'stroke-width': 0.8 });
    node(canvas, 'path', { d: sells, fill: 'var(--alarm)', stroke: 'var(--panel)', 'stroke-width': 0.8 });
  }

  const triangle = (x, y, size, direction) =>
    `M${x.toFixed(1)} ${y.toFixed(1)}L${(x - size).toFixed(1)} ${(y + direction * size * 1.7).toFixed(1)}H${(x + size).toFixed(1)}Z`;

  function tell(list, group) {
    const bars = source();
    const perCandle = group * bars.barsPerCandle;
    const interval = data.instruments[view.instrument].interval;
    const what = perCandle === 1 ? `a candle is one ${interval} bar` : `a candle is ${perCandle.toLocaleString('en-US')} bars of ${interval}`;
    const trade = view.window ? `Trade ${view.window.trip[0]}: ${signed(view.window.trip[7], 2)} ${data.currency}. ` : '';
    const sum = (name, word) => { const all = list.reduce((before, candle) => before + candle[name], 0); return `${all.toLocaleString('en-US')} ${word}${all === 1 ? '' : 's'}`; };
    const first = list[0], last = list[list.length - 1];
    document.getElementById('candle-hint').textContent =
      `${trade}${timeText(first.time)} to ${timeText(last.last)}, ${sheet.percent(last.close / first.open - 1, 1)}; ${what}; ${sum('buys', 'buy')} (blue), ${sum('sells', 'sell')} (orange). `
      + 'Drag to move; Ctrl and the wheel, two fingers, the strip or the buttons go closer.';
  }

  // The line of closes in the strip, thinned to its columns; made again only when something else is shown or the width changes.
  function outlineOf(bars, width, height) {
    if (outline && outline.bars === bars && outline.width === width) return outline.path;
    const columns = Math.min(Math.floor(width / 2), bars.t.length);
    let low = Infinity, high = -Infinity, path = '';
    const values = Array.from({ length: columns }, (_, column) => bars.c[Math.floor(column * bars.t.length / columns)]);
    for (const value of values) { low = Math.min(low, value); high = Math.max(high, value); }
    values.forEach((value, column) => { path += `${column ? 'L' : 'M'}${((column + 0.5) * width / columns).toFixed(1)} ${(height - 4 - (value - low) / (high - low || 1) * (height - 8)).toFixed(1)}`; });
    outline = { bars, width, path };
    return path;
  }

  function drawStrip() {
    const width = strip.clientWidth, height = strip.clientHeight, bars = source();
    if (width < 50) return;
    brush.replaceChildren();
    brush.setAttribute('viewBox', `0 0 ${width} ${height}`);
    node(brush, 'rect', { x: 0, y: 0, width: width, height: height, rx: 6, fill: 'var(--grid)' });
    node(brush, 'path', { d: outlineOf(bars, width, height), fill: 'none', stroke: 'var(--muted)' });
    const x = view.from / bars.t.length * width, wide = Math.max((view.to - view.from) / bars.t.length * width, 4);
    node(brush, 'rect', { x: x, y: 0.5, width: wide, height: height - 1, rx: 4, fill: 'var(--own)', 'fill-opacity': 0.14, stroke: 'var(--own)' });
  }

  function go(from, to) {
    const count = source().t.length;
    const length = Math.min(Math.max(to - from, Math.min(shortest, count)), count);
    view.from = Math.min(Math.max(from, 0), count - length);
    view.to = view.from + length;
    draw();
    drawStrip();
  }

  // Keeps what is at a share of the width where it is.
  function zoom(factor, share = 0.5) {
    const at = view.from + (view.to - view.from) * share;
    go(at - (at - view.from) * factor, at + (view.to - at) * factor);
  }

  const move = share => { const by = (view.to - view.from) * share; go(view.from + by, view.to + by); };

  function all() {
    view.window = null;
    go(0, source().t.length);
  }

  // The last stretch of so many seconds before what is shown now ends.
  function last(seconds) {
    view.window = null;
    const { t } = source();
    const end = Math.min(Math.max(Math.ceil(view.to), 1), t.length);
    go(Math.max(indexAt(t, t[end - 1] - seconds), 0), end);
  }

  function goTo(time) {
    view.window = null;
    const at = Math.max(indexAt(source().t, time), 0), half = (view.to - view.from) / 2;
    go(at - half, at + half);
  }

  function choose(instrument) {
    view.instrument = instrument;
    all();
  }

  // Shows a trade: on the candles themselves when they are bars, else on the bars kept around it, else where it lies among the candles.
  function show(number) {
    const window = data.windows.find(one => one.trip[0] === number);
    const trip = window ? window.trip : data.trips.find(one => one[0] === number);
    const instrument = trip ? data.instruments.findIndex(one => one.index === trip[1]) : -1;
    if (instrument < 0) return false;
    view.instrument = instrument;
    view.window = null;
    if (window && data.instruments[instrument].barsPerCandle > 1) {
      view.window = window;
      go(0, window.count);
    } else {
      const { t } = source();
      const entry = indexAt(t, trip[2]), exit = indexAt(t, trip[4]);
      const room = Math.max((exit - entry) * 0.6, 25);
      go(entry - room, exit + room + 1);
    }
    document.getElementById('candles').scrollIntoView({ behavior: 'smooth', block: 'start' });
    return true;
  }

  // The candle under a place in the window, and where to draw the line through it.
  function at(clientX) {
    if (!layout || !shown.length) return null;
    const bounds = canvas.getBoundingClientRect();
    const index = Math.min(Math.max(Math.floor((clientX - bounds.left - margin.left) / layout.slot), 0), shown.length - 1);
    return { candle: shown[index], x: layout.x(index), cross: layout.cross, bounds };
  }

  const plotWidth = () => host.clientWidth - margin.left - margin.right;
  const hideCross = () => layout?.cross.setAttribute('visibility', 'hidden');

  // At first the last fills, on candles wide enough to be read; the strip shows where they are.
  const bars = source();
  const newest = bars.fills.length ? bars.fills[bars.fills.length - 1][0] : bars.t.length;
  const fitting = Math.max(Math.floor(plotWidth() / narrowest), shortest);
  view.from = Math.max(Math.min(newest + Math.ceil(fitting / 5), bars.t.length) - fitting, 0);
  view.to = Math.min(view.from + fitting, bars.t.length);
  sheet.keepDrawn(host, () => { draw(); drawStrip(); });
  return { host, strip, canvas, view, source, go, zoom, move, all, last, goTo, choose, show, at, plotWidth, hideCross, left: margin.left };
})();
