'use strict';
// Round trips as points: what a trade went through against what came of it.
const points = (() => {
  const { node, valueTicks, percent, fixed } = sheet;
  const margin = { left: 6, right: 58, top: 10, bottom: 36 };
  const reach = 14;

  // options: label, axis (what is across), points (number, x, y), choose(number), empty.
  function chart(id, options) {
    const host = document.getElementById(id);
    if (!host) return;
    const tip = sheet.tip(host);
    const canvas = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
    canvas.setAttribute('role', 'img');
    canvas.setAttribute('aria-label', options.label);
    host.appendChild(canvas);
    let layout = null;

    function draw() {
      const width = host.clientWidth, height = host.clientHeight;
      if (width < 50) return;
      canvas.replaceChildren();
      canvas.setAttribute('viewBox', `0 0 ${width} ${height}`);
      const [left, high, low] = [0, Math.max(...options.points.map(one => one.y), 0), Math.min(...options.points.map(one => one.y), 0)];
      const most = Math.max(...options.points.map(one => one.x), 1e-6) * 1.04, room = (high - low || 0.01) * 0.04;
      const right = width - margin.right, floor = height - margin.bottom;
      const x = value => margin.left + 6 + (value - left) / most * (right - margin.left - 6);
      const y = value => floor - (value - low + room) / (high - low + 2 * room) * (floor - margin.top);
      layout = { x, y };
      for (const value of valueTicks(low, high, 6)) {
        node(canvas, 'line', { x1: margin.left, x2: right, y1: y(value), y2: y(value), stroke: value === 0 ? 'var(--muted)' : 'var(--grid)' });
        node(canvas, 'text', { x: right + 8, y: y(value) + 4 }, `${fixed(value * 100, high - low < 0.1 ? 1 : 0)} %`);
      }
      for (const value of valueTicks(0, most, Math.max(width / 110, 2))) {
        node(canvas, 'line', { x1: x(value), x2: x(value), y1: margin.top, y2: floor, stroke: 'var(--grid)' });
        if (x(value) < right - 8) node(canvas, 'text', { x: x(value), y: floor + 15, 'text-anchor': value === 0 ? 'start' : 'middle' }, `${fixed(value * 100, most < 0.08 ? 1 : 0)} %`);
      }
      node(canvas, 'text', { x: (margin.left + right) / 2, y: height - 4, 'text-anchor': 'middle' }, options.axis);
      const paths = { gain: '', loss: '' };
      for (const one of options.points) paths[one.y > 0 ? 'gain' : 'loss'] += `M${(x(one.x) - 2.6).toFixed(1)} ${y(one.y).toFixed(1)}a2.6 2.6 0 1 0 5.2 0a2.6 2.6 0 1 0 -5.2 0`;
      node(canvas, 'path', { d: paths.loss, fill: 'var(--bad)', opacity: 0.55 });
      node(canvas, 'path', { d: paths.gain, fill: 'var(--good)', opacity: 0.55 });
      layout.ring = node(canvas, 'circle', { r: 5, fill: 'none', stroke: 'var(--ink)', 'stroke-width': 1.5, visibility: 'hidden' });
    }

    function nearest(event) {
      const bounds = canvas.getBoundingClientRect();
      const [px, py] = [event.clientX - bounds.left, event.clientY - bounds.top];
      let best = null, distance = reach * reach;
      for (const one of options.points) {
        const away = (layout.x(one.x) - px) ** 2 + (layout.y(one.y) - py) ** 2;
        if (away < distance) [best, distance] = [one, away];
      }
      return { best, px, py };
    }

    canvas.addEventListener('pointermove', event => {
      if (!layout) return;
      const { best, px, py } = nearest(event);
      layout.ring.setAttribute('visibility', best ? 'visible' : 'hidden');
      if (!best) return tip.hide();
      layout.ring.setAttribute('cx', layout.x(best.x));
      layout.ring.setAttribute('cy', layout.y(best.y));
      tip.show(px, py, [{ text: `trade ${best.number.toLocaleString('en-US')}`, strong: true }, { text: `${options.axis} ${percent(best.x * options.sign, 2)}` }, { text: `return ${percent(best.y, 2)}` }]);
    });
    canvas.addEventListener('pointerleave', () => { tip.hide(); layout?.ring.setAttribute('visibility', 'hidden'); });
    canvas.addEventListener('click', event => { const { best } = nearest(event); if (best) options.choose(best.number); });
    sheet.keepDrawn(host, draw);
  }

  return { chart };
})();
