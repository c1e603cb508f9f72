'use strict';
// Candles with the fills on them. A stretch of the candles is shown, brought together to what fits; the strip below moves it.
const candles = (() => {
  const { data, node, price, signed, timeTicks, valueTicks, indexAt, timeText } = sheet;
  const margin = { left: 6, right: 72, top: 12, bottom: 22 };
  const narrowest = 5;
  const shortest = 12;
  const host = document.getElementById('candle-chart');
  const strip = document.getElementById('candle-brush');
  if (!host || !data.instruments.some(one => one.t.length)) return { show: () => false };

  const view = { instrument: Math.max(data.instruments.findIndex(one => one.t.length), 0), from: 0, to: 0, window: null };
  const canvas = svg(host, 'Candles with buys and sells');
  const brush = svg(strip, 'The stretch of time that is shown');
  const tip = sheet.tip(host);
  let shown = [];
  let layout = null;

  function svg(parent, label) {
    const element = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
    element.setAttribute('role', 'img');
    element.setAttribute('aria-label', label);
    parent.appendChild(element);
    return element;
  }

  const source = () => view.window ?? data.instruments[view.instrument];

  // Candles from view.from to view.to, several made one where they would be too narrow, with their fills.
  function visible(width) {
    const bars = source();
    const from = Math.floor(view.from), to = Math.min(Math.ceil(view.to), bars.t.length);
    const group = Math.max(Math.ceil((to - from) / Math.max(width / narrowest, 1)), 1);
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
    for (const value of valueTicks(low, high, 6)) {
      const y = layout.y(value);
      node(canvas, 'line', { x1: margin.left, x2: layout.right, y1: y, y2: y, stroke: 'var(--grid)' });
      node(canvas, 'text', { x: layout.right + 8, y: y + 4 }, price(value));
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
    const trips = view.window ? [view.window.trip] : data.trips.filter(trip => trip[1] === view.instrument && trip[4] >= times[0] && trip[2] <= end);
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
    document.getElementById('candle-hint').textContent =
      `${trade}${timeText(list[0].time)} to ${timeText(list[list.length - 1].last)}, ${what}. Blue: buys, orange: sells. Drag to move, use the strip or the buttons to go closer.`;
  }

  // Each column of the strip is the highest and lowest price of its stretch.
  function drawStrip() {
    const width = strip.clientWidth, height = strip.clientHeight, bars = source();
    if (width < 50) return;
    brush.replaceChildren();
    brush.setAttribute('viewBox', `0 0 ${width} ${height}`);
    const columns = Math.min(Math.floor(width / 2), bars.t.length);
    const low = bars.l.reduce((a, b) => Math.min(a, b), Infinity), high = bars.h.reduce((a, b) => Math.max(a, b), -Infinity);
    const y = value => height - 4 - (value - low) / (high - low || 1) * (height - 8);
    let path = '';
    for (let column = 0; column < columns; column++) {
      const start = Math.floor(column * bars.t.length / columns);
      path += `${column ? 'L' : 'M'}${((column + 0.5) * width / columns).toFixed(1)} ${y(bars.c[start]).toFixed(1)}`;
    }
    node(brush, 'rect', { x: 0, y: 0, width: width, height: height, rx: 6, fill: 'var(--grid)' });
    node(brush, 'path', { d: path, fill: 'none', stroke: 'var(--muted)' });
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

  const zoom = factor => { const middle = (view.from + view.to) / 2, half = (view.to - view.from) / 2 * factor; go(middle - half, middle + half); };
  const move = share => { const by = (view.to - view.from) * share; go(view.from + by, view.to + by); };
  const all = () => { view.window = null; go(0, source().t.length); };

  // Shows a listed trade: on the candles themselves when they are bars, else on the bars kept around it.
  function show(number) {
    const window = data.windows.find(one => one.trip[0] === number);
    if (!window) return false;
    view.instrument = window.trip[1];
    const bars = data.instruments[view.instrument];
    if (picker) picker.value = String(view.instrument);
    if (bars.barsPerCandle === 1) {
      view.window = null;
      const entry = indexAt(bars.t, window.trip[2]), exit = indexAt(bars.t, window.trip[4]);
      const room = Math.max((exit - entry) * 0.6, 25);
      go(entry - room, exit + room + 1);
    } else {
      view.window = window;
      go(0, window.t.length);
    }
    document.getElementById('candles').scrollIntoView({ behavior: 'smooth', block: 'start' });
    return true;
  }

  function hover(event) {
    if (!layout || !shown.length) return;
    const bounds = canvas.getBoundingClientRect();
    const index = Math.min(Math.max(Math.floor((event.clientX - bounds.left - margin.left) / layout.slot), 0), shown.length - 1);
    const candle = shown[index];
    for (const end of ['x1', 'x2']) layout.cross.setAttribute(end, layout.x(index));
    layout.cross.setAttribute('visibility', 'visible');
    const lines = [
      { text: candle.time === candle.last ? timeText(candle.time) : `${timeText(candle.time)} – ${timeText(candle.last)}`, strong: true },
      { text: `open ${price(candle.open)}  high ${price(candle.high)}` },
      { text: `low ${price(candle.low)}  close ${price(candle.close)}` },
    ];
    if (candle.buys) lines.push({ color: 'var(--own)', text: `${candle.buys === 1 ? 'buy' : `${candle.buys} buys, mean`} ${price(candle.buyPrice)}` });
    if (candle.sells) lines.push({ color: 'var(--alarm)', text: `${candle.sells === 1 ? 'sell' : `${candle.sells} sells, mean`} ${price(candle.sellPrice)}` });
    tip.show(event.clientX - bounds.left, event.clientY - bounds.top, lines);
  }

  function leave() {
    tip.hide();
    if (layout) layout.cross.setAttribute('visibility', 'hidden');
  }

  // Calls onMove with the distance from where the pointer went down, until it is let go.
  function drag(element, onStart, onMove) {
    element.addEventListener('pointerdown', event => {
      const start = { x: event.clientX, from: view.from, to: view.to };
      onStart?.(event, start);
      element.setPointerCapture(event.pointerId);
      const moving = next => onMove(next.clientX - start.x, start);
      element.addEventListener('pointermove', moving);
      const end = () => element.removeEventListener('pointermove', moving);
      element.addEventListener('pointerup', end, { once: true });
      element.addEventListener('pointercancel', end, { once: true });
    });
  }

  canvas.addEventListener('pointermove', hover);
  canvas.addEventListener('pointerleave', leave);
  canvas.style.cursor = 'grab';
  drag(canvas, null, (dx, start) => { leave(); const by = -dx / (host.clientWidth - margin.left - margin.right) * (start.to - start.from); go(start.from + by, start.to + by); });
  canvas.addEventListener('wheel', event => { if (event.ctrlKey || event.shiftKey) { event.preventDefault(); zoom((event.deltaY || event.deltaX) > 0 ? 1.25 : 0.8); } }, { passive: false });
  drag(strip, (event, start) => {
    const at = (event.clientX - strip.getBoundingClientRect().left) / strip.clientWidth * source().t.length;
    if (at >= view.from && at <= view.to && view.to - view.from < source().t.length) return;
    const half = Math.min((view.to - view.from) / 2, source().t.length / 20);
    go(at - half, at + half);
    [start.from, start.to] = [view.from, view.to];
  }, (dx, start) => { const by = dx / strip.clientWidth * source().t.length; go(start.from + by, start.to + by); });

  const tools = document.getElementById('candle-tools');
  let picker = null;
  if (data.instruments.length > 1) {
    picker = document.createElement('select');
    picker.setAttribute('aria-label', 'Instrument');
    data.instruments.forEach((one, i) => picker.add(new Option(one.name, String(i))));
    picker.value = String(view.instrument);
    picker.addEventListener('change', () => { view.instrument = Number(picker.value); all(); });
    tools.appendChild(picker);
  }
  for (const [text, label, action] of [['all', 'Show everything', all], ['−', 'Farther', () => zoom(2)], ['+', 'Closer', () => zoom(0.5)], ['◀', 'Earlier', () => move(-0.5)], ['▶', 'Later', () => move(0.5)]]) {
    const button = document.createElement('button');
    button.type = 'button';
    button.textContent = text;
    button.setAttribute('aria-label', label);
    button.title = label;
    button.addEventListener('click', action);
    tools.appendChild(button);
  }

  // At first the last fills, on candles wide enough to be read; the strip shows where they are.
  const last = source().fills.length ? source().fills[source().fills.length - 1][0] : source().t.length;
  const fitting = Math.max(Math.floor((host.clientWidth - margin.left - margin.right) / narrowest), shortest);
  view.to = Math.min(last + Math.ceil(fitting / 5), source().t.length);
  view.from = Math.max(view.to - fitting, 0);
  sheet.keepDrawn(host, () => { draw(); drawStrip(); });
  return { show };
})();
