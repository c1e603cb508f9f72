'use strict';
// Curves over time: equity, drawdown, rolling figures, exposure. The pointer's line goes through all of them.
const curves = (() => {
  const { data, node, timeTicks, valueTicks, logTicks, indexAt, timeText } = sheet;
  const margin = { left: 6, right: 66, top: 22, bottom: 22 };
  const charts = [];
  const span = data.equity && data.equity.t.length ? [data.equity.t[0], data.equity.t[data.equity.t.length - 1]] : [0, 1];
  if (span[0] === span[1]) span[1] += 1;

  function chart(id, options) {
    const host = document.getElementById(id);
    if (!host) return;
    if (!options.series.some(series => series.points && series.points.t.length > 1)) {
      host.style.height = 'auto';
      host.textContent = options.empty;
      host.className += ' hint';
      return;
    }
    const series = options.series.filter(one => one.points && one.points.t.length);
    const tip = sheet.tip(host);
    const canvas = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
    canvas.setAttribute('role', 'img');
    canvas.setAttribute('aria-label', options.label);
    host.appendChild(canvas);
    const state = { host, canvas, series, hidden: new Set(), options, tip, x: null, cross: null };
    charts.push(state);
    sheet.keepDrawn(host, () => draw(state));
    canvas.addEventListener('pointermove', event => hover(state, event));
    canvas.addEventListener('pointerleave', leave);
  }

  // Curves can be taken out by their names; one always stays.
  const drawn = state => state.series.filter(one => !state.hidden.has(one.name));

  function toggle(state, name) {
    if (state.hidden.delete(name)) return draw(state);
    if (drawn(state).length > 1) state.hidden.add(name);
    draw(state);
  }

  function range(state) {
    let low = Infinity, high = -Infinity;
    for (const { points } of drawn(state))
      for (const value of points.v) {
        if (value === null) continue;
        if (value < low) low = value;
        if (value > high) high = value;
      }
    for (const value of state.options.include ?? []) { low = Math.min(low, value); high = Math.max(high, value); }
    if (low === high) { low -= Math.abs(low) * 0.01 + 1e-9; high += Math.abs(high) * 0.01 + 1e-9; }
    return [low, high];
  }

  function draw(state) {
    const { canvas, host, options } = state;
    const width = host.clientWidth, height = host.clientHeight;
    if (width < 50) return;
    canvas.replaceChildren();
    canvas.setAttribute('viewBox', `0 0 ${width} ${height}`);
    const [low, high] = range(state);
    const isLog = Boolean(options.isLog && options.isLog()) && low > 0;
    const scale = isLog ? Math.log : value => value;
    const [bottom, top] = [scale(low), scale(high)];
    const right = width - margin.right, floor = height - margin.bottom;
    state.x = time => margin.left + (time - span[0]) / (span[1] - span[0]) * (right - margin.left);
    state.y = value => floor - (scale(value) - bottom) / (top - bottom) * (floor - margin.top);
    if (options.bands?.()) drawBands(state, right, floor);
    drawAxes(state, isLog ? logTicks(low, high, 5) : valueTicks(low, high, height < 220 ? 4 : 6), right, floor);
    for (const one of drawn(state).reverse()) drawSeries(state, one);
    drawLegend(state);
    state.cross = node(canvas, 'line', { y1: margin.top, y2: floor, stroke: 'var(--muted)', 'stroke-dasharray': '3 3', visibility: 'hidden' });
    state.dots = state.series.map(one => node(canvas, 'circle', { r: 3.5, fill: one.color, stroke: 'var(--panel)', 'stroke-width': 1.5, visibility: 'hidden' }));
  }

  // Where the market was known to go up or down.
  function drawBands(state, right, floor) {
    data.trends.forEach(([from, trend], i) => {
      const end = i + 1 < data.trends.length ? data.trends[i + 1][0] : span[1];
      if (!trend || end <= span[0] || from >= span[1]) return;
      const x = state.x(Math.max(from, span[0]));
      node(state.canvas, 'rect', { x, y: margin.top, width: Math.max(state.x(Math.min(end, span[1])) - x, 0.5), height: floor - margin.top, fill: trend > 0 ? 'var(--good)' : 'var(--bad)', opacity: 0.1 });
    });
  }

  function drawAxes(state, ticks, right, floor) {
    const { canvas, options } = state;
    for (const value of ticks) {
      const y = state.y(value);
      node(canvas, 'line', { x1: margin.left, x2: right, y1: y, y2: y, stroke: value === options.base ? 'var(--muted)' : 'var(--grid)' });
      node(canvas, 'text', { x: right + 8, y: y + 4 }, options.tick(value));
    }
    for (const { time, text } of timeTicks(span[0], span[1], (right - margin.left) / 95)) {
      const x = state.x(time);
      node(canvas, 'line', { x1: x, x2: x, y1: margin.top, y2: floor, stroke: 'var(--grid)' });
      if (x < right - 14) node(canvas, 'text', { x: x, y: floor + 16, 'text-anchor': x < 20 ? 'start' : 'middle' }, text);
    }
  }

  function drawSeries(state, { points, color, isFilled, isThin }) {
    let path = '', isDown = false;
    for (let i = 0; i < points.t.length; i++) {
      if (points.v[i] === null) { isDown = false; continue; }
      const x = state.x(points.t[i]).toFixed(1), y = state.y(points.v[i]).toFixed(1);
      path += `${isDown ? 'L' : 'M'}${x} ${y}`;
      isDown = true;
    }
    if (isFilled) {
      const base = state.y(state.options.base).toFixed(1);
      node(state.canvas, 'path', { d: `${path}L${state.x(points.t[points.t.length - 1]).toFixed(1)} ${base}L${state.x(points.t[0]).toFixed(1)} ${base}Z`, fill: color, opacity: 0.16 });
    }
    node(state.canvas, 'path', { d: path, fill: 'none', stroke: color, 'stroke-width': isThin ? 1.2 : 1.8, 'stroke-linejoin': 'round' });
  }

  function drawLegend(state) {
    let x = margin.left;
    for (const { name, color } of state.series) {
      const opacity = state.hidden.has(name) ? 0.4 : 1;
      node(state.canvas, 'rect', { x: x, y: 4, width: 10, height: 10, rx: 2, fill: color, opacity: opacity });
      const text = node(state.canvas, 'text', { x: x + 15, y: 13, class: 'legend', opacity: opacity }, name);
      if (state.series.length > 1) {
        text.setAttribute('role', 'button');
        text.addEventListener('click', () => toggle(state, name));
        node(text, 'title', {}, 'show or hide');
      }
      x += 31 + text.getComputedTextLength();
    }
  }

  function hover(state, event) {
    const bounds = state.canvas.getBoundingClientRect();
    const ratio = (event.clientX - bounds.left - margin.left) / (bounds.width - margin.left - margin.right);
    const time = span[0] + Math.min(Math.max(ratio, 0), 1) * (span[1] - span[0]);
    for (const other of charts) mark(other, time);
    const lines = [{ text: timeText(nearest(state.series[0].points, time)), strong: true }];
    for (const { name, color, points } of drawn(state)) {
      const index = indexAt(points.t, time);
      if (index >= 0 && points.v[index] !== null) lines.push({ color, text: `${name}  ${state.options.value(points.v[index])}` });
    }
    state.tip.show(event.clientX - bounds.left, event.clientY - bounds.top, lines);
  }

  const nearest = (points, time) => points.t[Math.max(indexAt(points.t, time), 0)];

  function mark(state, time) {
    if (!state.cross) return;
    const x = state.x(time);
    state.cross.setAttribute('x1', x);
    state.cross.setAttribute('x2', x);
    state.cross.setAttribute('visibility', 'visible');
    state.series.forEach(({ name, points }, i) => {
      const index = indexAt(points.t, time);
      const isShown = !state.hidden.has(name) && index >= 0 && points.v[index] !== null;
      state.dots[i].setAttribute('visibility', isShown ? 'visible' : 'hidden');
      if (!isShown) return;
      state.dots[i].setAttribute('cx', state.x(points.t[index]));
      state.dots[i].setAttribute('cy', state.y(points.v[index]));
    });
  }

  function leave() {
    for (const { cross, dots, tip } of charts) {
      tip.hide();
      if (!cross) continue;
      cross.setAttribute('visibility', 'hidden');
      dots.forEach(dot => dot.setAttribute('visibility', 'hidden'));
    }
  }

  return { chart };
})();
